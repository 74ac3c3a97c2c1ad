"""What a channel has switched on."""

from datetime import datetime

from sqlalchemy import Engine, delete, insert, select

from store.engine import reading, writing
from store.people import record
from store.tables import channels


class Channels:
    """The switches of each channel."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def links_on(self, channel: str) -> bool:
        """Whether articles posted in a channel are read. Off until somebody switches it on."""
        with reading(self._engine) as connection:
            switch = select(channels.c.links).where(channels.c.channel == channel)
            return bool(connection.scalar(switch))

    def set_links(self, channel: str, on: bool, *, by: str, now: datetime) -> None:
        """Switch the reading of posted articles on or off."""
        with writing(self._engine) as connection:
            connection.execute(delete(channels).where(channels.c.channel == channel))
            connection.execute(insert(channels), {"channel": channel, "links": on})
            record(connection, "links switched", {"channel": channel, "on": on}, by=by, now=now)
