"""What time it is for a command."""

from datetime import UTC, datetime

from handlers.dial import shown_for
from handlers.settings import load_settings


def right_now() -> datetime:
    """The machine's time, or on a practice workspace's database what the workspace's clock shows.

    Raises BadSetting as load_settings does.
    """
    return shown_for(load_settings().database_url) or datetime.now(UTC)
