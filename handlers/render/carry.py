"""A question as text that a button or a message's metadata carries, to outlive a restart."""

import json
from dataclasses import dataclass, replace
from typing import Any

from bot.answers import Answer, Question
from store.asked import from_json, to_json

PASSED = 20  # pages: a button has no room for more; before them, Newer leads to the first


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as far as it has been followed.

    older: the page after this one, as Archive.ask takes it. person: the one picked of several
    people of one name. once: tells one press from the next, where a thing may happen only once.
    before: how many quotes stood on the pages before that one; on a first page it says nothing.
    passed: `older` and `before` of the pages between the first and this one, the last PASSED.
    """

    question: Question
    older: int | None = None
    person: int | None = None
    once: str | None = None
    before: int = 0
    passed: tuple[tuple[int, int], ...] = ()

    @property
    def first(self) -> int:
        """The number of its first quote: they are counted on from page to page."""
        return self.before + 1 if self.older is not None else 1

    def after(self, answer: Answer) -> "Asked":
        """The page that follows an answer to it."""
        here = () if self.older is None else ((self.older, self.before),)
        return replace(
            self,
            older=answer.older,
            before=self.first - 1 + len(answer.hits),
            passed=(*self.passed, *here)[-PASSED:],
        )

    @property
    def newer(self) -> "Asked | None":
        """The page before this one; None for the first."""
        if self.older is None:
            return None
        if not self.passed:
            return replace(self, older=None, before=0)
        older, before = self.passed[-1]
        return replace(self, older=older, before=before, passed=self.passed[:-1])


def packed(asked: Asked) -> str:
    return json.dumps(payload(asked), ensure_ascii=False, separators=(",", ":"))


def payload(asked: Asked) -> dict[str, Any]:
    """The same as plain values; what is not set is left out."""
    beside: dict[str, Any] = {"older": asked.older, "person": asked.person, "once": asked.once}
    if asked.older is not None:
        beside["before"] = asked.before
        beside["passed"] = [list(page) for page in asked.passed] or None
    return to_json(asked.question) | {
        name: value for name, value in beside.items() if value is not None
    }


def unpacked(value: str) -> Asked:
    """Reads what `packed` wrote."""
    return opened(json.loads(value))


def opened(fields: dict[str, Any]) -> Asked:
    """Reads what `payload` made."""
    return Asked(
        from_json(fields),
        fields.get("older"),
        fields.get("person"),
        fields.get("once"),
        int(fields.get("before") or 0),
        tuple((older, before) for older, before in fields.get("passed") or ()),
    )
