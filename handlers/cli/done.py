"""What `whosaid add` did, in a few lines or as JSON."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.answers import Added
from handlers.cli.plain import counted, printable
from handlers.formats.pulled import Pulled


@dataclass(slots=True)
class Done:
    """What became of the sources; `kept` is in the order in which the pages came."""

    kept: list[Added] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    pulled: list[tuple[str, Pulled]] = field(default_factory=list)
    withdrawn: list[Pulled] = field(default_factory=list)


def summary(done: Done, now: datetime) -> str:
    """What was done, in a few lines."""
    changed = [added for added in done.kept if not added.unchanged]
    versions = sum(added.version > 1 for added in changed)
    speakers: Counter[str | None] = Counter()
    for added in changed:
        speakers.update(dict(added.by_speaker))
    parts = [f"{counted(len(changed), 'article')} kept"]
    if versions:
        parts[0] += f" ({counted(versions, 'new version')} of known ones)"
    parts += _not_shown(done, changed)
    if done.failed:
        parts.append(f"{len(done.failed)} failed")
    lines = [", ".join(parts) + f"; {counted(sum(added.new for added in changed), 'new quote')}."]
    most = [f"{many} by {name}" for name, many in speakers.most_common(5) if name]
    if most:
        more = len([name for name in speakers if name]) - len(most)
        lines.append(", ".join(most) + (f" and {more} more speakers" if more > 0 else "") + ".")
    for added in changed:
        lines += _date_lines(added, now)
        lines += change_lines(added)
    for added in done.kept:
        if added.late:
            came, stands = added.late
            title = added.title or "Untitled"
            lines.append(f"{title}: version {came} came after version {stands}, which stands.")
    lines += [f"Withdrawn: {one.url}: {one.status} by its publisher." for one in done.withdrawn]
    lines += [f"Failed: {name}: {why}" for name, why in done.failed]
    return "\n".join(printable(line) for line in lines)


def _not_shown(done: Done, changed: list[Added]) -> list[str]:
    """What was known already, and what of all that came not everybody sees, in parts."""
    hidden = sum(added.embargo is not None or added.restricted for added in changed)
    gone = sum(added.erased is not None for added in done.kept)
    parts = []
    if known := len(done.kept) - len(changed) - gone:
        parts.append(f"{known} known already")
    if gone:
        parts.append(f"{gone} not kept: erased before")
    if covered := sum(added.covered for added in changed):
        parts.append(f"{counted(covered, 'quote')} of somebody who was erased left out")
    if withdrawn := sum(added.withdrawn is not None for added in done.kept):
        parts.append(f"{withdrawn} withdrawn, and not shown before it is reinstated")
    if gone_from_view := sum(added.hid for added in done.kept):
        parts.append(f"{counted(gone_from_view, 'quote')} no longer shown to everybody")
    if hidden:
        parts.append(f"{hidden} not for everybody")
    return parts


_GIVE_ONE = "Give one as a first line “date: 2025-06-27”, above an empty line."
_FURTHEST_AHEAD = timedelta(hours=14)  # of UTC, in any zone


def _date_lines(added: Added, now: datetime) -> list[str]:
    """What an article without a day, or of a day to come, is taken for."""
    title = added.title or "Untitled"
    if added.published is None:
        return [f"{title}: no date is told in it, so no period holds its quotes. {_GIVE_ONE}"]
    if added.published > (now + _FURTHEST_AHEAD).date():
        day = f"{added.published:%-d %B %Y}"
        return [f"{title}: taken as of {day}, which has not come yet. {_GIVE_ONE}"]
    return []


def change_lines(added: Added) -> list[str]:
    """What a new version did to its quotes, a line for each; marks are left to the articles."""
    if not added.changes:
        return []
    lines = [f"{added.title or 'Untitled'}, version {added.version}:"]
    for change in added.changes:
        one = change.after or change.before
        by = (one.speaker if one else None) or "speaker unclear"
        if change.before and change.after:
            lines.append(f"- reworded, {by}: {change.before.words} → {change.after.words}")
        elif change.before:
            lines.append(f"- gone, {by}: {change.before.words}")
        elif change.after:
            lines.append(f"- new, {by}: {change.after.words}")
    return lines


def done_json(done: Done) -> dict[str, Any]:
    return {
        "added": [
            {
                "article": added.article_id,
                "title": added.title,
                "version": added.version,
                "new": added.new,
                "known": added.known,
                "unchanged": added.unchanged,
                "by_speaker": [list(pair) for pair in added.by_speaker],
                "no_longer_shown": added.hid,
                "embargo": added.embargo.isoformat() if added.embargo else None,
                "restricted": added.restricted,
                "withdrawn": added.withdrawn,
                "late": list(added.late) if added.late else None,
                "erased": added.erased.isoformat() if added.erased else None,
                "covered": added.covered,
                "published": added.published.isoformat() if added.published else None,
                "changes": [
                    {
                        "speaker": one.speaker if (one := each.after or each.before) else None,
                        "before": each.before.words if each.before else None,
                        "after": each.after.words if each.after else None,
                    }
                    for each in added.changes
                ],
            }
            for added in done.kept
        ],
        "withdrawn": [{"url": one.url, "status": one.status} for one in done.withdrawn],
        "failed": [{"source": name, "error": why} for name, why in done.failed],
    }
