"""One practice workspace to a folder: two would write over each other's file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import BadSetting

try:
    import fcntl
except ImportError:  # Windows, where two of them are not told apart
    fcntl = None  # type: ignore[assignment]  # looked at before it is used


@contextmanager
def alone_with(file: Path) -> Iterator[None]:
    """Hold a workspace's file until the end, or until the process dies.

    Raises BadSetting while another process holds it.
    """
    with open(file.with_suffix(".lock"), "a", encoding="utf-8") as held:
        try:
            if fcntl is not None:
                fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # a forked child has no part in it
        except OSError as taken:
            raise BadSetting(
                f"Another practice workspace is at work in {file.parent}.",
                "Stop it, or give this one a database of its own:"
                " WHOSAID_DATABASE_URL=sqlite:///other.db whosaid practice --port 8031",
            ) from taken
        yield
