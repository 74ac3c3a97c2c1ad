"""Socket Mode, as Slack's side of it: hello, envelopes, acks, routine disconnects."""

import asyncio
import json
from collections.abc import Coroutine
from secrets import token_hex
from typing import Any

from aiohttp import WSMsgType, web

from handlers.practice.courier import Envelope, NotReached
from handlers.practice.installed import APP_ID
from handlers.practice.records import Json
from handlers.practice.wire import FROM_APP, TO_APP
from handlers.practice.world import World

_OLD_LINK_S = 10  # Slack closes a connection this long after it said `disconnect`


class Sockets:
    """A carrier over the app's WebSockets; all of it runs on the server's loop."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tickets: set[str] = set()
        self._links: list[web.WebSocketResponse] = []
        self._all: set[web.WebSocketResponse] = set()
        self._awaited: dict[str, asyncio.Future[Json | None]] = {}
        self._linked = asyncio.Event()
        self._comes_back = False  # it was told to reconnect: wait for it
        self._closing: set[asyncio.Task[Any]] = set()

    def ticket(self) -> str:
        """What apps.connections.open hands out: good for one connection."""
        ticket = token_hex(8)
        self._tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        self._tickets.discard(ticket)
        link = web.WebSocketResponse(max_msg_size=4_000_000)
        await link.prepare(request)
        self._all.add(link)
        await self._hello(link)
        try:
            async for message in link:
                if message.type == WSMsgType.TEXT:
                    self._acked(message.data)
        finally:
            self._all.discard(link)
            self._gone(link)
        return link

    async def _hello(self, link: web.WebSocketResponse) -> None:
        self._links.append(link)
        self._comes_back = False
        await link.send_json(
            {
                "type": "hello",
                "num_connections": len(self._links),
                "debug_info": {"host": "practice", "approximate_connection_time": 18060},
                "connection_info": {"app_id": APP_ID},
            }
        )
        self._linked.set()
        self._count()

    def _gone(self, link: web.WebSocketResponse) -> None:
        if link in self._links:
            self._links.remove(link)
        if not self._links:
            self._linked.clear()
        self._count()

    def _count(self) -> None:
        with self._world.lock:
            self._world.connected = len(self._links)
            self._world.tell({"type": "state"})

    def _acked(self, raw: str) -> None:
        try:
            ack = json.loads(raw)
            envelope_id = str(ack["envelope_id"])
        except (ValueError, KeyError, TypeError):
            return  # Slack ignores what is no ack
        waiting = self._awaited.get(envelope_id)
        if waiting is not None and not waiting.done():
            self._world.acked(envelope_id)
            waiting.set_result(ack.get("payload"))
            return
        with self._world.lock:
            entry = self._world.wire.begin(FROM_APP, "ack", "too late, or for nothing", detail=ack)
            self._world.wire.end(entry, "unknown_envelope")

    async def carry(self, envelope: Envelope, retry: int, reason: str | None) -> Json | None:
        if not self._links:
            if not self._comes_back:
                raise NotReached("dispatch_failed")
            await self._linked.wait()
        envelope_id = f"{envelope.id}-{retry}" if retry else envelope.id
        sent: Json = {
            "envelope_id": envelope_id,
            "type": envelope.kind,
            "payload": envelope.payload,
            "accepts_response_payload": envelope.answers,
        }
        if envelope.kind == "events_api":
            sent |= {"retry_attempt": retry, "retry_reason": reason or ""}
        waiting = asyncio.get_running_loop().create_future()
        self._awaited[envelope_id] = waiting
        try:
            # In turns over the connections there are, as Slack does
            link = self._links.pop(0)
            self._links.append(link)
            await link.send_json(sent)
            answer: Json | None = await waiting
        except (ConnectionError, RuntimeError) as lost:
            raise NotReached("dispatch_failed") from lost
        finally:
            del self._awaited[envelope_id]
        return answer

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """The routine one: the app opens a new connection, the old one takes no more envelopes."""
        old, self._links = self._links, []
        self._linked.clear()
        self._comes_back = self._comes_back or bool(old)
        with self._world.lock:
            self._world.wire.end(self._world.wire.begin(TO_APP, "socket", f"disconnect {reason}"))
        for link in old:
            await link.send_json({"type": "disconnect", "reason": reason, "debug_info": {}})
            self._later(self._let_go(link))
        self._count()

    def _later(self, closing: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(closing)
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def _let_go(self, link: web.WebSocketResponse) -> None:
        """Close a connection that the app has not left by itself."""
        await asyncio.sleep(_OLD_LINK_S)
        await link.close()

    async def close(self) -> None:
        for task in list(self._closing):
            task.cancel()
        for link in list(self._all):
            await link.close()
