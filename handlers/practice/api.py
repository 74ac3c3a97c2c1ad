"""The Web API: POST /api/METHOD, with a token, scopes, faults, and a line in the log."""

import asyncio
from typing import Any

from aiohttp import web

from handlers.practice.errors import Refused
from handlers.practice.methods import METHODS, Call, Method
from handlers.practice.records import Json
from handlers.practice.talk import Workspace
from handlers.practice.wire import FROM_APP, Entry

_RETRY_AFTER_S = 1  # what a 429 asks the app to wait
_APP_SCOPES = frozenset({"connections:write"})


class Api:
    """Runs on the server's loop; every method holds the world's lock and is quick."""

    def __init__(self, space: Workspace) -> None:
        self._space = space

    async def handle(self, request: web.Request) -> web.Response:
        world = self._space.world
        name = request.match_info["method"]
        arguments = await _arguments(request)
        shown = {key: value for key, value in arguments.items() if key != "token"}
        with world.lock:
            world.busy += 1
            entry = world.wire.begin(FROM_APP, "api", name, detail=shown)
            slow_s = world.faults.slow_ms / 1000
        try:
            if slow_s:
                await asyncio.sleep(slow_s)
            return self._answer(request, name, arguments, entry)
        finally:
            with world.changed:
                world.busy -= 1
                world.changed.notify_all()

    def _answer(
        self, request: web.Request, name: str, arguments: Json, entry: Entry
    ) -> web.Response:
        world = self._space.world
        with world.lock:
            if self._slowed_down(name, arguments):
                world.faults.ratelimit -= 1
                world.tell({"type": "state"})
                world.wire.end(entry, "ratelimited")
                return web.json_response(
                    {"ok": False, "error": "ratelimited"},
                    status=429,
                    headers={"Retry-After": str(_RETRY_AFTER_S)},
                )
            token = _token(request, arguments)
            try:
                answer = {"ok": True, **self._run(name, arguments, token)}
            except Refused as no:
                world.refuse(name, str(no))
                answer = no.to_json()
            world.wire.end(entry, answer.get("error"))
            granted = ",".join(sorted(self._granted(token)))
        headers = {"x-oauth-scopes": granted, "x-slack-req-id": str(entry.n)}
        if name in METHODS and METHODS[name].scopes:
            headers["x-accepted-oauth-scopes"] = ",".join(METHODS[name].scopes)
        return web.json_response(answer, headers=headers)

    def _slowed_down(self, name: str, arguments: Json) -> bool:
        faults = self._space.world.faults
        there = faults.busy_channel in ("", arguments.get("channel"))
        return name.startswith("chat.") and faults.ratelimit > 0 and there

    def _run(self, name: str, arguments: Json, token: str) -> Json:
        wanted = METHODS.get(name)
        if wanted is None:
            raise Refused("unknown_method", extra={"req_method": name})
        self._check_token(wanted, token)
        call = Call(self._space, name, arguments, self._granted(token))
        if wanted.scopes:
            call.need(*wanted.scopes)
        return wanted.run(call)

    def _check_token(self, wanted: Method, token: str) -> None:
        world = self._space.world
        if not token:
            raise Refused("not_authed")
        if token not in (world.bot_token, world.app_token):
            raise Refused("invalid_auth")
        if world.faults.revoked:
            raise Refused("token_revoked")
        if (token == world.app_token) != wanted.app_level:
            raise Refused("not_allowed_token_type")

    def _granted(self, token: str) -> frozenset[str]:
        world = self._space.world
        if token == world.app_token:
            return _APP_SCOPES
        return world.app.scopes - set(world.faults.missing_scopes)

    async def respond(self, request: web.Request) -> web.Response:
        """POST to a response_url."""
        world = self._space.world
        payload = await _arguments(request)
        with world.lock:
            entry = world.wire.begin(FROM_APP, "response_url", "response_url", detail=payload)
            world.answers("response_url", request.match_info["hook"])
            try:
                self._space.lent.respond(request.match_info["hook"], payload)
            except Refused as no:
                world.refuse("response_url", str(no))
                world.wire.end(entry, no.error)
                return web.json_response(no.to_json(), status=no.status)
            world.wire.end(entry)
        return web.Response(text="ok")

    async def take_upload(self, request: web.Request) -> web.Response:
        """The bytes for an address that files.getUploadURLExternal gave; it takes them once."""
        content = await request.read()
        world = self._space.world
        with world.lock:
            file_id = world.uploads.pop(request.match_info["ticket"], "")
            if file_id not in world.files:
                return web.Response(status=404, text="no such upload")
            world.files[file_id].content = content
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.Response:
        """url_private_download: the bytes for the app's token, a log-in page for anybody else."""
        world = self._space.world
        with world.lock:
            file = world.files.get(request.match_info["file"])
            token = _token(request, {})
            allowed = token == world.bot_token and not world.faults.revoked
            allowed = allowed and "files:read" in self._granted(token)
            entry = world.wire.begin(FROM_APP, "download", request.match_info["file"])
            world.wire.end(entry, None if allowed and file else "not_allowed")
        if file is None:
            return web.Response(status=404)
        if not allowed:
            # As Slack does: 200, and a page of HTML instead of the file
            page = "<!DOCTYPE html><html><body>Sign in</body></html>"
            return web.Response(text=page, content_type="text/html")
        return web.Response(body=file.content, content_type=file.mimetype)


def _token(request: web.Request, arguments: Json) -> str:
    sent = request.headers.get("Authorization", "")
    return sent.removeprefix("Bearer ").strip() or str(arguments.get("token") or "")


async def _arguments(request: web.Request) -> Json:
    """The arguments of a call, from JSON or a form; {} when they cannot be read."""
    if request.content_type == "application/json":
        try:
            body: Any = await request.json()
        except ValueError:
            return {}
        return body if isinstance(body, dict) else {}
    form = await request.post()
    return {**request.query, **form}
