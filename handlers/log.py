"""Logs: one event a line on stderr, and no secrets in them."""

import logging
import re
import sys
import traceback
from types import TracebackType
from typing import TextIO

_SECRET = re.compile(
    r"\bx(?:ox[a-z]|app|wfp)-[\w-]+"  # Slack's tokens
    r"|(?<=://)[^\s/@:]+:[^\s/@]+(?=@)"  # user:password in an address
    r"|(?<=ticket=)[\w-]+|(?<=Bearer )[\w.~+/-]+",
    re.I,
)
# Slack's libraries log whole payloads, which hold what people write; the others only chatter.
_QUIET = ("slack_bolt", "slack_sdk", "urllib3", "aiohttp.access", "trafilatura", "htmldate",
             "alembic")  # fmt: skip

_CAUSES = 5  # of an error, and causes of those
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def set_up(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send every event of whosaid to `stream` (stderr), warnings of the libraries too."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class OneLine(logging.Formatter):
    """A traceback follows on the same line; what looks like a token or password is left out."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  logging's name
        """Where it happened. An error's own words can hold what somebody typed: they stay out."""
        told: list[str] = []
        error = ei[1]
        while error is not None and len(told) < _CAUSES:
            frames = "".join(traceback.format_tb(error.__traceback__))
            told.append(f"{frames}{type(error).__qualname__}")
            error = error.__cause__ or error.__context__
        return "\ncaused by\n".join(told)

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record).replace("\r", "").replace("\n", "\\n")
        return _SECRET.sub("…", line)
