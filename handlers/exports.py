"""The forms in which quotes leave the archive, by the names people type."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.answers import Context, Hit
from bot.errors import BadQuestion
from bot.export import annotation, as_csv, as_markdown, csl, quotation

CSV, CSL, SCHEMA, ANNOTATIONS, MARKDOWN = "csv", "csl", "schema", "annotations", "markdown"

ContextOf = Callable[[int], Context | None]


@dataclass(frozen=True, slots=True)
class Form:
    """One of them. suffix: of its file's name."""

    what: str
    suffix: str


FORMS = {
    CSV: Form("a table for spreadsheets", "csv"),
    CSL: Form("CSL-JSON for reference managers", "json"),
    SCHEMA: Form("schema.org Quotation in JSON-LD", "jsonld"),
    ANNOTATIONS: Form("W3C Web Annotations", "jsonld"),
    MARKDOWN: Form("citations in Markdown", "md"),
}


def exported(hits: Sequence[Hit], form: str, context_of: ContextOf) -> str:
    """The text of a file with these quotes. Raises BadQuestion for a form that there is not."""
    if form not in FORMS:
        raise no_such_form(form)
    if form == CSV:
        return as_csv(hits)
    if form == MARKDOWN:
        return as_markdown(hits)
    made: list[Any]
    if form == CSL:
        made = [csl(hit) for hit in hits]
    elif form == SCHEMA:
        made = [quotation(hit) for hit in hits]
    else:
        contexts = [context_of(hit.id) for hit in hits]
        made = [annotation(context) for context in contexts if context is not None]
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def no_such_form(form: str) -> BadQuestion:
    """What to say of a form that there is not."""
    return BadQuestion(f"There is no form “{form}”.", f"The forms are {', '.join(sorted(FORMS))}.")
