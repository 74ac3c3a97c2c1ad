"""Shapes of JSON, and what is wrong with a value: a vocabulary for the tables of the judge.

A Check takes a value and where it stands ("/blocks/0/text"), and yields one sentence for each
thing Slack would refuse, in the words of Slack's own answers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], Iterator[str]]


def said(problem: str, at: str) -> str:
    return f"{problem} [json-pointer:{at or '/'}]"


def string(most: int | None = None, least: int = 1) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield said("must be a string", at)
        elif len(value) < least:
            yield said(f"must be more than {least - 1} characters", at)
        elif most is not None and len(value) > most:
            yield said(f"must be less than {most + 1} characters", at)

    return check


def like(regex: str, what: str) -> Check:
    pattern = re.compile(regex)

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            yield said(f"must be {what}", at)

    return check


def boolean(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield said("must be a boolean", at)


def integer(low: int, high: int) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield said("must be an integer", at)
        elif not low <= value <= high:
            yield said(f"must be between {low} and {high}", at)

    return check


def one_of(*allowed: str) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if value not in allowed:
            yield said(f"must be one of: {', '.join(allowed)}", at)

    return check


def anything(_value: Any, _at: str) -> Iterator[str]:
    return iter(())


def items(check_one: Check, most: int, least: int = 1) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield said("must be an array", at)
            return
        if len(value) < least:
            yield said(f"no fewer than {least} items allowed", at)
        if len(value) > most:
            yield said(f"no more than {most} items allowed", at)
        for number, item in enumerate(value):
            yield from check_one(item, f"{at}/{number}")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object that has all of `required`, perhaps some of `optional`, and nothing else."""
    known = {**required, **(optional or {})}

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield said("must be an object", at)
            return
        for key in required:
            if key not in value:
                yield said(f"missing required field: {key}", at)
        for key, part in value.items():
            if key not in known:
                yield said(f"invalid additional property: {key}", at)
            else:
                yield from known[key](part, f"{at}/{key}")

    return check


def by_type(table: Mapping[str, Check], *, only: Iterable[str] | None = None) -> Check:
    """An object whose `type` says which of the table's shapes it must have.

    only: the types that may stand in this place; the others exist, but not here.
    """
    allowed = set(table) if only is None else set(only)

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield said("must be an object", at)
            return
        kind = value.get("type")
        if not isinstance(kind, str) or kind not in table:
            yield said(f"unsupported type: {kind}", f"{at}/type")
        elif kind not in allowed:
            yield said(f"type not allowed here: {kind}", f"{at}/type")
        else:
            yield from table[kind](value, at)

    return check


def exactly_one(*keys: str) -> Check:
    """Of these keys an object has one, neither none nor several."""

    def check(value: Any, at: str) -> Iterator[str]:
        there = [key for key in keys if key in value] if isinstance(value, dict) else [keys[0]]
        if len(there) != 1:
            yield said(f"must have exactly one of: {', '.join(keys)}", at)

    return check


def both(*checks: Check) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        for one in checks:
            yield from one(value, at)

    return check
