"""What the page may ask of the world, and may do in it: JSON over HTTP, and one WebSocket.

Every request carries `as`, the person who sits at the page ("U0REPORTER"; the short names
"reporter", "editor", "guest" work too). Requests whose Host or Origin is not this server are
refused with 403: a web page elsewhere must not act in here. A refusal is HTTP 400 (404 for
something that is not there) with `{"ok": false, "error": "channel_not_found", "text": "…"}`;
`text` is a sentence for the person and may be missing. Instants are ISO 8601 in UTC, message
times (`ts`) are Slack's strings ("1751011200.000100").

Shapes (… marks a list that goes on; a key followed by ? may be missing)

  PERSON   {"id": "U0REPORTER", "name": "olha", "real_name": "Olha Bondar", "zone": "Europe/Kyiv",
            "is_bot": false, "is_guest": false, "nick": "reporter", "color": "4a7c59",
            "from": null | "Coast Herald", …}     from: the other workspace whose person it is
           The app itself is a PERSON with "is_bot": true.

  CHANNEL  {"id": "C0NEWSDESK", "name": "newsdesk", "type": "public",   public | private | im
            "is_archived": false, "is_member": true, "bot_is_member": true, "topic": "…",
            "shared_with": null | "Coast Herald",
            "with": "U0WHOSAID",       only for im: the other person (or the app)
            "unread": 2, "mentions": 1}
           Only what the person may see: private channels they are in, their own ims, all public
           ones (a guest: only those they are in). The app's own im comes with type "im" too.

  MESSAGE  {"ts": "1751011200.000100", "channel": "C0NEWSDESK", "user": "U0WHOSAID",
            "text": "fallback, mrkdwn, escaped as Slack keeps it",
            "blocks"?: [Block Kit as the app sent it, block_id and action_id always filled in],
            "bot_id"?: "B0WHOSAID",              the app wrote it
            "ephemeral"?: true,                  only this person sees it ("Only visible to you")
            "slackbot"?: true,                   Slack itself says it (operation_timeout and so on)
            "thread_ts"?: "…",                   in a thread, or the parent of one (then == ts)
            "reply_count"?: 3, "reply_users"?: ["U0WHOSAID"], "latest_reply"?: "…",  on parents
            "edited"?: {"user": "…", "ts": "…"},
            "files"?: [FILE], "reactions"?: [{"name": "eyes", "users": ["U…"]}],
            "subtype"?: "channel_join" | "file_share" | "bot_message" | "channel_topic" | …,
            "pings_me"?: true}                   an active mention notified this person
           Human messages have no blocks: draw `text` as mrkdwn.

  FILE     {"id": "F0000001", "name": "umerov.txt", "title": "umerov.txt", "mimetype": "text/plain",
            "filetype": "text", "size": 1234, "user": "U…", "preview"?: "first lines",
            "url": "/page/file/F0000001?as=U0REPORTER", "alt_txt"?: "…"}

  VIEW     {"id": "V0000001", "type": "modal" | "home", "title"?: {…}, "submit"?: {…},
            "close"?: {…}, "blocks": […], "callback_id": "…", "private_metadata": "…", "hash": "…",
            "depth": 1, "state": {"values": {BLOCK_ID: {ACTION_ID: VALUE}}}}
           depth: how many views lie in the stack, 1 to 3. state: what is filled in (for an update
           of the view Slack keeps what was typed where block_id and action_id stay the same).

  VALUE    what one element holds, by the element's type, both ways (page → world in `values`):
             plain_text_input, email_text_input, url_text_input, number_input   "text"
             datepicker "2025-06-27"   timepicker "08:00"   datetimepicker 1751011200
             static_select, external_select, radio_buttons, overflow   "the option's value"
             multi_static_select, multi_external_select, checkboxes   ["value", …]
             users_select "U…"   conversations_select, channels_select "C…"   multi_*: [ids]
             null for nothing.

  OPTION   {"text": {"type": "plain_text", "text": "Rustem Umerov"}, "value": "17",
            "description"?: {…}}

  WIRE     {"n": 41, "at": "2026-11-22T20:15:03.120Z", "direction": "to_app" | "from_app",
            "kind": "envelope" | "ack" | "api" | "response_url" | "socket" | "download",
            "name": "slash_commands /whosaid", "ms": 14.2 | null, "ok": true,
            "error": null | "not_in_channel", "retry"?: 1, "detail"?: {the JSON that went over}}
           ms: for "to_app" the time until the ack came (null while it has not), for "from_app" the
           time the answer took. An entry is sent again with the same n when it changes.

  FAULTS   {"slow_ms": 0, "ratelimit": 0, "busy_channel": "", "redeliver": false,
            "disconnect_every_s": 0, "revoked": false, "missing_scopes": []}
           slow_ms: added to every answer of the Web API. ratelimit: the next N calls of chat.* are
           answered 429 with Retry-After: 1 (only those to busy_channel when one is named).
           redeliver: every event is delivered 4 times, the later ones with retry_num 1 to 3.
           disconnect_every_s: a routine `disconnect` that often (0 never). revoked: the token is
           (token_revoked). missing_scopes: scopes taken away.

GET /page/state?as=U…
  {"me": PERSON, "bot": PERSON, "team": {"id": "T0PRACTICE", "name": "Practice newsroom"},
   "people": [PERSON, …], "channels": [CHANNEL, …],
   "clock": {"now": "2026-11-22T20:15:03.120Z", "zone": "Europe/Kyiv",
             "local": "2026-11-22T22:15:03", "tomorrow": "2026-11-23"},
   "faults": FAULTS, "scopes": ["chat:write", …], "app_connected": true,
   "commands": [{"command": "/whosaid", "description": "…", "usage_hint": "…"}, …],
   "shortcuts": [{"type": "message" | "global", "name": "Check this quote", "callback_id": "…"}, …],
   "home_channel": "D0…" | null}     the person's im with the app (Messages tab); none, and no
                                     commands or shortcuts, for somebody of another workspace

GET /page/channel?as=U…&id=C…[&before=TS]
  {"channel": CHANNEL, "messages": [MESSAGE, …], "has_more": false}
  Oldest first, at most 200; thread replies are left out (reply_count tells), ephemerals of this
  person that belong to the channel itself are in. Reading it marks the channel as read.

GET /page/thread?as=U…&id=C…&ts=TS
  {"channel": CHANNEL, "messages": [parent, reply, …]}   ephemerals of this person in it are in.

GET /page/home?as=U…
  {"view": VIEW | null, "prompts": [{"title": "…", "message": "…"}, …], "prompts_title": null | "…"}
  Looking does not tell the app: do {"do": "home"} first.

GET /page/view?as=U…       {"view": VIEW | null}     the topmost open modal
GET /page/wire[?after=N]   {"entries": [WIRE, …]}    the last 500, oldest first
GET /page/script       what was done at the page since it was begun, for tests (see script.py)
GET /page/file/F…?as=U…    the bytes

POST /page/act   JSON {"as": "U…", "do": "…", …}  →  {"ok": true, …}
  say       {"channel", "text", "thread"?}  →  {"ts"?}. A text that starts with "/" is a
            command (or one of Slack's own: /invite @whosaid, /remove @whosaid, /leave,
            /join #channel, /rename new-name, /topic words): it answers as soon as the command
            is sent; in a thread the app's commands are refused.
            "@editor" and "#politics" become <@U…> and <#C…>, & < > are escaped, as Slack does.
  command   the same as say
  edit      {"channel", "ts", "text"}       delete {"channel", "ts"}      own messages only
  react     {"channel", "ts", "name"}       adds, or takes away when it was there
  press     {"channel", "ts", "block_id", "action_id"}     a button of a message or ephemeral
            {"view", "block_id", "action_id", "values"?}   a button in a modal or Home
  select    the same as press, with "value": VALUE (select menus, overflow, date pickers, radio…);
            in a modal only elements in section/actions, or inputs with dispatch_action
  options   the same address, with "query": "ume"  →  {"options": [OPTION, …]}
            or {"option_groups": [{"label": {…}, "options": […]}]}    (external_select)
  submit    {"view", "values": {BLOCK_ID: {ACTION_ID: VALUE}}}
            →  {"outcome": "errors" | "updated" | "pushed" | "closed" | "cleared" | "timeout",
                "errors"?: {BLOCK_ID: "sentence"}}
            Answers when the app has acked (3 s at most). Slack's own checks come first, as in
            Slack: an empty input that is not optional, min_length, max_length, address, number.
  close     {"view", "clear"?: true}        the topmost, or with clear the whole stack
  upload    {"channel", "name", "content": base64, "text"?, "thread"?, "mimetype"?}, or several
            as "files": [{"name", "content", "mimetype"?}, …], in one message
            →  {"ts", "file"}, the first one
  home      {"tab"?: "home" | "messages"}   opens the app's Home: app_home_opened goes to the app
  shortcut  {"callback_id", "channel", "ts"} for a message, {"callback_id"} for a global one
  clock     {"to": "2026-11-23T08:00"} in the person's zone (or with an offset), or {"by_s": 3600}.
            Forward only.  →  {"now"}
  zone      {"zone": "America/New_York"}    the person moves
  open_dm   {"user": "U…"}  →  {"channel": "D…"}
  channel   {"channel", "what": "join" | "leave" | "invite_app" | "remove_app" | "archive" |
             "unarchive" | "rename", "name"?}
  script    {}    begin the script of this conversation anew
  fault     {"name": "slow_ms", "value": 800}    one of FAULTS  →  {"faults": FAULTS}

WS /page/live?as=U…    server → page only; after a gap (reconnect) fetch everything again
  {"type": "hello"}
  {"type": "changed", "channel": "C…", "thread": null | "TS"}    fetch it again
  {"type": "view", "view": VIEW | null}      this person's topmost modal changed
  {"type": "home"}                           fetch /page/home again
  {"type": "wire", "entry": WIRE}
  {"type": "clock", "now": "…", "local": "…"}    it was moved (it also runs by itself)
  {"type": "state"}                          people, channels or faults changed: fetch /page/state
  {"type": "notice", "text": "…"}            Slack's own line to the person: an error of a button
                                             ("whosaid did not respond in time"), a refused command
"""

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from handlers.practice import modals, page_acts, page_shapes
from handlers.practice.errors import Refused
from handlers.practice.page_live import serve_live
from handlers.practice.records import Json, Person
from handlers.practice.script import Script
from handlers.practice.talk import Workspace

