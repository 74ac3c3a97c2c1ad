"""Mail (EML): a press release as it was sent, or the document that hangs on it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from bot.errors import BadArticle
from bot.model import Page
from handlers.formats.markup import text_of_html
from handlers.formats.wrapped import unwrapped

ATTACHMENTS = 5  # of one mail
COVERING_WORDS = 50  # a shorter mail says that the release is attached
_READABLE = (".docx", ".pdf")
# A header field, with the lines on which it goes on
_FIELD = rb"[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*+"
_MAIL = re.compile(rb"(?>" + _FIELD + rb")++", re.A)
_SURE = re.compile(rb"^(?:MIME-Version|Message-ID|Received):", re.I | re.M)


def is_mail(data: bytes) -> bool:
    """Whether bytes begin with the header of a mail, and not with that of a pasted article."""
    head = _MAIL.match(data[:20_000].replace(b"\r\n", b"\n"))
    return head is not None and _SURE.search(head[0]) is not None


def pages_from_mail(data: bytes, name: str, read: Callable[[bytes, str], list[Page]]) -> list[Page]:
    """The article in a mail, or in what hangs on it. Raises BadArticle.

    read: how an attachment becomes pages.
    """
    try:
        mail = message_from_bytes(data, policy=policy.default)
        assert isinstance(mail, EmailMessage)  # noqa: S101  what that policy makes
        text = _body(mail)
        page = _page(mail, text)
        attached = [
            (part.get_filename() or "", part.get_content())
            for part in list(mail.iter_attachments())[:ATTACHMENTS]
            if (part.get_filename() or "").lower().endswith(_READABLE)
        ]
    except Exception as error:  # of whatever kind: mail breaks in many ways
        raise BadArticle(f"The mail {name} cannot be read.", "Paste its text.") from error
    if len(text.split()) < COVERING_WORDS and attached:
        return [each for file, content in attached for each in read(content, file)]
    if not any(character.isalpha() for character in text):
        raise BadArticle(f"The mail {name} has no words in it.", "Send the text of an article.")
    return [page]


def _body(mail: EmailMessage) -> str:
    part = mail.get_body(preferencelist=("plain", "html"))
    if not isinstance(part, EmailMessage):
        return ""
    try:
        words = str(part.get_content())
    except LookupError:  # a charset that nobody knows
        payload = part.get_payload(decode=True)
        words = payload.decode("latin-1") if isinstance(payload, bytes) else ""
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    if part.get_content_subtype() == "html":
        return text_of_html(words)
    if part.get_param("format") == "flowed":
        words = re.sub(r"(?<!^--) \n", " ", words, flags=re.M)
    return unwrapped(words, even=True)


def _page(mail: EmailMessage, text: str) -> Page:
    sent = _sent(str(mail.get("date") or ""))
    writer, _ = parseaddr(str(mail.get("from") or ""))
    return Page(
        text=text,
        title=" ".join(str(mail.get("subject") or "").split()) or None,
        published=sent.date() if sent else None,
        published_at=sent.astimezone(UTC) if sent else None,
        byline=writer or None,
    )


def _sent(words: str) -> datetime | None:
    try:
        sent = parsedate_to_datetime(words)
        sent = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
        sent.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return sent
