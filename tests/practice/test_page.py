"""What the page asks and does: shapes, pushes, and who is not let in."""

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp
import pytest
from asking import ask

from handlers.practice.driver import Practice


def get(world: Practice, path: str) -> Any:
    status, text, _ = ask(world.server.url + path)
    assert status == 200, text
    return json.loads(text)


def act(world: Practice, who: str, do: str, **what: Any) -> Any:
    status, text, _ = ask(world.server.url + "/page/act", body={"as": who, "do": do, **what})
    return {"status": status, **json.loads(text)}


def test_the_state_is_what_a_page_needs_to_draw_itself(world: Practice) -> None:
    state = get(world, "/page/state?as=guest")
    assert sorted(state) == [
        "app_connected",
        "bot",
        "channels",
        "clock",
        "commands",
        "faults",
        "home_channel",
        "me",
        "people",
        "scopes",
        "shortcuts",
        "team",
    ]
    assert (state["me"]["id"], state["app_connected"], state["home_channel"]) == (
        "U0GUEST",
        True,
        "D0GUEST",
    )
    assert [(one["name"], one["type"]) for one in state["channels"]] == [
        ("newsdesk", "public"),
        ("whosaid", "im"),
    ]


def test_a_command_and_its_answer(world: Practice) -> None:
    assert act(world, "reporter", "say", channel="C0NEWSDESK", text="/whosaid Umerov") == {
        "status": 200,
        "ok": True,
    }
    world.quiet()
    seen = get(world, "/page/channel?as=reporter&id=C0NEWSDESK")["messages"]
    others = get(world, "/page/channel?as=editor&id=C0NEWSDESK")["messages"]

    assert (seen[0]["ephemeral"], seen[0]["bot_id"], others) == (True, "B0WHOSAID", [])
    button = seen[0]["blocks"][1]["elements"][0]
    where = {
        "channel": "C0NEWSDESK",
        "ts": seen[0]["ts"],
        "block_id": seen[0]["blocks"][1]["block_id"],
    }
    assert act(world, "reporter", "press", **where, action_id=button["action_id"])["ok"]
    world.quiet()
    assert [one.text for one in world.messages("#newsdesk")] == ["shared"]
    assert act(world, "editor", "press", **where, action_id="share")["error"] == "message_not_found"


def test_a_form_by_hand(world: Practice) -> None:
    assert act(world, "editor", "shortcut", callback_id="ask")["ok"]
    world.quiet()
    view = get(world, "/page/view?as=editor")["view"]
    assert (view["title"]["text"], view["depth"]) == ("Ask", 1)
    assert view["state"] == {"values": {"who": {"who": None}, "person": {"person": None}}}

    there = {"view": view["id"], "block_id": "person", "action_id": "person"}
    offered = act(world, "editor", "options", **there, query="kle")["options"]
    wrong = act(world, "editor", "submit", view=view["id"], values={"who": {"who": "nobody"}})
    right = act(world, "editor", "submit", view=view["id"], values={"who": {"who": "Olha"}})

    assert [one["text"]["text"] for one in offered] == ["Nadia Klein"]
    assert (wrong["outcome"], wrong["errors"]) == ("errors", {"who": "Nobody of this name."})
    assert right["outcome"] == "closed"
    assert get(world, "/page/view?as=editor")["view"] is None


def test_no_two_channels_share_their_members(world: Practice) -> None:
    world.user("editor").types("/invite @whosaid", in_="#investigations")
    channels = get(world, "/page/state?as=editor")["channels"]
    told = {one["name"]: one["bot_is_member"] for one in channels if one["name"]}
    assert (told["investigations"], told["random"]) == (True, False)


