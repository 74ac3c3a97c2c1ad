"""Socket Mode and signed HTTP: acks, deadlines, redelivery, disconnects."""

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import time

from asking import ask
from bots import INSTALLED, Seen, small_app
from slack_bolt import App, BoltRequest

from handlers.practice.driver import Connection, Practice, Running, bolt, workspace
from handlers.practice.judge import limits
from handlers.practice.signed import SignedHttp


def test_a_command_that_is_not_acked_times_out_for_the_person(seen: Seen) -> None:
    with workspace(bolt(small_app(seen)), app=INSTALLED, ack_timeout_s=1) as world:
        reply = world.user("reporter").types("/slow", in_="#newsdesk")
        assert (reply.slackbot, reply.ephemeral, reply.text) == (
            True,
            True,
            "/slow failed with the error “operation_timeout”",
        )
        assert len(seen.all("command")) == 1  # Slack does not send commands again
        assert world.wire()[-1]["error"] == "timeout"


def test_the_app_has_three_seconds() -> None:
    with workspace() as world:
        assert world.world.ack_timeout_s == limits.ACK_S == 3


def test_the_log_has_milliseconds_and_no_secrets(world: Practice) -> None:
    world.user("reporter").types("/whosaid Umerov", in_="#newsdesk")
    entry = world.wire()[-1]
    assert (entry["direction"], entry["name"], entry["ok"]) == (
        "to_app",
        "slash_commands /whosaid",
        True,
    )
    assert 0 < entry["ms"] < 3000
    logged = json.dumps(world.wire())
    assert world.world.bot_token not in logged
    assert world.world.app_token not in logged
    assert "response_url" not in entry["detail"]


def test_with_the_fault_every_event_comes_four_times(world: Practice, seen: Seen) -> None:
    world.faults.redeliver = True
    world.user("reporter").says("hello", in_="#newsdesk")
    world.quiet()

    assert len(seen.all("message")) == 4
    assert len({body["event_id"] for body in seen.all("message")}) == 1
    assert [entry.get("retry", 0) for entry in world.wire() if "event" in entry["name"]] == [
        0,
        1,
        2,
        3,
    ]


def test_events_that_are_not_acked_come_again_with_a_reason() -> None:
    headers: list[tuple[object, object]] = []

    def make(connection: Connection, pool: ThreadPoolExecutor) -> App:
        app = App(client=connection.client(), listener_executor=pool)

        @app.middleware
        def refuse(req: BoltRequest) -> None:
            names = ("x-slack-retry-num", "x-slack-retry-reason")
            headers.append(tuple(req.headers.get(name, [""])[0] for name in names))  # and no next()

        return app

    with workspace(bolt(make), app=INSTALLED, ack_timeout_s=0.2) as world:
        world.user("reporter").says("hello", in_="#newsdesk")
        world.quiet()
    assert headers == [
        ("0", ""),
        ("1", "http_timeout"),
        ("2", "http_timeout"),
        ("3", "http_timeout"),
    ]


def test_an_answer_that_comes_before_its_ack_is_noted() -> None:
    def make(connection: Connection, pool: ThreadPoolExecutor) -> App:
        app = App(client=connection.client(), listener_executor=pool)

        @app.command("/whosaid")
        def hasty(ack: Callable[[], None], respond: Callable[[str], None]) -> None:
            respond("too early")
            ack()

        return app

    with workspace(bolt(make), app=INSTALLED) as world:
        world.user("reporter").types("/whosaid x", in_="#newsdesk")
        assert world.early == [("response_url", "slash_commands /whosaid")]


def test_an_answer_inside_its_ack_is_never_early(world: Practice) -> None:
    reporter = world.user("reporter")
    reply = reporter.types("/whosaid x", in_="#newsdesk")
    reporter.presses("Edit", on=reply)
    reporter.submits(reporter.modal(), {"who": {"who": "nobody"}})
    assert world.early == []


