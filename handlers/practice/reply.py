"""A message as a test looks at it."""

from dataclasses import dataclass

from handlers.practice import filled, mrkdwn
from handlers.practice.records import Json, Message


@dataclass(frozen=True, slots=True)
class Reply:
    """A message as a test looks at it: a copy, taken when it was asked for."""

    message: Message
    names: dict[str, str]

    @property
    def ts(self) -> str:
        return self.message.ts

    @property
    def text(self) -> str:
        """The fallback, as the app sent it."""
        return self.message.text

    @property
    def blocks(self) -> list[Json]:
        return self.message.blocks

    @property
    def ephemeral(self) -> bool:
        return self.message.only_for is not None

    @property
    def by_app(self) -> bool:
        return self.message.by_app

    @property
    def slackbot(self) -> bool:
        return self.message.slackbot

    @property
    def thread_ts(self) -> str | None:
        return self.message.thread_ts

    @property
    def words(self) -> str:
        """All that a reader can read in it, entities and tokens undone."""
        return mrkdwn.words(self.message.text, self.message.blocks, self.names)

    @property
    def active(self) -> tuple[mrkdwn.Token, ...]:
        """Everything Slack acts on in it: mentions, broadcasts, links."""
        return mrkdwn.tokens(self.message.text, self.message.blocks)

    @property
    def unfurls(self) -> bool:
        """Slack would unfold a link in it into a preview."""
        links = any(token.kind == "link" for token in self.active)
        return links and not (
            self.message.unfurl_links is False and self.message.unfurl_media is False
        )

    @property
    def pings(self) -> list[str]:
        return self.message.pings

    @property
    def buttons(self) -> list[str]:
        """The texts of its buttons and of what its ⋯ menus offer, in order."""
        found = []
        for _, one in filled.elements(self.blocks):
            if one["type"] == "button":
                found.append(one["text"]["text"])
            elif one["type"] == "overflow":
                found += [option["text"]["text"] for option in filled.options_of(one)]
        return found
