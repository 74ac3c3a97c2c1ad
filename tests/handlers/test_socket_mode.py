"""Connections begin and end in order, whenever the client's threads come to look at them."""

from collections.abc import Iterator
from threading import Event, Thread, current_thread

import pytest
from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from handlers.practice.driver import Practice, workspace
from handlers.practice.installed import Command, Installed
from handlers.socket_mode import Client

TYPED = "What did Lind say?"
LONG_S = 30  # for what comes at once


@pytest.fixture
def world() -> Iterator[Practice]:
    with workspace(app=Installed(commands=(Command("/whosaid"),)), ack_timeout_s=LONG_S) as world:
        yield world


def client_on(world: Practice, kind: type[Client] = Client, **options: float) -> Client:
    client = kind(world.connection.app_token, web_client=world.connection.client(), **options)
    client.socket_mode_request_listeners.append(acks)
    return client


def acks(client: BaseSocketModeClient, request: SocketModeRequest) -> None:
    answer = SocketModeResponse(request.envelope_id, {"text": "Here."})
    client.send_socket_mode_response(answer)


def hears(world: Practice) -> bool:
    return world.user("reporter").types("/whosaid Lind", in_="#newsdesk").text == "Here."


def closing(client: Client) -> Thread:
    thread = Thread(target=client.close, daemon=True)
    thread.start()
    return thread


def closes(client: Client) -> bool:
    thread = closing(client)
    thread.join(LONG_S)
    return not thread.is_alive()


def test_it_is_closed_in_the_moment_in_which_its_reader_begins(
    world: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins, gone, close = Event(), Event(), Connection.close

    def is_active(session: Connection) -> bool:
        active = session.sock is not None
        if current_thread() is client.current_session_runner.thread and not begins.is_set():
            begins.set()
            gone.wait(LONG_S)
        return active

    def closed(session: Connection) -> None:
        close(session)
        gone.set()

    monkeypatch.setattr(Connection, "is_active", is_active)
    monkeypatch.setattr(Connection, "close", closed)
    client = client_on(world)
    client.connect()
    assert begins.wait(LONG_S)
    assert closes(client)


def test_its_reader_takes_no_connection_with_the_state_of_another(
    world: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = Event()

    class Slowly(Client):
        def __setattr__(self, name: str, value: object) -> None:
            super().__setattr__(name, value)
            if name == "current_session" and value is not None:
                taken.wait(0.3)  # by a reader that does not wait for the state

    def is_active(session: Connection) -> bool:
        if current_thread() is client.current_session_runner.thread:
            taken.set()
        return session.sock is not None

    monkeypatch.setattr(Connection, "is_active", is_active)
    client = client_on(world, Slowly)
    client.connect()
    assert hears(world)
    world.disconnect()
    assert hears(world)
    assert closes(client)


def test_a_reader_that_breaks_goes_on_and_logs_no_word_of_what_came(
    world: Practice, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reads, broke = Connection.run_until_completion, Event()

    def breaks_once(session: Connection, state: ConnectionState) -> None:
        if not broke.is_set():
            broke.set()
            raise ValueError(TYPED)
        reads(session, state)

    monkeypatch.setattr(Connection, "run_until_completion", breaks_once)
    client = client_on(world)
    client.connect()
    assert broke.wait(LONG_S)
    assert hears(world)
    assert closes(client)
    assert "type=ValueError" in caplog.text
    assert TYPED not in caplog.text


def test_a_connection_that_comes_after_the_end_is_left(world: Practice) -> None:
    asked, go_on = Event(), Event()

    class Late(Client):
        def issue_new_wss_url(self) -> str:
            if self.current_session:
                asked.set()
                go_on.wait(LONG_S)
            return super().issue_new_wss_url()

    client = client_on(world, Late, ping_interval=0.05)
    client.connect()
    client.disconnect()  # which the SDK's monitor mends
    assert asked.wait(LONG_S)
    thread = closing(client)
    while client.current_session_runner.is_alive():
        thread.join(0.01)
    go_on.set()
    thread.join(LONG_S)
    assert not thread.is_alive()
    assert not client.is_connected()


def test_a_connection_over_which_nothing_comes_is_left_at_once(world: Practice) -> None:
    client = client_on(world)
    client.connect()
    for _ in range(2):
        assert hears(world)
        session = client.current_session
        assert session is not None
        assert session.sock is not None
        session.sock.settimeout(None)
        assert hears(world)  # the next read is one that waits for ever
        world.disconnect()
    assert hears(world)
    assert closes(client)


def test_what_is_in_hand_is_acked_before_it_hangs_up(world: Practice) -> None:
    in_hand, go_on = Event(), Event()

    def slowly(client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        in_hand.set()
        go_on.wait(LONG_S)
        acks(client, request)

    client = client_on(world)
    client.socket_mode_request_listeners[:] = [slowly]
    client.connect()
    heard: list[bool] = []
    typing = Thread(target=lambda: heard.append(hears(world)))
    typing.start()
    assert in_hand.wait(LONG_S)
    thread = closing(client)
    while not client.closed:
        thread.join(0.01)
    go_on.set()
    thread.join(LONG_S)
    typing.join(LONG_S)
    assert heard == [True]
