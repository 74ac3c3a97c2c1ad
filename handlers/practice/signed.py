"""Signed HTTP: the other way to an app, for `whosaid serve --http`."""

import hashlib
import hmac
import json
from time import time
from urllib.parse import urlencode

import aiohttp

from handlers.practice.courier import COMMANDS, EVENTS, Envelope, NotReached
from handlers.practice.records import Json
from handlers.practice.world import World


class SignedHttp:
    """A carrier that posts to the app's address (".../slack/events") with Slack's signature."""

    def __init__(self, world: World, url: str, signing_secret: str) -> None:
        self._world = world
        self._url = url
        self._secret = signing_secret.encode()
        self._session: aiohttp.ClientSession | None = None

    async def carry(self, envelope: Envelope, retry: int, reason: str | None) -> Json | None:
        if envelope.kind == EVENTS:
            body, sort = json.dumps(envelope.payload), "application/json"
        elif envelope.kind == COMMANDS:
            body, sort = urlencode(envelope.payload), "application/x-www-form-urlencoded"
        else:
            body = urlencode({"payload": json.dumps(envelope.payload)})
            sort = "application/x-www-form-urlencoded"
        headers = {"Content-Type": sort, **self.signature(body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason or ""}
        if self._session is None:
            self._session = aiohttp.ClientSession()
        try:
            async with self._session.post(self._url, data=body.encode(), headers=headers) as reply:
                text = await reply.text()
                self._world.acked(envelope.id)
                if reply.status != 200:
                    raise NotReached("http_error")
                if reply.content_type == "application/json":
                    answer: Json | None = json.loads(text) if text else None
                    return answer
                return {"text": text} if text else None
        except (aiohttp.ClientError, ValueError) as lost:
            raise NotReached("dispatch_failed") from lost

    def signature(self, body: str, at: float | None = None) -> dict[str, str]:
        """The headers that prove a body. at: the time it claims, as seconds since 1970."""
        timestamp = str(int(time() if at is None else at))
        signed = hmac.new(self._secret, f"v0:{timestamp}:{body}".encode(), hashlib.sha256)
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": f"v0={signed.hexdigest()}",
        }

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
