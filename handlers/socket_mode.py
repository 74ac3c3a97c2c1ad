"""Bolt over Socket Mode, on the SDK's client, made to change and end its connections in order."""

import logging
from contextlib import suppress
from functools import cache
from socket import SHUT_RD, socket
from ssl import SSLContext, create_default_context
from threading import Lock
from time import time
from typing import Any

from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode.base_handler import BaseSocketModeHandler
from slack_bolt.adapter.socket_mode.internals import build_headers, send_response
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from handlers.promptly import Sent
from handlers.troubles import noted

log = logging.getLogger(__name__)

_PING_S = 10
_ACKS_AT_ONCE = 10


class Socket(BaseSocketModeHandler):
    """Bolt's handler, which also says when an ack is on its way.

    Not connected yet: connect() returns when it is, close() when nothing is in hand any more.
    """

    def __init__(self, app: App, app_token: str, *, acks_at_once: int = _ACKS_AT_ONCE) -> None:
        self.app = app
        self.client: Client = Client(
            app_token,
            logger=app.logger,
            web_client=app.client,
            proxy=app.client.proxy,
            ping_interval=_PING_S,
            concurrency=acks_at_once,
        )
        self.client.socket_mode_request_listeners.append(self.handle)

    def connect(self) -> None:
        """Raises SlackApiError when Slack refuses the token."""
        self.client.connect()

    def close(self) -> None:
        self.client.close()

    def handle(self, client: BaseSocketModeClient, req: SocketModeRequest) -> None:
        started, sent = time(), Sent()
        request = BoltRequest(
            mode="socket_mode", body=req.payload, headers=build_headers(req), context={"sent": sent}
        )
        try:
            send_response(client, req, self.app.dispatch(request), started)
        finally:
            sent.set()


class Client(SocketModeClient):
    """The SDK's client, but for the moments in which one connection ends and another begins.

    A thread of its own reads the current connection (`_run_current_session`) until the state that
    belongs to it says “terminated”. The SDK's changes connection and state one after the other, so
    that its reader may take one with the state of another; and its reader starts by taking the word
    back, also when close() has just said it. Either way it would wait for ever on a connection that
    is gone: close() would not return, or the bot be deaf after a disconnect.
    """

    def __init__(self, app_token: str, **options: Any) -> None:
        self._changing = Lock()  # first: the SDK's constructor starts the reader
        super().__init__(app_token, **options)

    def connect(self) -> None:
        """From now on a new connection is the one to read, and the one there was is left.

        Raises SlackApiError when Slack refuses the token. Changes nothing once it is closed.
        """
        if self.wss_uri is None:
            self.wss_uri = self.issue_new_wss_url()
        session: Connection | None = self._opened(self.wss_uri)
        state = ConnectionState()  # type: ignore[no-untyped-call]  # the SDK's
        with self._changing:
            if not self.closed:
                left = self.current_session, self.current_session_state
                self.current_session, self.current_session_state = session, state
                session, state = left
                self._watch()
        _leave(session, state)
        log.info("connection changed session=%s", self.session_id())

    def close(self) -> None:
        """Take nothing new, let what is in hand ack, hang up."""
        with self._changing:  # who is connecting just now changes nothing any more
            self.closed = True
            self.auto_reconnect_enabled = False
        self.enqueue_message("")  # wakes the thread that would wait a second for one
        self.message_processor.shutdown()  # type: ignore[no-untyped-call]  # the SDK's
        self.message_workers.shutdown()
        _leave(self.current_session, self.current_session_state)
        super().close()

    def _run_current_session(self) -> None:
        with self._changing:
            session, state = self.current_session, self.current_session_state
        if session is None or not session.is_active():
            return
        try:
            session.run_until_completion(state)
        except Exception as error:  # whatever it is: no other thread reads, and the bot were deaf
            noted(error)

    def _watch(self) -> None:
        if not self.current_app_monitor_started:
            self.current_app_monitor_started = True
            self.current_app_monitor.start()

    def _opened(self, url: str) -> Connection:
        session = Connection(
            url,
            self.logger,
            proxy=self.proxy,
            proxy_headers=self.proxy_headers,
            ping_interval=self.ping_interval,
            receive_buffer_size=self.receive_buffer_size,
            on_message_listener=self._on_message,
            on_error_listener=self._on_error,
            on_close_listener=self._on_close,
            ssl_context=self.web_client.ssl or _trusted(),
        )
        session.connect()
        return session


@cache
def _trusted() -> SSLContext:
    """Whom the machine trusts: to read that for each connection takes longer than to connect."""
    return create_default_context()


def _leave(session: Connection | None, state: ConnectionState) -> None:
    """Close it at once, though its reader may be waiting for something to come (the SDK's: 3 s).

    Everything that is to be said over it has been: nothing is read from it after this.
    """
    state.terminated = True
    if session is None:
        return
    line = session.sock
    if line is not None:
        with suppress(OSError):  # Slack has hung up already
            socket.shutdown(line, SHUT_RD)  # not TLS's own, which would let its bytes be read raw
    session.close()
