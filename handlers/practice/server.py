"""The workspace's server: on 127.0.0.1, on a thread and loop of its own."""

import asyncio
from concurrent.futures import Future
from threading import Event, Thread
from typing import Any

from aiohttp import web

from handlers.practice.api import Api
from handlers.practice.courier import RETRY_AFTER_S, Courier
from handlers.practice.errors import Refused
from handlers.practice.events import Events
from handlers.practice.hooks import Lent
from handlers.practice.page_api import PageApi
from handlers.practice.signed import SignedHttp
from handlers.practice.sockets import Sockets
from handlers.practice.talk import FILE_BYTES, Workspace
from handlers.practice.world import World

HOST = "127.0.0.1"
_STOP_S = 10
_PAGES_GO_S = 0.5
# Nothing on the page comes from elsewhere, and nobody shows the page inside another
_CSP = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


class Server:
    """Start it, give its address to the app, stop it.

    port: 0 for any free one. The app is reached over Socket Mode until deliver_to says otherwise.
    retry_after_s: only a test makes it shorter than Slack's.
    """

    def __init__(
        self,
        world: World,
        *,
        port: int = 0,
        retry_after_s: tuple[float, ...] = RETRY_AFTER_S,
    ) -> None:
        self.world = world
        self._loop = asyncio.new_event_loop()
        self._sockets = Sockets(world)
        self._signed: SignedHttp | None = None
        self._courier = Courier(world, self._loop, self._sockets, retry_after_s)
        self.space = Workspace(
            world, Lent(world), self._courier, Events(world, self._courier), self._sockets.ticket
        )
        self._port = port
        self._ready = Event()
        self._failed: OSError | None = None
        self._stop = asyncio.Event()
        self._disconnects: asyncio.Task[None] | None = None
        self._thread = Thread(target=self._run, name="practice-workspace", daemon=True)

    @property
    def url(self) -> str:
        return self.world.base_url

    @property
    def api_url(self) -> str:
        """What the app is given as the base address of the Web API."""
        return f"{self.world.base_url}/api/"

    def start(self) -> None:
        """Returns when requests are answered. OSError when the port is taken."""
        self._thread.start()
        self._ready.wait()
        if self._failed:
            self._thread.join()
            raise self._failed

    def stop(self) -> None:
        """Finish what is being answered and close; once."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(_STOP_S)

    def deliver_to(self, events_url: str) -> None:
        """From now on the app is reached over signed HTTP, at its address for events."""
        self._signed = SignedHttp(self.world, events_url, self.world.signing_secret)
        self._courier.carrier = self._signed

    def disconnect(self, reason: str = "refresh_requested") -> "Future[Any]":
        """Slack's routine disconnect, now."""
        return asyncio.run_coroutine_threadsafe(self._sockets.disconnect(reason), self._loop)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()
            self._ready.set()

    async def _serve(self) -> None:
        # An open page holds its WebSocket for as long as it is let.
        runner = web.AppRunner(self._routes(), access_log=None, shutdown_timeout=_PAGES_GO_S)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, self._port).start()
        except OSError as taken:
            self._failed = taken
            await runner.cleanup()
            return
        self.world.base_url = f"http://{HOST}:{runner.addresses[0][1]}"
        unlisten = self.world.listen(self._on_change)
        self._ready.set()
        await self._stop.wait()
        unlisten()
        if self._disconnects:
            self._disconnects.cancel()
        await self._sockets.close()
        if self._signed:
            await self._signed.close()
        await runner.cleanup()
        await self._drop_what_waits()

    async def _drop_what_waits(self) -> None:
        """Deliveries to an app that is gone, and redeliveries that are due in minutes."""
        waiting = asyncio.all_tasks() - {asyncio.current_task()}
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    def _routes(self) -> web.Application:
        app = web.Application(client_max_size=FILE_BYTES * 2, middlewares=[_plainly])
        api, page = Api(self.space), PageApi(self.space)
        app.add_routes(
            [
                web.post("/api/{method}", api.handle),
                web.get("/api/{method}", api.handle),
                web.post("/commands/{hook}", api.respond),
                web.post("/actions/{hook}", api.respond),
                web.post("/upload/{ticket}", api.take_upload),
                web.get("/files-pri/{file}/{name}", api.download),
                web.get("/link/", self._sockets.handle),
                *page.routes(),
            ]
        )
        return app

    def _on_change(self, _person: str | None, event: dict[str, Any]) -> None:
        if event["type"] == "state":
            self._loop.call_soon_threadsafe(self._keep_disconnecting)

    def _keep_disconnecting(self) -> None:
        """The fault: a routine disconnect every so often, as long as the switch says so."""
        every_s = self.world.faults.disconnect_every_s
        running = self._disconnects is not None and not self._disconnects.done()
        if every_s and not running:
            self._disconnects = self._loop.create_task(self._disconnect_often())

    async def _disconnect_often(self) -> None:
        while every_s := self.world.faults.disconnect_every_s:
            await asyncio.sleep(every_s)
            if self.world.faults.disconnect_every_s:
                await self._sockets.disconnect()


@web.middleware
async def _plainly(request: web.Request, handler: Any) -> web.StreamResponse:
    """A refusal on the page becomes JSON; nothing from here is kept by a browser."""
    try:
        answer: web.StreamResponse = await handler(request)
    except Refused as no:
        status = 404 if no.error.endswith("not_found") else 400
        body = {"ok": False, "error": no.error, "text": no.text or no.error}
        answer = web.json_response(body, status=status)
    if not answer.prepared:
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Content-Security-Policy"] = _CSP
        answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
