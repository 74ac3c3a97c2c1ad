"""/whosaid log: what people changed, and Undo where that can be undone."""

from slack_sdk import WebClient

from handlers.desk import Desk
from handlers.render.blocks import Message
from handlers.render.changes import PAGE, log_message


def log(
    desk: Desk, client: WebClient, user: str, *, place: str | None, before: int | None = None
) -> Message:
    """A page of the log, for editors. Raises NotAllowed for anybody else."""
    desk.editors.need(client, user)
    page, older = desk.changes.page(limit=PAGE, before=before, place=place)
    corrected = {one.quote_id for one in page} - {None}
    standings = desk.archive.standings([one for one in corrected if one], place=place)
    zone = desk.zones.of(client, user)
    return log_message(page, standings, zone=zone, older=older, before=before)