def test_threads_files_reactions_and_unread_messages(world: Practice) -> None:
    said = act(world, "editor", "say", channel="#newsdesk", text="@olha see this")["ts"]
    here = {"channel": "#newsdesk", "thread": said}
    content = base64.b64encode(b"He said so.").decode()
    dropped = act(world, "editor", "upload", **here, name="draft.txt", content=content)
    act(world, "guest", "react", channel="C0NEWSDESK", ts=said, name="eyes")
    channels = get(world, "/page/state?as=reporter")["channels"]
    newsdesk = next(one for one in channels if one["name"] == "newsdesk")
    assert (newsdesk["unread"], newsdesk["mentions"]) == (2, 1)

    thread = get(world, f"/page/thread?as=reporter&id=C0NEWSDESK&ts={said}")["messages"]
    assert thread[0]["reply_count"] == 1
    assert thread[0]["reactions"] == [{"name": "eyes", "users": ["U0GUEST"]}]
    assert thread[0]["pings_me"]
    file = thread[1]["files"][0]
    assert (file["id"], file["preview"]) == (dropped["file"], "He said so.")
    both = [{"name": name, "content": content} for name in ("a.txt", "b.md")]
    act(world, "editor", "upload", **here, files=both, text="check")
    thread = get(world, f"/page/thread?as=reporter&id=C0NEWSDESK&ts={said}")["messages"]
    assert [one["name"] for one in thread[2]["files"]] == ["a.txt", "b.md"]
    assert len(thread) == 3
    status, text, headers = ask(world.server.url + file["url"])
    assert (status, text, headers["Content-Disposition"]) == (200, "He said so.", "attachment")
    assert get(world, "/page/channel?as=reporter&id=C0NEWSDESK")["channel"]["unread"] == 0


def test_home_and_its_prompts(world: Practice) -> None:
    assert get(world, "/page/home?as=guest") == {"view": None, "prompts": [], "prompts_title": None}
    act(world, "guest", "home")
    world.quiet()
    prompts = [{"title": "Ask", "message": "Umerov"}]
    world.connection.client().assistant_threads_setSuggestedPrompts(
        channel_id="D0GUEST", thread_ts="1.1", prompts=prompts
    )
    home = get(world, "/page/home?as=guest")
    assert (home["view"]["type"], home["prompts"]) == ("home", prompts)


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ({"do": "dance"}, "unknown_act"),
        ({"do": "say", "channel": "#nowhere", "text": "x"}, "channel_not_found"),
        ({"do": "say", "channel": "#investigations", "text": "x"}, "channel_not_found"),
        ({"do": "say", "channel": "#newsdesk", "text": "  "}, "no_text"),
        ({"do": "press", "view": "V404", "block_id": "b", "action_id": "a"}, "view_not_found"),
        ({"do": "submit", "view": "V404"}, "view_not_found"),
        ({"do": "upload", "channel": "#newsdesk", "content": "%%%"}, "invalid_content"),
        ({"do": "clock", "by_s": -60}, "invalid_time"),
        ({"do": "clock", "to": "tomorrow"}, "invalid_time"),
        ({"do": "clock", "to": "1999-01-01"}, "invalid_time"),
        ({"do": "clock", "by_s": 1e300}, "invalid_time"),
        ({"do": "zone", "zone": "Mars/Olympus"}, "invalid_zone"),
        ({"do": "zone", "zone": "../etc/passwd"}, "invalid_zone"),
        ({"do": "fault", "name": "hunger", "value": 1}, "unknown_fault"),
        ({"do": "fault", "name": "slow_ms", "value": "a lot"}, "invalid_value"),
        ({"do": "fault", "name": "slow_ms", "value": -1}, "invalid_value"),
        ({"do": "channel", "channel": "#newsdesk", "what": "sing"}, "unknown_act"),
        ({"do": "open_dm", "user": "nobody"}, "user_not_found"),
        ({"do": "shortcut", "callback_id": "none"}, "shortcut_not_found"),
        ({"do": "home", "tab": "kitchen"}, "invalid_tab"),
        ({"as": "whosaid", "do": "home"}, "user_not_found"),
    ],
)
def test_what_a_page_cannot_do_is_a_sentence(
    bare: Practice, what: dict[str, Any], error: str
) -> None:
    answer = act(bare, **{"who": "guest", **what} | {"who": what.get("as", "guest")})
    assert (answer["status"] >= 400, answer["ok"], answer["error"]) == (True, False, error)
    assert answer["text"].endswith(".")


def test_the_clock_moves_in_the_persons_zone(bare: Practice) -> None:
    local = get(bare, "/page/state?as=guest")["clock"]["tomorrow"] + "T08:00"
    now = act(bare, "guest", "clock", to=local)["now"]
    clock = get(bare, "/page/state?as=guest")["clock"]
    assert clock["local"].startswith(local)
    assert now[:13] == clock["now"][:13]
    act(bare, "guest", "zone", zone="Asia/Tokyo")
    assert get(bare, "/page/state?as=guest")["clock"]["zone"] == "Asia/Tokyo"