PAGE = Path(__file__).parent / "page"


class PageApi:
    """Runs on the server's loop."""

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._world = space.world
        self._script = Script(space.world)

    def routes(self) -> list[web.AbstractRouteDef]:
        """Everything under /page, and the page itself under /."""
        return [
            web.get("/page/state", self._answer(self._state)),
            web.get("/page/channel", self._answer(self._channel)),
            web.get("/page/thread", self._answer(self._thread)),
            web.get("/page/home", self._answer(self._home)),
            web.get("/page/view", self._answer(self._view)),
            web.get("/page/wire", self._answer(self._wire)),
            web.get("/page/script", self._answer(self._written)),
            web.get("/page/file/{file}", self._file),
            web.post("/page/act", self._act),
            web.get("/page/live", self._live),
            web.get("/", self._page),
            web.get("/{path:.+}", self._page),
        ]

    def _answer(self, make: Any) -> Any:
        async def handle(request: web.Request) -> web.Response:
            me = self._me(request, request.query.get("as", "reporter"))
            with self._world.lock:
                return web.json_response(make(me, request.query))

        return handle

    def _me(self, request: web.Request, who: str) -> Person:
        self._same_origin(request)
        person = self._world.person(who)
        if person.is_bot:
            raise Refused("user_not_found", "The app itself does not sit at the page.")
        return person

    def _same_origin(self, request: web.Request) -> None:
        """A page elsewhere may neither read nor act here, not even by DNS rebinding."""
        port = urlsplit(self._world.base_url).port
        hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        origin = request.headers.get("Origin")
        if request.host not in hosts or (origin and urlsplit(origin).netloc != request.host):
            raise web.HTTPForbidden(text="This page answers on its own address only.")

    def _state(self, me: Person, _query: Any) -> Json:
        return page_shapes.state(self._world, me)

    def _channel(self, me: Person, query: Any) -> Json:
        channel = self._world.channel(query.get("id", "?"))
        if not self._world.sees(me, channel):
            raise Refused("channel_not_found", "There is no such channel.")
        return page_shapes.of_channel(self._world, me, channel, query.get("before"))

    def _thread(self, me: Person, query: Any) -> Json:
        channel = self._world.channel(query.get("id", "?"))
        if not self._world.sees(me, channel):
            raise Refused("channel_not_found", "There is no such channel.")
        return page_shapes.of_thread(self._world, me, channel, query.get("ts", ""))

    def _home(self, me: Person, _query: Any) -> Json:
        view = self._world.homes.get(me.id)
        shown = page_shapes.state(self._world, me)["home_channel"]
        prompts = self._world.prompts.get(shown, {})
        return {
            "view": modals.for_page(self._world, view) if view else None,
            "prompts": prompts.get("prompts", []),
            "prompts_title": prompts.get("title"),
        }

    def _view(self, me: Person, _query: Any) -> Json:
        view = self._world.top_view(me.id)
        return {"view": modals.for_page(self._world, view) if view else None}

    def _wire(self, _me: Person, query: Any) -> Json:
        after = query.get("after", "0")
        return {"entries": self._world.wire.after(int(after) if after.isdigit() else 0)}

    def _written(self, _me: Person, _query: Any) -> Json:
        return self._script.to_json()

    async def _file(self, request: web.Request) -> web.Response:
        me = self._me(request, request.query.get("as", "reporter"))
        with self._world.lock:
            file = self._world.files.get(request.match_info["file"])
            seen = file is not None and any(
                self._world.sees(me, self._world.channels[one]) for one in file.shared_in
            )
        if file is None or not seen:
            raise web.HTTPNotFound(text="There is no such file.")
        # Never as a page of its own: what somebody dropped must not run here
        headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        if file.mimetype in ("image/png", "image/jpeg", "image/gif"):
            headers["Content-Disposition"] = "inline"
        return web.Response(body=file.content, content_type=file.mimetype, headers=headers)

    async def _act(self, request: web.Request) -> web.Response:
        try:
            what = await request.json()
        except ValueError:
            raise Refused("invalid_json", "The request was not JSON.") from None
        if not isinstance(what, dict):
            raise Refused("invalid_json", "The request was not a JSON object.")
        me = self._me(request, str(what.get("as", "")))
        with self._world.lock:
            if what.get("do") == "script":
                self._script.begin()
                return web.json_response({"ok": True})
            self._script.note(me, what)
            given = page_acts.act(self._space, me, what)
        if given is not None and not isinstance(given, dict):
            given = page_acts.finished(await asyncio.wrap_future(given))
        return web.json_response({"ok": True, **(given or {})})

    async def _live(self, request: web.Request) -> web.StreamResponse:
        me = self._me(request, request.query.get("as", "reporter"))
        return await serve_live(self._world, me, request)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        """A file of the page; index.html for the address itself."""
        self._same_origin(request)
        wanted = (PAGE / (request.match_info.get("path") or "index.html")).resolve()
        if not wanted.is_relative_to(PAGE.resolve()) or not wanted.is_file():
            raise web.HTTPNotFound(text="There is no such page.")
        return web.FileResponse(wanted)
