"""The world on disk, beside the practice database: what was there is there after a restart.

One JSON file, written whole and then put in place, so that it is never half written. Open modals,
tokens, response_urls and faults end with the run, as they would with Slack's patience. The clock
stands still between two runs, so that "since June" goes on to mean the same.
"""

import base64
import json
import logging
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from handlers.practice import filled
from handlers.practice.clock import Clock
from handlers.practice.records import Channel, File, Json, Message, View
from handlers.practice.world import World

log = logging.getLogger(__name__)

VERSION = 1
_EVERY_S = 2.0  # at most so often while people are at work


def snapshot(world: World) -> Json:
    with world.lock:
        return {
            "version": VERSION,
            "number": world.number,
            "now": world.now().isoformat(),
            "zones": {person.id: person.zone for person in world.people.values()},
            "channels": [asdict(channel) for channel in world.channels.values()],
            "messages": [
                asdict(message)
                for in_channel in world.messages.values()
                for message in in_channel.values()
            ],
            "files": [
                {**asdict(file), "content": base64.b64encode(file.content).decode()}
                for file in world.files.values()
            ],
            "homes": {person: asdict(view) for person, view in world.homes.items()},
            "prompts": dict(world.prompts),
        }


def restore(world: World, kept: Json) -> None:
    """Put what was kept into a new world. KeyError or TypeError when it is no snapshot."""
    if kept["version"] != VERSION:
        raise KeyError("version")
    channels = [Channel(**one) for one in kept["channels"]]
    messages = [Message(**one) for one in kept["messages"]]
    files = [File(**{**one, "content": base64.b64decode(one["content"])}) for one in kept["files"]]
    homes = {person: View(**view) for person, view in kept["homes"].items()}
    with world.lock:
        world.clock = Clock(datetime.fromisoformat(kept["now"]))
        world.number = kept["number"]
        for person, zone in kept["zones"].items():
            if person in world.people:
                world.people[person].zone = zone
        for channel in channels:
            world.add_channel(channel)
        for message in messages:
            world.messages[message.channel][message.ts] = message
            world.clock.after(message.ts)
        world.files = {file.id: file for file in files}
        world.homes = homes
        world.views = {view.id: view for view in homes.values()}
        for view in homes.values():
            view.values = filled.initial(view.payload["blocks"])
        world.prompts = dict(kept["prompts"])


class Keeper:
    """Keeps a world in a file: now and then while it changes, and when it is closed."""

    def __init__(self, world: World, path: Path) -> None:
        self._world = world
        self._path = path
        self._changed = Event()
        self._closing = Event()
        self._unlisten = world.listen(self._heard)
        self._thread = Thread(target=self._keep, name="practice-keeper", daemon=True)
        self._thread.start()

    @staticmethod
    def load(world: World, path: Path) -> bool:
        """Fill the world from the file; False when there is none, or none that can be read.

        A file that cannot be read is put aside under another name, not thrown away.
        """
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return False
        except (OSError, ValueError):
            kept = {}
        try:
            restore(world, kept)
        except (KeyError, TypeError, ValueError, AttributeError) as odd:
            aside = path.with_suffix(".unreadable.json")
            os.replace(path, aside)
            log.warning("workspace not restored file=%s error=%s", aside.name, type(odd).__name__)
            return False
        return True

    def save(self) -> None:
        text = json.dumps(snapshot(self._world), ensure_ascii=False)
        fresh = self._path.with_suffix(".new")
        with open(fresh, "w", encoding="utf-8", opener=_private) as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        os.replace(fresh, self._path)

    def close(self) -> None:
        """Save once more; nothing is kept after it."""
        self._unlisten()
        self._closing.set()
        self._changed.set()
        self._thread.join()
        self.save()

    def _heard(self, _person: str | None, event: Json) -> None:
        if event["type"] not in ("wire", "notice"):
            self._changed.set()

    def _keep(self) -> None:
        while not self._closing.is_set():
            self._changed.wait()
            self._changed.clear()
            if not self._closing.wait(_EVERY_S):
                self.save()


def _private(path: str, flags: int) -> int:
    """Readable by its owner only: a newsroom may paste its drafts here."""
    return os.open(path, flags, 0o600)
