"""Files handed out: uploaded to Slack with words for those who do not see them, then shared."""

from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import Request

from slack_sdk import WebClient

from bot.errors import WhosaidError
from handlers.links import OPENER, is_slacks
from handlers.posts import post_to_person
from handlers.render.blocks import Message

UPLOAD_TIMEOUT_S = 30


@dataclass(frozen=True, slots=True)
class Upload:
    """A file. alt: what a picture shows, in words, 1,000 characters at most."""

    name: str
    title: str
    data: bytes
    alt: str | None = None


class NotUploaded(WhosaidError):
    """Slack did not take the bytes of a file; nothing of it is shown anywhere."""


def upload(client: WebClient, file: Upload) -> str:
    """Give Slack the bytes; return the file's id. Nobody sees it until it is shared.

    Raises SlackApiError (missing_scope without files:write) or NotUploaded.
    """
    ticket = client.files_getUploadURLExternal(
        filename=file.name, length=len(file.data), alt_txt=file.alt
    )
    url = str(ticket["upload_url"])
    if not is_slacks(client, url):
        raise NotUploaded("Slack sent me elsewhere with a file.", "Tell whoever runs me.")
    request = Request(url, data=file.data, headers={"Content-Type": "application/octet-stream"})  # noqa: S310  checked above
    try:
        with OPENER.open(request, timeout=UPLOAD_TIMEOUT_S) as answer:
            answer.read()
    except (URLError, TimeoutError, OSError) as error:
        raise NotUploaded("Slack did not take my file.", "Try again in a minute.") from error
    return str(ticket["file_id"])


def hand_over(client: WebClient, file: Upload, user: str, head: Message) -> None:
    """Upload a file and share it in somebody's DM, under a message that says what it is.

    Nothing is posted when Slack does not take the file: see `upload` for what is raised then.
    """
    file_id = upload(client, file)
    # A DM is known by its id only once something was posted to it.
    share(client, file_id, file, post_to_person(client, user, head))


def share(
    client: WebClient, file_id: str, file: Upload, channel: str, *, thread: str | None = None
) -> None:
    """Show an uploaded file in a channel or a thread of it. Raises SlackApiError."""
    client.files_completeUploadExternal(
        files=[{"id": file_id, "title": file.title}], channel_id=channel, thread_ts=thread
    )