def test_channels_are_joined_left_and_renamed(bare: Practice) -> None:
    for what, told in [
        ({"what": "invite_app", "channel": "#random"}, ("bot_is_member", True)),
        ({"what": "remove_app", "channel": "#random"}, ("bot_is_member", False)),
        ({"what": "leave", "channel": "#random"}, ("is_member", False)),
        ({"what": "join", "channel": "#random"}, ("is_member", True)),
        ({"what": "archive", "channel": "#random"}, ("is_archived", True)),
        ({"what": "unarchive", "channel": "#random"}, ("is_archived", False)),
        (
            {"what": "rename", "channel": "#random", "name": "Water Cooler"},
            ("name", "water-cooler"),
        ),
    ]:
        assert act(bare, "editor", "channel", **what)["ok"]
        channels = {one["id"]: one for one in get(bare, "/page/state?as=editor")["channels"]}
        assert channels["C0RANDOM"][told[0]] == told[1]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "practice.example:80"},
        {"Host": "practice.example"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
@pytest.mark.parametrize("path", ["/page/state", "/page/live", "/page/wire", "/", "/main.js"])
def test_a_page_elsewhere_is_not_let_in(bare: Practice, path: str, headers: dict[str, str]) -> None:
    assert ask(bare.server.url + path, headers=headers)[0] == 403
    done = ask(bare.server.url + "/page/act", body={"as": "editor", "do": "home"}, headers=headers)
    assert done[0] == 403


@pytest.mark.parametrize(
    "path",
    ["/../page_api.py", "/%2e%2e/page_api.py", "/..%2fpage_api.py", "//etc/passwd", "/nothing"],
)
def test_only_the_files_of_the_page_are_served(bare: Practice, path: str) -> None:
    assert ask(bare.server.url + path)[0] == 404


def test_the_page_is_served_and_loads_nothing_from_elsewhere(bare: Practice) -> None:
    status, text, headers = ask(bare.server.url + "/")
    assert (status, "<html" in text) == (200, True)
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")


Watch = Callable[[aiohttp.ClientWebSocketResponse], Awaitable[None]]


def watched(world: Practice, who: str, watch: Watch) -> None:
    async def run() -> None:
        url = f"{world.server.url}/page/live?as={who}"
        async with aiohttp.ClientSession() as session, session.ws_connect(url) as live:
            assert await live.receive_json(timeout=60) == {"type": "hello"}
            await watch(live)

    with ThreadPoolExecutor(
        1
    ) as apart:  # a browser test before may have left its loop running here
        apart.submit(asyncio.run, run()).result()


async def until(live: aiohttp.ClientWebSocketResponse, kind: str) -> Any:
    while (event := await live.receive_json(timeout=60))["type"] != kind:
        pass
    return event


def test_the_page_is_told_what_changed(world: Practice) -> None:
    async def watch(live: aiohttp.ClientWebSocketResponse) -> None:
        said = world.user("editor").says("hello", in_="#newsdesk")
        changed = await until(live, "changed")
        assert changed == {"type": "changed", "channel": "C0NEWSDESK", "thread": None}
        world.user("editor").says("more", in_="#newsdesk", thread=said)
        assert (await until(live, "changed"))["thread"] == said.ts
        await asyncio.to_thread(world.user("reporter").shortcut, "ask")
        assert (await until(live, "view"))["view"]["callback_id"] == "form"
        assert (await until(live, "wire"))["entry"]["n"] > 0
        await asyncio.to_thread(act, world, "guest", "clock", by_s=60)
        assert (await until(live, "clock"))["now"]
        await asyncio.to_thread(act, world, "guest", "fault", name="slow_ms", value=1)
        await until(live, "state")

    watched(world, "reporter", watch)


def test_what_is_for_one_person_is_told_to_nobody_else(world: Practice) -> None:
    async def watch(live: aiohttp.ClientWebSocketResponse) -> None:
        await asyncio.to_thread(world.user("reporter").types, "/whosaid x", "#newsdesk")
        world.user("editor").says("end", in_="#politics")
        assert (await until(live, "changed"))["channel"] == "C0POLITICS"

    watched(world, "guest", watch)
