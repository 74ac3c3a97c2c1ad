"""Answers inside the ack when they are ready in time, after it when they are not. Never both."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Any, TypeVar

from slack_bolt import Ack, BoltContext, Respond

from handlers.glimpses import Noting
from handlers.render.blocks import Message
from handlers.troubles import as_message

log = logging.getLogger(__name__)

T = TypeVar("T")
PATIENCE_S = 0.8  # then the ack goes out empty; Slack gives up after 3
SENT_WITHIN_S = 3.0


class TooLate(Exception):
    """What an ack should have carried was not ready when the ack had to go."""


class Sent:
    """Set by the transport once the ack is on its way to Slack.

    Slack drops what reaches it before the ack, and Bolt gives no sign of its own.
    """

    def __init__(self) -> None:
        self._event = threading.Event()

    def __deepcopy__(self, memo: dict[int, Any]) -> "Sent":
        return self  # Bolt copies the context for lazy listeners, and they must see the same event

    def set(self) -> None:
        self._event.set()

    def wait(self) -> None:
        self._event.wait(SENT_WITHIN_S)


def acked(ack: Ack) -> None:
    """The whole of a listener whose work is lazy."""
    ack()


def wait_for_ack(context: BoltContext) -> None:
    """Returns when the ack of this request has been sent; at once where nothing tells of that."""
    sent = context.get("sent")
    if isinstance(sent, Sent):
        sent.wait()


class Promptly:
    """Runs the work of an answer beside the thread that must ack."""

    def __init__(self, workers: int) -> None:
        self.pool = ThreadPoolExecutor(workers, thread_name_prefix="answer")

    def __call__(
        self, ack: Ack, respond: Respond, context: BoltContext, work: Callable[[], Message]
    ) -> None:
        """Ack with what `work` says, or ack empty after PATIENCE_S and respond when it is done.

        Nothing may follow this call in a listener: an error after an ack makes Bolt drop it.
        """
        future = self.pool.submit(as_message, work)
        try:
            message = future.result(timeout=PATIENCE_S)
        except NotYet:
            self.pool.submit(_say_late, future, respond, context)
            ack()
        else:
            if isinstance(respond, Noting):
                respond.note(message.blocks)
            ack(message.private())

    def in_time(self, work: Callable[[], T]) -> T:
        """What `work` gives, for an ack that must carry it. Raises what it raises, or TooLate."""
        future = self.pool.submit(work)
        try:
            return future.result(timeout=PATIENCE_S)
        except NotYet as error:
            if future.done():  # its own error
                raise
            raise TooLate from error

    def close(self) -> None:
        """Waits for what is in hand."""
        self.pool.shutdown(wait=True)


def _say_late(future: "Future[Message]", respond: Respond, context: BoltContext) -> None:
    try:
        wait_for_ack(context)
        respond(future.result().private())
    except Exception as error:
        log.error("late answer not delivered error=%s", type(error).__name__)
