"""The page's WebSocket: what changed is pushed to whoever it is for."""

import asyncio

from aiohttp import WSMsgType, web

from handlers.practice.records import Json, Person
from handlers.practice.world import World

_HEARTBEAT_S = 30


async def serve_live(world: World, me: Person, request: web.Request) -> web.StreamResponse:
    """Returns when the page has gone."""
    link = web.WebSocketResponse(heartbeat=_HEARTBEAT_S)
    await link.prepare(request)
    loop = asyncio.get_running_loop()
    events: asyncio.Queue[Json] = asyncio.Queue()

    def ear(person: str | None, event: Json) -> None:
        if person in (None, me.id):
            loop.call_soon_threadsafe(events.put_nowait, event)

    unlisten = world.listen(ear)
    sender = loop.create_task(_send(link, events))
    try:
        await link.send_json({"type": "hello"})
        async for message in link:
            if message.type == WSMsgType.ERROR:
                break
    finally:
        unlisten()
        sender.cancel()
    return link


async def _send(link: web.WebSocketResponse, events: "asyncio.Queue[Json]") -> None:
    while True:
        await link.send_json(await events.get())
