"""A small real Bolt app, with one listener for each thing the workspace must carry."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import App

from handlers.practice.driver import Connection
from handlers.practice.installed import Command, Installed, Shortcut

Body = dict[str, Any]

INSTALLED = Installed(
    commands=(Command("/whosaid"), Command("/digest"), Command("/slow")),
    shortcuts=(Shortcut("message", "Check this", "check"), Shortcut("global", "Ask", "ask")),
)
BUTTONS = {
    "type": "actions",
    "elements": [
        {
            "type": "button",
            "action_id": "share",
            "text": {"type": "plain_text", "text": "Share"},
            "value": "17",
        },
        {
            "type": "static_select",
            "action_id": "menu",
            "options": [
                {"text": {"type": "plain_text", "text": "Context"}, "value": "context"},
                {"text": {"type": "plain_text", "text": "Wrong?"}, "value": "wrong"},
            ],
        },
        {
            "type": "button",
            "action_id": "edit",
            "text": {"type": "plain_text", "text": "Edit"},
        },
    ],
}


def section(text: str) -> Body:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def form(title: str = "Ask", **more: Any) -> Body:
    who = {"type": "plain_text_input", "action_id": "who", "max_length": 40}
    person = {"type": "external_select", "action_id": "person", "min_query_length": 1}
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [
            {
                "type": "input",
                "block_id": "who",
                "label": {"type": "plain_text", "text": "Who"},
                "element": who,
            },
            {
                "type": "input",
                "block_id": "person",
                "optional": True,
                "label": {"type": "plain_text", "text": "Person"},
                "element": person,
            },
        ],
        **more,
    }


class Seen:
    """What reached the app, in order: (what, body)."""

    def __init__(self) -> None:
        self.bodies: list[tuple[str, Body]] = []

    def __call__(self, what: str, body: Body) -> None:
        self.bodies.append((what, body))

    def all(self, what: str) -> list[Body]:
        return [body for name, body in self.bodies if name == what]


def small_app(seen: Seen) -> Any:
    """What `bolt` wants: a function that makes the app for a connection."""

    def make(connection: Connection, pool: ThreadPoolExecutor) -> App:
        app = App(
            client=connection.client(),
            signing_secret=connection.signing_secret,
            listener_executor=pool,
        )
        _commands(app, seen)
        _clicks(app, seen)
        _forms(app, seen)
        _events(app, seen)
        return app

    return make


def _commands(app: App, seen: Seen) -> None:
    @app.command("/whosaid")
    def whosaid(ack: Any, body: Body) -> None:
        seen("command", body)
        if body["text"] == "nothing":
            ack()
        elif body["text"] == "everybody":
            ack(response_type="in_channel", text="For everybody")
        elif body["text"] == "too much":
            ack(text="too much", blocks=[section("x")] * 51)
        else:
            ack(text=f"You asked: {body['text']}", blocks=[section(body["text"] or "-"), BUTTONS])

    @app.command("/slow")
    def slow(body: Body) -> None:
        seen("command", body)  # and never acks


def _clicks(app: App, seen: Seen) -> None:
    @app.action("share")
    def share(ack: Any, body: Body, client: Any) -> None:
        ack()
        seen("share", body)
        client.chat_postMessage(channel=body["channel"]["id"], text="shared")

    @app.action("menu")
    def menu(ack: Any, body: Body, respond: Any) -> None:
        ack()
        seen("menu", body)
        respond(replace_original=True, text="replaced", blocks=[section("replaced")])

    @app.action("edit")
    def edit(ack: Any, body: Body, client: Any) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form())

    @app.shortcut("check")
    def check(ack: Any, body: Body) -> None:
        ack()
        seen("check", body)

    @app.shortcut("ask")
    def ask(ack: Any, body: Body, client: Any) -> None:
        ack()
        seen("ask", body)
        client.views_open(trigger_id=body["trigger_id"], view=form(notify_on_close=True))


def _forms(app: App, seen: Seen) -> None:
    @app.view("form")
    def submitted(ack: Any, body: Body) -> None:
        seen("form", body)
        who = body["view"]["state"]["values"]["who"]["who"]["value"]
        if who == "nobody":
            ack(response_action="errors", errors={"who": "Nobody of this name."})
        elif who == "next":
            ack(response_action="push", view=form("Second"))
        elif who == "again":
            ack(response_action="update", view=form("Changed"))
        elif who == "all":
            ack(response_action="clear")
        else:
            ack()

    @app.view_closed("form")
    def closed(ack: Any, body: Body) -> None:
        ack()
        seen("closed", body)

    @app.options("person")
    def people(ack: Any, body: Body) -> None:
        seen("options", body)
        names = ["Olha Reva", "Ivo Reva", "Nadia Klein"]
        ack(
            options=[
                {"text": {"type": "plain_text", "text": name}, "value": str(number)}
                for number, name in enumerate(names)
                if body["value"].lower() in name.lower()
            ]
        )


def _events(app: App, seen: Seen) -> None:
    @app.event("message")
    def message(body: Body) -> None:
        seen("message", body)

    @app.event("app_mention")
    def mention(body: Body, client: Any) -> None:
        seen("app_mention", body)
        event = body["event"]
        root = event.get("thread_ts", event["ts"])
        client.chat_postMessage(channel=event["channel"], thread_ts=root, text="in thread")

    @app.event("app_home_opened")
    def home(body: Body, client: Any) -> None:
        seen("app_home_opened", body)
        view = {"type": "home", "blocks": [section("Welcome")]}
        client.views_publish(user_id=body["event"]["user"], view=view)

    @app.event("member_joined_channel")
    def joined(body: Body) -> None:
        seen("member_joined_channel", body)
