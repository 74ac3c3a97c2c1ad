"""Wire items that their publisher does not let anybody use."""

import re

from bot.errors import BadArticle

USABLE = "usable"
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_WORDS = {"canceled": "canceled", "cancelled": "canceled", "withheld": "withheld"}


class Pulled(BadArticle):
    """An item that is canceled, or withheld for now. url: the address it is known by, if any."""

    def __init__(self, seen: str, remedy: str, url: str | None, status: str) -> None:
        super().__init__(seen, remedy)
        self.args = (seen, remedy, url, status)  # all, so that it comes whole out of a process
        self.url = url
        self.status = status


def check_usable(status: object, name: str, url: str | None) -> None:
    """Raises Pulled unless the status (IPTC's pubStatus) lets the item be used; none does."""
    told = str(status or USABLE).rpartition(":")[2].lower()
    if told == USABLE:
        return
    said = _WORDS.get(told, f"“{told[:40]}”")
    raise Pulled(
        f"{name} is marked {said} by its publisher, so I keep nothing of it.",
        f"If it was kept before, take it back: whosaid withdraw {url}"
        if url
        else "Send it once it is usable.",
        url,
        _WORDS.get(told, told),
    )


def version_number(told: object) -> int | None:
    """The number of a version as NewsML-G2 and ninjs write it ("3"); None for anything else."""
    words = str(told).strip()
    return int(words) if _NUMBER.fullmatch(words) else None
