"""A quote with its citation, each form in a box of its own, so that one gesture copies it."""

from functools import partial

from bot.answers import Hit
from bot.cite import citations
from handlers.render.blocks import Block, Message, first_that_fits, line, rich, words
from handlers.render.quotes import quote_text
from handlers.render.text import cut

# All four forms hold the quote, so a long one leaves room for the first of them only, cut.
ROOM = 11_000


def cited(hit: Hit) -> Message:
    """AP line, house style, Markdown and footnote."""
    forms = citations(hit)
    named = [
        ("AP", forms.ap),
        ("House style", forms.house),
        ("Markdown", forms.markdown),
        ("Footnote", forms.footnote),
    ]
    drafts = [partial(_drawn, hit, named[:most]) for most in (4, 2, 1)]
    whole, was_cut = cut(forms.ap, ROOM - 1_000)
    last = [("AP, without its end: the quote is too long for Slack", whole)]
    return first_that_fits(drafts, _drawn(hit, last if was_cut else named[:1]))


def _drawn(hit: Hit, named: list[tuple[str, str]]) -> Message:
    parts: list[Block] = []
    for name, text in named:
        parts.append(line(words(name, bold=True)))
        parts.append({"type": "rich_text_preformatted", "elements": [words(text)]})
    return Message(quote_text(hit, 100), (rich(*parts),))
