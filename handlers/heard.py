"""A message as it was meant by the person who wrote it, out of Slack's event."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.grammar import LONGEST_QUESTION

_WRITTEN_BY_PEOPLE = (None, "", "file_share", "thread_broadcast")
_SLACK_ITSELF = "USLACKBOT"
_ANGLES = re.compile(r"<([^<>]*)>")
_ONLY_IN = re.compile(r"^[ \t]*only in:.*$", re.I | re.M)  # of a pasted article's header
_CHANNEL = re.compile(r"<#([A-Z0-9]+)(?:\|[^<>]*)?>")
_WEB = re.compile(r"https?://\S+")
_NOTHING = re.compile("[\u200b\u2060\ufeff]")  # take no room, and hide where a word begins
_SPACES = re.compile("[\u00a0\u2007\u202f]")
_STYLED = re.compile(
    r"```(?!`)\s*(?P<block>[^`]+?)\s*```|`(?P<code>[^`]+)`"
    r"|(?<![^\W_])(?P<mark>[*_~])(?=\S)(?P<run>[^*_~\n]+?)(?<=\S)(?P=mark)(?![^\W_])"
)
_ROUND_NOTHING = re.compile(r"^[*_~]{2,}(?=\s|$)")  # *@whosaid* without its mention
_QUOTED_LINE = re.compile(r"^[ \t]*>[ \t]?", re.M)


@dataclass(frozen=True, slots=True)
class Heard:
    """One human message. thread: the ts of its thread's root, None outside of threads.

    words: the text as it was typed, the bot's own mention taken out. links: the addresses in it.
    direct: it is a DM. mentioned: it names the bot. under: who wrote the thread's root, where
    Slack says so. files: as the event has them.
    """

    channel: str
    ts: str
    thread: str | None
    user: str
    words: str
    links: tuple[str, ...]
    direct: bool
    mentioned: bool
    under: str | None
    files: tuple[Mapping[str, Any], ...]

    @property
    def key(self) -> str:
        """One key for one human message, however many events tell of it."""
        return f"message:{self.channel}:{self.ts}"

    @property
    def asked(self) -> str:
        """The words as a question: without what Slack's editor put round some of them."""
        return unformatted(self.words)

    @property
    def root(self) -> str:
        """Where the answer belongs: the thread the message is in, or the one it starts."""
        return self.thread or self.ts


def heard(event: Mapping[str, Any], bot_user: str) -> Heard | None:
    """None for what no person has just said: edits, joins, bots, the bot itself."""
    user = event.get("user")
    if event.get("subtype") not in _WRITTEN_BY_PEOPLE or event.get("bot_id") or event.get("edited"):
        return None
    if not user or user in (bot_user, _SLACK_ITSELF) or event.get("hidden"):
        return None
    text = event.get("text") or ""
    mention = re.compile(
        rf"(?P<glued>(?<=[^\s*_~`]))?<@{re.escape(bot_user)}(?:\|[^<>]*)?>[^\S\n]*"
    )
    return Heard(
        channel=event["channel"],
        ts=event["ts"],
        thread=event.get("thread_ts") if event.get("thread_ts") != event["ts"] else None,
        user=user,
        words=typed(_with_ids(mention.sub(_apart, text))).strip(),
        links=links_in(text),
        direct=event.get("channel_type") == "im" or event["channel"].startswith("D"),
        mentioned=bool(mention.search(text)),
        under=event.get("parent_user_id"),
        files=tuple(event.get("files") or ()),
    )


def typed(text: str) -> str:
    """Slack's mark-up back into what was typed: <url|shown> is shown, &lt; is <."""
    return _unescaped(_ANGLES.sub(lambda found: _shown(found.group(1)), text))


def unformatted(words: str) -> str:
    """Words as somebody would type them who formats nothing: *about* is about.

    For questions alone: of an article and a draft every character stays, and of what is too long
    for a question.
    """
    if len(words) > LONGEST_QUESTION:
        return words
    plain = _ROUND_NOTHING.sub("", _SPACES.sub(" ", _NOTHING.sub("", words)))
    while (without := _STYLED.sub(_bare, plain)) != plain:
        plain = without
    return _QUOTED_LINE.sub("", plain).strip()


def _apart(mention: re.Match[str]) -> str:
    """A space for a mention in the middle of words: "ask<@U1>Lind" is no one word."""
    return "" if mention["glued"] is None else " "


def _bare(found: re.Match[str]) -> str:
    return next(words for words in found.group("block", "code", "run") if words is not None)


def _with_ids(text: str) -> str:
    """Channels in a header by their id: a name would not say which they are."""
    return _ONLY_IN.sub(lambda line: _CHANNEL.sub(r"\1", line[0]), text)


def links_in(text: str) -> tuple[str, ...]:
    """The web addresses of a message, each once, in order."""
    found = [_unescaped(inner.partition("|")[0]) for inner in _ANGLES.findall(text)]
    return tuple(dict.fromkeys(each for each in found if _WEB.fullmatch(each)))


def _shown(inner: str) -> str:
    target, bar, shown = inner.partition("|")
    if target.startswith(("@", "#", "!")):
        sign = "#" if target[0] == "#" else "@"
        return sign + (shown or target[1:]).lstrip(sign)
    return shown if bar else target


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
