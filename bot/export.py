"""Quotes for other programs: CSV, CSL-JSON, schema.org, W3C Web Annotations.

The words stand as the article has them. What an article only reported is never given out as
somebody's own words.
"""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.answers import Context, Hit
from bot.cite import citations, named
from bot.model import Kind, Voice
from bot.stance import caveat, channel, stance_of, unsaid

Json = dict[str, Any]

COLUMNS = (
    "id", "quote", "speaker", "role", "kind", "said", "published", "outlet", "title", "url",
    "cue", "background", "matched", "together", "told", "stance", "channel",
)  # fmt: skip
SURROUNDING = 60  # characters before and after a quote, by which it is found again in its page
# What spreadsheets would run as a formula. An apostrophe before it makes it words again.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(hits: Iterable[Hit]) -> str:
    """A heading and one row a quote; the pieces of a quote stand with … between them.

    What was denied, or is known through somebody else only, says so in brackets before its words.
    Days as 2025-06-27, lines end as RFC 4180 has it. A cell that a spreadsheet would run begins
    with an apostrophe, which is not part of its words.
    """
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for hit in map(_announced, hits):
        cells = (
            hit.id, " … ".join(hit.pieces), hit.speaker, hit.role, hit.kind.value, _day(hit.said),
            _day(hit.published), hit.outlet, hit.title, hit.url, hit.cue,
            "yes" if hit.background else "no", hit.because, ", ".join(hit.together), hit.told,
            stance_of(hit), channel(hit.cue),
        )  # fmt: skip
        rows.writerow([_cell(cell) for cell in cells])
    return written.getvalue()


def as_markdown(hits: Iterable[Hit]) -> str:
    """Each quote with its citation, as bot.cite has it."""
    return "\n\n".join(citations(hit).markdown for hit in hits) + "\n"


def csl(hit: Hit) -> Json:
    """The article of a quote as an item of CSL-JSON, the quote in its note.

    No author: that is who wrote the article, which a quote does not know.
    """
    item = {
        "id": f"whosaid-{hit.id}",
        "type": "article-newspaper",
        "title": hit.title,
        "container-title": hit.outlet,
        "issued": _parts(hit.published or hit.day),
        "URL": hit.url,
        "note": citations(hit).house,
    }
    return _set(item)


def quotation(hit: Hit) -> Json:
    """A quote in schema.org's words: Quotation, or Claim for what was only reported.

    Of a quote that is reported and quoted in part, the words are the article's as well: a Claim.
    What somebody denied is nobody's Claim but the object of a DisagreeAction; what somebody only
    did not deny, of an AssessAction.
    creator is the speaker, isBasedOn the article, sdPublisher who made this mark-up.
    """
    article = {
        "@type": "NewsArticle",
        "headline": hit.title,
        "url": hit.url,
        "datePublished": _day(hit.published),
        "publisher": {"@type": "Organization", "name": hit.outlet} if hit.outlet else None,
    }
    stance = stance_of(hit)
    if stance:
        return _set(
            {
                "@context": "https://schema.org",
                "@type": "AssessAction" if unsaid(stance) else "DisagreeAction",
                "identifier": f"whosaid-{hit.id}",
                "description": f"{hit.speakers}: {caveat(hit)}",
                "agent": _creators(hit),
                "startTime": _day(hit.said),
                "object": {
                    "@type": "Claim",
                    "text": " … ".join(hit.pieces),
                    "appearance": _set(article),
                    "sdPublisher": {"@type": "SoftwareApplication", "name": "whosaid"},
                },
            }
        )
    return _set(
        {
            "@context": "https://schema.org",
            "@type": "Quotation" if hit.kind is Kind.DIRECT else "Claim",
            "identifier": f"whosaid-{hit.id}",
            "description": channel(hit.cue),
            "text": " … ".join(hit.pieces),
            "creator": _creators(hit),
            "dateCreated": _day(hit.said),
            "isBasedOn": _set(article),
            "sdPublisher": {"@type": "SoftwareApplication", "name": "whosaid"},
        }
    )


def annotation(context: Context) -> Json:
    """A quote as a W3C Web Annotation: who said it, about the words in the article's page.

    Where somebody denied the words, or another passed them on, it describes instead of identifying:
    a program that reads names only takes nobody for their speaker.
    """
    made, told = _identifying(context), caveat(context.hit)
    if told:
        body = made["body"] | {"purpose": "describing", "value": f"{made['body']['value']}: {told}"}
        made |= {"motivation": "describing", "body": body}
    return made


def _identifying(context: Context) -> Json:
    """The annotation of words that were said.

    Each piece is a target with two selectors: the words with what stands before and after them in
    their paragraph, and their place in the article's text as the archive keeps it, in characters.
    """
    hit = context.hit
    return _set(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:whosaid:quote:{hit.id}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": {
                "type": "TextualBody",
                "purpose": "identifying",
                "format": "text/plain",
                "value": named(hit),
            },
            "target": [
                _set({"source": hit.url, "selector": _selectors(context, start, end)})
                for start, end in context.marked
            ],
        }
    )


def _announced(hit: Hit) -> Hit:
    """With what must stand before its words as the beginning of the first."""
    told = caveat(hit)
    if told is None:
        return hit
    return hit._replace(pieces=(f"[{told}] {' … '.join(hit.pieces)}",))


def _selectors(context: Context, start: int, end: int) -> list[Json]:
    text = context.paragraph
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - SURROUNDING) : start],
            "suffix": text[end : end + SURROUNDING],
        },
        {
            "type": "TextPositionSelector",
            "start": context.at + start,
            "end": context.at + end,
        },
    ]


def _creators(hit: Hit) -> Json | list[Json]:
    """The speaker, or everybody who said it together: of the others only the name is known."""
    if not hit.together:
        return _creator(hit)
    return [_creator(hit), *({"name": name} for name in hit.together)]


def _creator(hit: Hit) -> Json:
    if hit.voice is Voice.BODY:
        return {"@type": "Organization", "name": hit.speaker}
    named = hit.voice is not Voice.ANONYMOUS
    who = {"@type": "Person", "name" if named else "description": hit.speaker}
    return who | ({"jobTitle": hit.role} if hit.role else {})


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _parts(day: date | None) -> Json | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


def _set(fields: Json) -> Json:
    """Only what the article gives."""
    return {name: value for name, value in fields.items() if value is not None}
