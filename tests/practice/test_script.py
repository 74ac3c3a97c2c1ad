"""A conversation written down at the page can be held again."""

import base64
import json
from typing import Any

import pytest
from asking import ask
from bots import INSTALLED, Seen, small_app

from handlers.practice.driver import Practice, bolt, workspace
from handlers.practice.errors import Refused


def done(world: Practice, **what: Any) -> Any:
    status, text, _ = ask(world.server.url + "/page/act", body={"as": "reporter", **what})
    assert status == 200, text
    world.quiet()
    return json.loads(text)


def at_the_page(world: Practice) -> Any:
    """Ask, share, mention, follow up, drop a file, fill in a form; the script of it."""
    world.user("editor").says("from before", in_="#newsdesk")
    done(world, do="script")
    done(world, do="say", channel="C0NEWSDESK", text="/whosaid Umerov")
    reply = world.user("reporter").sees("#newsdesk")[-1]
    there = {"channel": "C0NEWSDESK", "ts": reply.ts, "block_id": reply.blocks[1]["block_id"]}
    done(world, do="press", **there, action_id="share")
    said = done(world, do="say", channel="#newsdesk", text="@whosaid hello")["ts"]
    done(world, do="say", channel="#newsdesk", text="@whosaid again", thread=said)
    content = base64.b64encode(b"He said so.").decode()
    done(world, do="upload", channel="D0REPORTER", name="draft.txt", content=content)
    done(world, do="press", **there, action_id="edit")
    view = world.user("reporter").modal()
    done(world, do="submit", view=view.id, values={"who": {"who": "nobody"}})
    done(world, do="home")
    return json.loads(ask(world.server.url + "/page/script")[1])


def test_what_was_done_at_the_page_is_done_again(world: Practice) -> None:
    script = at_the_page(world)
    assert [step["answers"] for step in script["steps"]] == [
        ["Umerov\nShare\nContext\nWrong?\nEdit"],
        ["shared"],
        ["in thread"],
        ["in thread"],
        [],
        [],
        [],
        [],
    ]
    again = Seen()
    with workspace(bolt(small_app(again)), app=INSTALLED) as other:
        assert other.holds(script) == [step["answers"] for step in script["steps"]]
    assert [what for what, _ in again.bodies].count("form") == 1
    assert script["steps"][3]["thread"] == 2
    assert "from before" not in json.dumps(script)


@pytest.mark.parametrize(
    ("step", "error"),
    [
        ({"do": "press", "channel": "#newsdesk", "ts": 7, "block": 0}, "message_not_found"),
        ({"do": "submit", "view": "modal"}, "view_not_found"),
        ({"do": "say", "channel": "#gone", "text": "x"}, "channel_not_found"),
    ],
)
def test_a_script_that_no_longer_fits_says_where(
    bare: Practice, step: dict[str, Any], error: str
) -> None:
    with pytest.raises(Refused, match=error):
        bare.holds({"steps": [{"as": "reporter", **step}]})
