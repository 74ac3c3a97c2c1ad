"""`whosaid verify`: was this said, and in these words? "Not found" never means "false"."""

import json
from dataclasses import replace
from typing import Annotated, Any

import typer

from bot.claims import claim
from bot.verdict import Unattributed, Verification
from bot.verify import Comparison, Finding
from handlers.cli.ask import hit_json, hit_lines
from handlers.cli.plain import counted, printable
from handlers.render.verdicts import verdict
from handlers.settings import database_to_read, load_settings


def verify(
    sentence: Annotated[list[str], typer.Argument(help="The words somebody is quoted with.")],
    by: Annotated[str | None, typer.Option(help="Who is said to have said them.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the finding as JSON.")] = False,
) -> None:
    """Hold a sentence against everything that was kept.

    Example: whosaid verify "We are expanding the system" --by Umerov
    """
    from store.archive import Archive  # noqa: PLC0415  0.3 s that --help spares
    from store.engine import open_store  # noqa: PLC0415  the same

    asked = claim(f"verify {' '.join(sentence)}")
    assert asked is not None  # noqa: S101  it begins with "verify"
    settings = load_settings()
    engine = open_store(database_to_read(settings))
    try:
        found = Archive(engine).verify(asked.sentence, who=by or asked.who)
        found = replace(found, unsaid=asked.unsaid, on=asked.on)
    finally:
        engine.dispose()
    if as_json:
        typer.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
    else:
        _show(found)


def _as_json(found: Verification) -> dict[str, Any]:
    compared = found.comparison
    return {
        "sentence": found.sentence,
        "finding": found.finding.value,
        "quoted_as_not_said": found.unsaid,
        "articles": found.articles,
        "missing_before": compared.before if compared else None,
        "missing_after": compared.after if compared else None,
        "changes": [
            {"typed": change.typed, "said": change.said}
            for change in (compared.changes if compared else ())
        ],
        "hits": [hit_json(hit) for hit in found.hits],
        "unattributed": _unattributed_json(found.unattributed) if found.unattributed else None,
    }


def _unattributed_json(one: Unattributed) -> dict[str, Any]:
    return {
        "quote": one.words,
        "perhaps": list(one.perhaps),
        "day": one.day.isoformat() if one.day else None,
        "title": one.title,
        "url": one.url,
        "outlet": one.outlet,
        "stance": one.stance,
    }


def _show(found: Verification) -> None:
    typer.echo(printable(verdict(found)))
    if found.hits:
        typer.echo(f"Searched {counted(found.articles, 'article')}.")
    if found.comparison is not None and found.finding is not Finding.SPLICED:
        for line in _differences(found.comparison):
            typer.echo(printable(line))
    if (where := found.unattributed) is not None:
        told = " · ".join(filter(None, (where.outlet, where.title, where.url)))
        typer.echo(f"\n  {printable(where.words)}\n  speaker unclear\n  {printable(told)}")
    for hit in found.hits:
        typer.echo("\n" + "\n".join(hit_lines(hit)))


def _differences(compared: Comparison) -> list[str]:
    lines = [
        f"typed: {change.typed or '(nothing)'} · said: {change.said or '(nothing)'}"
        for change in compared.changes
        if change.typed
    ]
    lines += [f"left out between: {change.said}" for change in compared.changes if not change.typed]
    if compared.before:
        lines.append(f"left out before: {compared.before}")
    if compared.after:
        lines.append(f"left out after: {compared.after}")
    return lines
