"""What goes to the app, and what comes back in time: acks within 3 s, events delivered again.

The courier decides how often and how long; a carrier (Socket Mode, or signed HTTP) carries one
delivery and brings the app's answer. Everything here runs on the server's loop.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol

from handlers.practice.records import Json
from handlers.practice.wire import TO_APP
from handlers.practice.world import World

RETRY_AFTER_S = (0.0, 60.0, 300.0)  # events: at once, after a minute, after 5 minutes (doc)
EVENTS, COMMANDS, INTERACTIVE = "events_api", "slash_commands", "interactive"


@dataclass(frozen=True, slots=True)
class Outcome:
    """answer: what the app acked with, None for an empty ack. error: why there is no ack."""

    answer: Json | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """kind: events_api, slash_commands or interactive.

    settle: called once, with the lock held; what it returns is what came of it for the person.
    about: keys of what the app may answer only after its ack: response_url, message, thread.
    """

    id: str
    kind: str
    name: str
    payload: Json
    settle: Callable[[Outcome], Any]
    answers: bool = False  # the ack may carry a payload
    about: frozenset[str] = frozenset()


class NotReached(Exception):
    """The app could not be reached, or answered with an error; str() is Slack's reason."""


class Carrier(Protocol):
    """Socket Mode or signed HTTP."""

    async def carry(self, envelope: Envelope, retry: int, reason: str | None) -> Json | None:
        """Bring the envelope to the app and its ack's payload back; the caller sets the limit.

        Takes it out of World.unacked the moment the ack is there. Raises NotReached.
        """


class Courier:
    """retry_after_s: only a test makes it shorter than Slack's."""

    def __init__(
        self,
        world: World,
        loop: asyncio.AbstractEventLoop,
        carrier: Carrier,
        retry_after_s: tuple[float, ...] = RETRY_AFTER_S,
    ) -> None:
        self._world = world
        self._loop = loop
        self.carrier = carrier
        self._retry_after_s = retry_after_s
        self._later: set[asyncio.Task[None]] = set()

    def send(self, envelope: Envelope) -> "Future[Any]":
        """Deliver; the future is what `settle` returned. From any thread."""
        self._hold()
        return asyncio.run_coroutine_threadsafe(self._deliver(envelope), self._loop)

    async def _deliver(self, envelope: Envelope) -> Any:
        try:
            outcome = await self._once(envelope, 0, None)
            if envelope.kind == EVENTS and (outcome.error or self._world.faults.redeliver):
                self._hold()
                task = self._loop.create_task(self._again(envelope, outcome))
                self._later.add(task)
                task.add_done_callback(self._later.discard)
            with self._world.lock:
                return envelope.settle(outcome)
        finally:
            self._done()

    def _hold(self) -> None:
        with self._world.lock:
            self._world.busy += 1

    def _done(self) -> None:
        with self._world.changed:
            self._world.busy -= 1
            self._world.changed.notify_all()

    async def _once(self, envelope: Envelope, retry: int, reason: str | None) -> Outcome:
        wire = self._world.wire
        with self._world.lock:
            entry = wire.begin(
                TO_APP, "envelope", envelope.name, detail=envelope.payload, retry=retry
            )
            if not retry:
                self._world.unacked[envelope.id] = (envelope.name, envelope.about)
        limit_s = self._world.ack_timeout_s
        try:
            carried = self.carrier.carry(envelope, retry, reason)
            outcome = Outcome(answer=await asyncio.wait_for(carried, limit_s))
        except TimeoutError:
            outcome = Outcome(error="timeout")
        except NotReached as why:
            outcome = Outcome(error=str(why))
        with self._world.lock:
            self._world.unacked.pop(envelope.id, None)
            wire.end(entry, outcome.error)
        return outcome

    async def _again(self, envelope: Envelope, outcome: Outcome) -> None:
        """Redeliver an event that was not acked; with the fault on, one that was.

        The workspace is busy (see World.quiet) with those that come at once, not while it waits.
        """
        reason = "http_error" if outcome.error not in (None, "timeout") else "http_timeout"
        try:
            for number, after_s in enumerate(self._retry_after_s, start=1):
                if after_s and not self._world.faults.redeliver:
                    self._done()
                    try:
                        await asyncio.sleep(after_s)
                    finally:
                        self._hold()
                outcome = await self._once(envelope, number, reason)
                if outcome.error is None and not self._world.faults.redeliver:
                    return
        finally:
            self._done()
