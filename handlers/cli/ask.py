"""`whosaid ask`: a question to the archive. spaCy is never loaded for it."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.answers import Answer, Hit, Holder, Question
from bot.cite import named
from bot.errors import BadQuestion
from bot.looser import looser
from bot.model import Kind
from bot.question import line, parse
from bot.slips import instead
from bot.stance import caveat, channel, stance_of
from bot.topics import Lexicon
from bot.when import local_day, period_line
from handlers.cli.clock import right_now
from handlers.cli.plain import counted, printable
from handlers.settings import Settings, database_to_read, load_settings

if TYPE_CHECKING:
    from store.archive import Archive


def ask(
    question: Annotated[list[str], typer.Argument(help="A name, about what, and when.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    now: Annotated[
        str | None, typer.Option(help="The time to count from: 2025-06-28T09:00, in the zone.")
    ] = None,
    zone: Annotated[str | None, typer.Option(help="The time zone of whoever asks.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many quotes.")] = 5,
) -> None:
    """Ask what somebody said.

    Example: whosaid ask "Umerov about drones since June"

    Example: whosaid ask --json --zone Europe/Kyiv "about drones last week"
    """
    from store.archive import Archive  # noqa: PLC0415  0.3 s that --help spares
    from store.engine import open_store  # noqa: PLC0415  the same
    from store.topics import Topics  # noqa: PLC0415  the same

    settings = load_settings()
    zone = zone or settings.zone
    engine = open_store(database_to_read(settings))
    try:
        archive = Archive(engine)
        asked = understood(archive, settings, question, now, zone)
        lexicon = Lexicon(Topics(engine).all())
        phrases = lexicon.phrases_for(asked.about) if asked.about else ()
        answer = archive.ask(asked, limit=limit, phrases=phrases)
        articles = archive.counts()["articles"]
        otherwise = _otherwise(archive, answer, lexicon)
    finally:
        engine.dispose()
    if as_json:
        typer.echo(json.dumps(answer_json(answer), ensure_ascii=False, indent=2))
    else:
        _show(answer, articles)
        for told in otherwise:
            typer.echo(printable(told))


def _otherwise(archive: "Archive", answer: Answer, lexicon: Lexicon) -> list[str]:
    """When nothing answers: another spelling that does, or the name with its subject apart."""
    asked = answer.understood
    if answer.hits or answer.choices:
        return []
    told = []
    for offer, other in looser(asked, known=answer.person is not None):
        apart = other.who and other.about and not asked.about
        if other.phrase != asked.phrase or apart:
            phrases = lexicon.phrases_for(other.about) if other.about else ()
            found = archive.ask(other, phrases=phrases).total
            told += [f"{offer}: {counted(found, 'quote')}."] if found else []
    return told


def understood(
    archive: "Archive", settings: Settings, words: list[str], now: str | None, zone: str
) -> Question:
    """The words of the command line as a question. Raises BadQuestion."""
    return parse(
        " ".join(words),
        now=_instant(now, zone),
        zone=zone,
        day_first=settings.day_first,
        outlets=archive.outlets(),
    )


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer in the form that docs/cli.md promises to other programs."""
    question = answer.understood
    return {
        "understood": {
            "speaker": question.who,
            "about": question.about,
            "phrase": question.phrase,
            "since": question.since.isoformat() if question.since else None,
            "until": question.until.isoformat() if question.until else None,
            "zone": question.zone,
            "outlet": question.outlet,
            "kind": question.kind.value if question.kind else None,
            "who_else": question.who_else,
            "mentioned": question.mentioned,
        },
        "total": answer.total,
        "at_least": answer.at_least,
        "hits": [hit_json(hit) for hit in answer.hits],
        "did_you_mean": [person.name for person in answer.choices or answer.near]
        or [one.person.name for one in answer.holders],
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """A quote in that form."""
    return {
        "quote": hit.text,
        "speaker": hit.speaker,
        "together": list(hit.together),
        "role": hit.role,
        "kind": hit.kind.value,
        "published": hit.published.isoformat() if hit.published else None,
        "title": hit.title,
        "url": hit.url,
        "outlet": hit.outlet,
        "earlier": hit.earlier,
        "cue": hit.cue,
        "told": hit.told,
        "provenance": dict(hit.provenance),
        "context": hit.context,
        "because": hit.because,
        "beside": hit.beside,
        "stance": stance_of(hit),
        "channel": channel(hit.cue),
        "copies": hit.copies,
        "article_corrected": hit.article_corrected.isoformat() if hit.article_corrected else None,
        "corrected": {"by": hit.corrected.by, "day": hit.corrected.day.isoformat()}
        if hit.corrected
        else None,
    }


def _instant(now: str | None, zone: str) -> datetime:
    """The time given, in the zone where it names none; else the time it is."""
    if now is None:
        return right_now()
    try:
        instant = datetime.fromisoformat(now)
    except ValueError as error:
        raise BadQuestion(
            f"--now “{now}” is not a time.", "Write it as 2025-06-28T09:00."
        ) from error
    if instant.tzinfo is None:
        local_day(right_now(), zone)  # says so when the zone is none
        instant = instant.replace(tzinfo=ZoneInfo(zone))
    return instant


# --- for people ----------------------------------------------------------------------------------


def _show(answer: Answer, articles: int) -> None:
    typer.echo(printable(line(answer.understood)))
    if not answer.hits:
        typer.echo(printable(why_nothing(answer, articles)))
        return
    shown = len(answer.hits)
    many = f"{'more than ' if answer.at_least else ''}{counted(answer.total, 'quote')}"
    typer.echo(many if shown == answer.total else f"{many}, the newest {shown}")
    for hit in answer.hits:
        typer.echo("\n" + "\n".join(hit_lines(hit)))


def hit_lines(hit: Hit) -> list[str]:
    """A quote for a terminal, with what must stand before its words, and its cue."""
    lines, told = _said(hit), caveat(hit)
    if told:
        lines[0] = f"  [{printable(told)}] {lines[0].lstrip()}"
    cue = hit.told or hit.cue
    return [*lines, f"  cue: {printable(cue)}"] if cue else lines


def _said(hit: Hit) -> list[str]:
    """Words, speaker and source; quotation marks stand around a speaker's own words only."""
    pieces = [printable(piece) for piece in hit.pieces]
    lines = [f"  “{piece}”" if hit.kind is Kind.DIRECT else f"  {piece}" for piece in pieces]
    kind = "" if hit.kind is Kind.DIRECT else f" ({hit.kind.value})"
    corrected = (
        f"article corrected {hit.article_corrected.date()}" if hit.article_corrected else None
    )
    day = f"published {hit.day}, said earlier" if hit.earlier and hit.day else hit.day
    source = [str(day or "undated"), corrected, hit.outlet, hit.title, hit.url]
    shown = [
        *lines,
        f"  {printable(named(hit))}{kind}",
        "  " + printable(" · ".join(part for part in source if part)),
    ]
    if hit.corrected:
        by = f"corrected by @{hit.corrected.by} on {hit.corrected.day}"
        shown.append(f"  {printable(by)}")
    return shown


def why_nothing(answer: Answer, articles: int) -> str:
    """Why an answer has no quotes, in a sentence."""
    question = answer.understood
    if articles == 0:
        return "The archive is empty. Put articles in with: whosaid add FILE"
    if (meant := _who_is_meant(answer)) is not None:
        return meant
    if question.who and answer.person is None:
        if (meant := instead(question.who)) is not None:
            return f"Nobody here is called {question.who}. Ask: {meant}"
        about = f" Is that a topic? Ask: about {question.who}" if question.about is None else ""
        return f"Nobody here is called {question.who}.{about}"
    if answer.nearest is not None:
        return f"Nothing in that period; the nearest quote is of {answer.nearest}."
    return "Nothing found."


def _who_is_meant(answer: Answer) -> str | None:
    """Where several are, or nobody: who may be. None where that is not the question."""
    if answer.choices:
        names = "; ".join(f"{one.name}, {one.quotes} quotes" for one in answer.choices)
        return f"Several people are called that: {names}. Ask with the full name."
    if answer.holders:
        so = "; ".join(holder_line(one) for one in answer.holders)
        return f"Nobody here is called {answer.understood.who}. In articles of these days: {so}."
    if answer.near:
        return f"Nobody is called that here. Did you mean {_or([p.name for p in answer.near])}?"
    return None


def holder_line(one: Holder) -> str:
    """Ida Holm, Mayor of Vell, 1–27 June 2025 (4 quotes)."""
    days = period_line(one.since, one.until) if one.since or one.until else None
    told = ", ".join(filter(None, (one.person.name, one.role, days)))
    return f"{told} ({counted(one.person.quotes, 'quote')})"


def _or(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
