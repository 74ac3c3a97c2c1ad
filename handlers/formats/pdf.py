"""PDF: the words of a press release or a page of print, its lines joined to paragraphs."""

import logging
from collections import Counter
from io import BytesIO

from bot.errors import BadArticle
from bot.model import Page
from handlers.formats.wrapped import unwrapped

PAGES = 200
CHARACTERS = 2_000_000


def page_from_pdf(data: bytes, name: str) -> Page:
    """The article in a PDF. Raises BadArticle, also for one with a password or of pictures."""
    import pypdf  # noqa: PLC0415  only PDFs need it
    from pypdf.errors import DependencyError  # noqa: PLC0415  the same

    # It tells the terminal of every flaw of a file; we tell who sent the file, of those that matter
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(name)
        if len(reader.pages) > PAGES:
            raise BadArticle(f"{name} has more than {PAGES} pages.", "Send the pages that matter.")
        pages = _pages(reader)
    except DependencyError as error:
        raise _locked(name) from error
    except BadArticle:
        raise
    except Exception as error:  # of whatever kind: a broken PDF breaks in many ways
        raise BadArticle(f"{name} cannot be read as a PDF.", "Paste the article.") from error
    text = unwrapped("\n".join(_without_margins(pages)), even=False)
    if not any(character.isalpha() for character in text):
        raise BadArticle(
            f"{name} has no text in it: it may be a scan.", "Send the text, or paste the article."
        )
    return Page(text=text)


def _locked(name: str) -> BadArticle:
    return BadArticle(f"{name} is encrypted.", "Save it without a password, or paste the article.")


def _pages(reader: "object") -> list[str]:
    pages: list[str] = []
    length = 0
    for page in reader.pages:  # type: ignore[attr-defined]  # pypdf, loaded where it is needed
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > CHARACTERS:
            raise BadArticle("That PDF has too much text for an article.", "Send a part of it.")
    return pages


def _without_margins(pages: list[str]) -> list[str]:
    """The pages without their numbers, and without a first or last line that most of them share."""
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    split = [_without_number(lines) for lines in split]
    for edge in (0, -1):
        shared = Counter(lines[edge].strip() for lines in split if lines)
        often = {line for line, times in shared.items() if times > 1 and times * 2 > len(pages)}
        split = [
            lines[1:] if edge == 0 and lines and lines[0].strip() in often
            else lines[:-1] if edge == -1 and lines and lines[-1].strip() in often
            else lines
            for lines in split
        ]  # fmt: skip
    return ["\n".join(lines) for lines in split]


def _without_number(lines: list[str]) -> list[str]:
    if lines and lines[-1].strip().isdecimal():
        lines = lines[:-1]
    return lines[1:] if lines and lines[0].strip().isdecimal() else lines
