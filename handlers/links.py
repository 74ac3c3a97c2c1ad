"""Articles that come in through Slack: links, pasted text, dropped files. Read, kept, told once."""

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.answers import Added
from bot.errors import BadArticle, NotAllowed, Unreached, WhosaidError
from bot.model import Page
from bot.notices import notice_in
from handlers.desk import Desk
from handlers.formats.pulled import Pulled, too_late
from handlers.heard import Heard
from handlers.intake import MAX_BYTES, has_header, page_from_bytes, page_from_text, too_large
from handlers.recalling import recalled_by, recalled_item
from handlers.render.articles import NotKept, taken_in
from handlers.render.recalls import Recall
from handlers.troubles import broken, code

log = logging.getLogger(__name__)

LINKS_AT_ONCE = 5
FILE_TIMEOUT_S = 20
# A pasted article has as many words, or as many over several lines; a question has fewer.
PASTED_WORDS = 80
PASTED_WORDS_IN_LINES = 25
_LINK_LINE = re.compile(
    r"^[ \t]*(?P<named>(?:source|link|url):[ \t]*)?(?P<url>https?://\S+)[ \t]*$", re.I | re.M
)
_WORDS_IN_MARKS = re.compile(r"[“\"„«][^\s“”\"„«»]+(?:[^\S\n]+[^\s“”\"„«»]+){2,}[”\"“»]")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing to read: what it is called, and where its pages come from.

    guard: asked before a page is kept; raises WhosaidError for one that may not be. Without it, it
    comes from its own address.
    """

    name: str
    pages: Callable[[], list[Page]]
    url: str | None = None
    guard: Callable[[Page], None] | None = None


def arrivals(desk: Desk, client: WebClient, message: Heard) -> list[Arrival]:
    """The articles in a message; none in an ordinary question or remark."""
    guard = partial(no_version_by_others, desk, client, message.user)
    found = [_file(desk, client, each, guard) for each in message.files]
    if not found and (message.direct or message.mentioned) and _has_text(message):
        # Its text is there: no address in it is asked for another.
        return [_pasted(desk, message, guard), *_left_out(message)]
    for url in message.links[:LINKS_AT_ONCE]:
        found.append(Arrival(url, partial(_fetched, desk, url), url))
    if not found and is_pasted(message.words):
        found.append(_pasted(desk, message, guard))
    return found


def no_version_by_others(desk: Desk, client: WebClient, user: str, page: Page) -> None:
    """Raises NotAllowed for a text that says it is at the address of a kept article.

    It would change what the archive says others wrote, so that who may correct it may do that.
    """
    if page.url and desk.articles.kept_at(page.url):
        try:
            desk.editors.need(client, user)
        except NotAllowed as error:
            raise NotAllowed(
                "An article is kept under the address in it, of which this would be a new version,"
                " and only editors may correct the archive.",
                "Ask one of them to send it, or send the link alone: I read what stands there.",
            ) from error


def _has_text(message: Heard) -> bool:
    """Whether the text of an article, or a notice on one, is in the message itself."""
    words = message.words
    return has_header(words) or notice_in(words) is not None or _is_article(words)


def _is_article(words: str) -> bool:
    """Whether words around a link are clearly a text to read: a remark on it may be long too."""
    rest = _LINK_LINE.sub("", words)
    quoting = len(_WORDS_IN_MARKS.findall(rest)) > 1
    return is_pasted(rest) and (quoting or len(rest.split()) >= PASTED_WORDS)


def _pasted(desk: Desk, message: Heard, guard: Callable[[Page], None]) -> Arrival:
    def pages() -> list[Page]:
        page = page_from_text(message.words)
        own = page.url or notice_in(page.text)  # a notice has nothing but what it names
        address = None if own else own_address(message.words)
        if address and desk.articles.kept_at(address):
            raise BadArticle(
                "An article is kept under its address already, so I took nothing of the text.",
                "To send a new version, write url: and the address as its first line, and leave"
                " the second empty.",
            )
        return [replace(page, url=address) if address else page]

    return Arrival("The pasted text", pages, guard=guard)


def _left_out(message: Heard) -> list[Arrival]:
    """Says of an address that stands alone beside a text why it was not taken for its own."""
    words = message.words
    if has_header(words) or notice_in(words) is not None or own_address(words) is not None:
        return []

    def why() -> list[Page]:
        raise BadArticle(
            "It stands beside a text that I read, and may be of another article.",
            "If it is the text's own, write Source: before it.",
        )

    bare = [found["url"] for found in _LINK_LINE.finditer(words)]
    return [Arrival(url, why) for url in bare[:LINKS_AT_ONCE]]


def own_address(words: str) -> str | None:
    """The address of a pasted text: the only one behind “Source:”, on its first or last line.

    Any other address may lead to another article, of which this would become a version.
    """
    named = [found["url"] for found in _LINK_LINE.finditer(words) if found["named"]]
    lines = [each for each in words.strip().splitlines() if each.strip()]
    if len(named) != 1 or len(lines) < 2:
        return None
    ends = [_LINK_LINE.fullmatch(line) for line in (lines[0], lines[-1])]
    return next((each["url"] for each in ends if each and each["named"]), None)


def is_pasted(words: str) -> bool:
    """Whether words are so many, or stand on so many lines, that they are a text to read."""
    many = len(words.split())
    if words.partition(" ")[0].casefold() == "verify":
        return False
    return many >= PASTED_WORDS or (many >= PASTED_WORDS_IN_LINES and "\n" in words.strip())


def take_in(
    desk: Desk, arriving: list[Arrival], *, place: str | None = None
) -> Iterator[Added | NotKept | Recall]:
    """Read and keep each; one that fails does not stop the others. place: where it is told.

    Of a notice that a story is killed or withdrawn nothing is kept, and nothing is done yet.
    """
    for arrival in arriving:
        known = desk.archive.known(arrival.url, place=place) if arrival.url else None
        if known is not None:
            yield known
            continue
        try:
            pages, pulled = _sorted_out(arrival)
            for item in pulled:
                stands = desk.articles.newer(item.url or "", item.version, place=place)
                if stands is not None:
                    yield NotKept(arrival.name, too_late(item, stands))
                    continue
                recall = recalled_item(desk, arrival.name, item, place)
                yield recall if recall.found else NotKept(arrival.name, str(item))
            for page in pages:
                yield _one_page(desk, arrival, page, place)
        except WhosaidError as error:
            yield _not_kept(arrival, error)
        except Exception as error:
            yield NotKept(arrival.name, broken(error))


def _one_page(
    desk: Desk, arrival: Arrival, page: Page, place: str | None
) -> Added | NotKept | Recall:
    """What becomes of a page; of several that come together each for itself."""
    try:
        if (recall := recalled_by(desk, arrival.name, page, place)) is not None:
            return recall
        if arrival.guard is not None:
            arrival.guard(page)
        return kept(desk, page, place=place)
    except WhosaidError as error:
        return _not_kept(arrival, error)


def _not_kept(arrival: Arrival, error: WhosaidError) -> NotKept:
    log.info("article not kept error=%s", type(error).__name__)
    return NotKept(arrival.name, str(error), unreached=isinstance(error, Unreached))


def _sorted_out(arrival: Arrival) -> tuple[Sequence[Page], Sequence[Pulled]]:
    """What came, and what of it its publisher has pulled."""
    try:
        return arrival.pages(), ()
    except Pulled as some:
        return some.usable, some.every


def tell_poster(desk: Desk, client: WebClient, message: Heard, lost: list[NotKept]) -> None:
    """Tell who posted links that their sites did not give them; nobody else is bothered."""
    told = taken_in(lost, desk.zones.of(client, message.user)).posted()
    try:
        client.chat_postEphemeral(
            channel=message.channel,
            user=message.user,
            thread_ts=message.thread,
            text=told["text"],
            blocks=told["blocks"],
        )
    except SlackApiError as error:
        log.warning("poster not told error=%s", code(error))


def kept(desk: Desk, page: Page, *, place: str | None = None) -> Added:
    """Read a page and keep its article. Raises WhosaidError when it cannot be read or kept.

    place: the channel where it is told what was kept.
    """
    article = desk.reader.read(page)
    if not (article.quotes or page.url or page.title):
        raise BadArticle(
            "It quotes nobody and has neither title nor address, so I took it for no article.",
            "To have it kept, write title: and its title as its first line.",
        )
    added = desk.archive.add(article, now=desk.now(), place=place)
    log.info("article kept id=%d new=%d known=%d", added.article_id, added.new, added.known)
    return added


def _fetched(desk: Desk, url: str) -> list[Page]:
    return [desk.fetcher.fetch(url)]


def _file(
    desk: Desk, client: WebClient, file: Mapping[str, Any], guard: Callable[[Page], None]
) -> Arrival:
    name = str(file.get("name") or "The file")

    def pages() -> list[Page]:
        return desk.reader.run(partial(page_from_bytes, _downloaded(client, file, name), name))

    return Arrival(name, pages, guard=guard)


def _downloaded(client: WebClient, file: Mapping[str, Any], name: str) -> bytes:
    """The file's bytes. The token goes to Slack's own addresses only. Raises BadArticle."""
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not url:
        raise BadArticle(
            f"I am not let at {name}.", "Whoever runs me can give me the scope files:read."
        )
    if not is_slacks(client, url):
        raise BadArticle(f"{name} does not lie with Slack.", "Upload the file itself.")
    if int(file.get("size") or 0) > MAX_BYTES:
        raise too_large(name)
    request = Request(url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310  checked above
    try:
        with OPENER.open(request, timeout=FILE_TIMEOUT_S) as answer:
            data: bytes = answer.read(MAX_BYTES + 1)
    except (HTTPError, URLError, TimeoutError) as error:
        raise BadArticle(
            f"{name} could not be fetched from Slack.", "Check that I have the scope files:read."
        ) from error
    if len(data) > MAX_BYTES:
        raise too_large(name)
    if file.get("size") not in (None, len(data)):  # Slack's login page, in the place of the file
        raise BadArticle(
            f"Slack did not give me {name}.", "Check that I have the scope files:read."
        )
    return data


class _StayHere(HTTPRedirectHandler):
    """Slack leads who may not have a file to its login page; the token goes nowhere else."""

    def redirect_request(self, *_: object) -> None:
        return None


OPENER = build_opener(_StayHere)


def is_slacks(client: WebClient, url: str) -> bool:
    """Slack's file host, or the very server the bot talks to when that is not Slack."""
    parts, own = urlsplit(url), urlsplit(client.base_url)
    if parts.scheme == "https" and (parts.hostname or "").endswith(".slack.com"):
        return True
    return own.hostname != "slack.com" and (parts.scheme, parts.netloc) == (own.scheme, own.netloc)
