"""Instants as the trade's formats write them: ISO 8601, with a zone or without."""

from datetime import UTC, date, datetime


def instant(words: object) -> datetime | None:
    """An instant in the zone it is written in (UTC when it names none); None for anything else."""
    if not isinstance(words, str):
        return None
    try:
        found = datetime.fromisoformat(words.strip())
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        found.astimezone(UTC)
    except (OverflowError, ValueError):  # no date, or none that there is in UTC
        return None
    return found


def dated(*told: object) -> tuple[date | None, datetime | None]:
    """The day in the article's own zone, and the instant in UTC, of the first that is one."""
    for words in told:
        found = instant(words)
        if found is not None:
            return found.date(), found.astimezone(UTC)
    return None, None
