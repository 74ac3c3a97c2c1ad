"""Mark-up inside other formats (XHTML, NITF, a feed's HTML) as the text a reader would see."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

# Whatever stood before is never looked at again: a page of many comments would take for ever.
COMMENT = rb"<!--(?>.*?-->)"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "media", "pronounce"})
# Elements that stand on lines of their own; whatever else is inside a line
_LINES = re.compile(
    r"address|article|aside|blockquote|bod(?:y|y\.content|y\.end|y\.head)|bq|br|block|byline|center"
    r"|dateline|d[dlt]|div|fig(?:ure|caption)|footer|form|h[1-6]|header|hedline|hl[12]|hr|html|li"
    r"|main|nav|[ou]l|p|pre|section|table|tbody|tfoot|thead|t[dhr]"
)


def text_of_html(fragment: str) -> str:
    """The text of HTML, one paragraph to a line; "" where there is none."""
    try:
        tree = html.fromstring(f"<div>{fragment}</div>")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    return text_of(tree)


def text_of(tree: Any) -> str:
    """The text of an element, one paragraph to a line, in whatever name space it is."""
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(_pieces(tree)).split("\0"))
    return "\n".join(line for line in lines if line)


def _pieces(tree: Any) -> Iterator[str]:
    """The characters, with NUL where a line begins or ends: no mark-up can hold one."""
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        name = etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += name in _UNSEEN
            if _LINES.fullmatch(name):
                yield "\0"
            if not hidden:
                yield element.text or ""
            continue
        if event == "end":
            hidden -= name in _UNSEEN
            if _LINES.fullmatch(name):
                yield "\0"
        if not hidden and element is not tree:
            yield element.tail or ""


def words(value: Any) -> str | None:
    """What a field says; None where it holds no text."""
    return value.strip() or None if isinstance(value, str) else None
