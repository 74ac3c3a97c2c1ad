"""Word documents (DOCX): the text as it stands once every tracked change is accepted, and the
notes at its foot; no comment on it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from bot.errors import BadArticle
from bot.model import Page

UNPACKED_BYTES = 50_000_000  # all parts of a document together; pictures are most of them
PARTS = 5_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What was deleted or moved away, and the second telling of a text box
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback"})


def page_from_docx(data: bytes, name: str) -> Page:
    """The article in a Word document. Raises BadArticle."""
    _bounded(data, name)
    import docx  # noqa: PLC0415  only documents need it

    try:
        document = docx.Document(BytesIO(data))
        paragraphs = [_text(each) for each in document.element.body.iter(f"{_W}p")]
        paragraphs += _notes(document.part)
        title = document.core_properties.title
    except Exception as error:  # of whatever kind: a broken document breaks in many ways
        raise BadArticle(f"{name} cannot be read as a Word document.", _SAVE_AGAIN) from error
    text = "\n".join(each for each in paragraphs if each)
    if not any(character.isalpha() for character in text):
        raise BadArticle(f"{name} has no words in it.", "Send the text of an article.")
    return Page(text=text, title=title or None)


_SAVE_AGAIN = "Save it again as .docx or as text, or paste the article."


def _bounded(data: bytes, name: str) -> None:
    """Refuse what would unpack to more than it may, before anything is unpacked."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
    except (BadZipFile, NotImplementedError, ValueError) as error:
        raise BadArticle(f"{name} is a broken file.", _SAVE_AGAIN) from error
    if "word/document.xml" not in {part.filename for part in parts}:
        raise BadArticle(
            f"{name} is a packed file, but no Word document.", "Send the article in it by itself."
        )
    # zipfile gives no more of a part than is declared here
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED_BYTES:
        raise BadArticle(f"{name} would unpack to more than 50 MB.", "Send its text alone.")


def _notes(document: Any) -> list[str]:
    """What stands in footnotes and endnotes, without the lines that set them apart."""
    from docx.oxml import parse_xml  # noqa: PLC0415  only documents need it

    parts = [
        each.target_part
        for each in document.rels.values()
        if not each.is_external and each.reltype.endswith(("/footnotes", "/endnotes"))
    ]
    noted = (note for part in parts for note in parse_xml(part.blob))
    return [
        _text(paragraph)
        for note in noted
        if note.get(f"{_W}type") in (None, "normal")
        for paragraph in note.iter(f"{_W}p")
    ]


def _text(paragraph: Any) -> str:
    return " ".join("".join(_pieces(paragraph)).split(" ")).strip()


def _pieces(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if _is_gone(node, paragraph):
            continue
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag == f"{_W}noBreakHyphen":
            yield "-"
        else:
            yield " " if node.tag == f"{_W}tab" else "\n"


def _is_gone(node: Any, paragraph: Any) -> bool:
    """Deleted, or of another paragraph that stands inside this one (a text box)."""
    above = node.getparent()
    while above is not None and above is not paragraph:
        if above.tag in _GONE or above.tag == f"{_W}p":
            return True
        above = above.getparent()
    return any(each.tag in _GONE for each in paragraph.iterancestors())