def test_no_command_is_lost_over_routine_disconnects(world: Practice, seen: Seen) -> None:
    people = [world.user(who) for who in ("reporter", "editor", "guest")]
    with ThreadPoolExecutor(6) as typing:
        sent = []
        for number in range(200):
            sent.append(typing.submit(people[number % 3].types, f"/whosaid {number}", "#newsdesk"))
            if number % 50 == 25:
                sent[-1].result()
                world.disconnect()
        replies = [one.result() for one in sent]

    assert [reply.text for reply in replies] == [f"You asked: {number}" for number in range(200)]
    assert len(seen.all("command")) == 200


def test_no_command_is_lost_while_slack_keeps_disconnecting(world: Practice) -> None:
    world.switches("disconnect_every_s", 0.2)
    reporter = world.user("reporter")
    replies = [reporter.types(f"/whosaid {number}", in_="#newsdesk") for number in range(60)]
    world.switches("disconnect_every_s", 0)
    world.waits_for(lambda: world.world.connected == 1)

    assert [reply.text for reply in replies] == [f"You asked: {number}" for number in range(60)]
    assert sum(entry["kind"] == "socket" for entry in world.wire()) > 1


def test_an_app_that_reconnects_has_one_connection(world: Practice) -> None:
    world.disconnect()
    world.waits_for(lambda: world.world.connected == 1)
    assert world.user("reporter").types("/whosaid x", in_="#newsdesk").text == "You asked: x"


def test_a_connection_needs_a_fresh_ticket(bare: Practice) -> None:
    client = bare.connection.client()
    url = client.apps_connections_open(app_token=bare.connection.app_token)["url"]
    assert url.startswith("ws://127.0.0.1:")
    assert ask(bare.server.url + "/link/?ticket=made-up")[0] == 403


@contextmanager
def over_http(seen: Seen) -> Iterator[tuple[Practice, str]]:
    """The small app behind a plain HTTP server, reached with signed requests."""
    address = ""

    def start(connection: Connection) -> Running:
        nonlocal address
        pool = ThreadPoolExecutor(4)
        app = small_app(seen)(connection, pool)

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                done = app.dispatch(BoltRequest(body=body, headers=dict(self.headers.items())))
                self.send_response(done.status)
                for name, values in done.headers.items():
                    self.send_header(name, values[0])
                self.end_headers()
                self.wfile.write((done.body or "").encode())

            def log_message(self, *_: object) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/slack/events"
        connection.deliver_to(address)

        def close() -> None:
            server.shutdown()
            thread.join()
            server.server_close()
            pool.shutdown()

        return Running(close, (pool,))

    with workspace(start, app=INSTALLED) as practice:
        yield practice, address


def test_the_same_journey_over_signed_http(seen: Seen) -> None:
    with over_http(seen) as (world, _):
        reporter = world.user("reporter")
        reply = reporter.types("/whosaid R&D", in_="#newsdesk")
        reporter.presses("Edit", on=reply)
        outcome = reporter.submits(reporter.modal(), {"who": {"who": "nobody"}})
        said = reporter.says("@whosaid hello", in_="#newsdesk")
        world.answer(said)

        assert reply.text == "You asked: R&amp;D"
        assert outcome == {"outcome": "errors", "errors": {"who": "Nobody of this name."}}
        assert len(seen.all("app_mention")) == 1


def test_the_app_refuses_what_is_not_signed_now_and_by_slack(seen: Seen) -> None:
    with over_http(seen) as (world, address):
        body = "command=%2Fwhosaid&text=x"
        ours = SignedHttp(world.world, address, world.connection.signing_secret)
        other = SignedHttp(world.world, address, "other")
        old = time() - limits.SIGNATURE_WINDOW_S - 60
        for headers in (ours.signature(body, at=old), other.signature(body), {}):
            assert ask(address, body=body.encode(), headers=headers)[0] == 401
        assert seen.bodies == []
