"""What is there is there after a restart; what cannot be read is put aside."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from handlers.practice.driver import Practice
from handlers.practice.keep import Keeper, snapshot
from handlers.practice.world import World


def filled(world: Practice) -> None:
    editor = world.user("editor")
    said = editor.says("@whosaid Umerov", in_="#newsdesk")
    world.answer(said)
    editor.types("/whosaid Umerov", in_="#newsdesk")
    editor.uploads("draft.txt", b"\x00\xff", in_="#politics")
    editor.types("/invite @whosaid", in_="#random")
    world.user("guest").opens_home()
    world.clock.advance(timedelta(days=3))
    world.quiet()


def test_a_second_start_finds_what_the_first_one_left(world: Practice, tmp_path: Path) -> None:
    filled(world)
    path = tmp_path / "practice.json"
    keeper = Keeper(world.world, path)
    keeper.close()
    again = World(app=world.world.app)

    assert Keeper.load(again, path)
    first, second = snapshot(world.world), snapshot(again)
    stopped, went_on = (datetime.fromisoformat(one.pop("now")) for one in (first, second))
    assert abs(went_on - stopped) < timedelta(seconds=5)
    assert first == second
    assert again.new_id("F") not in again.files
    assert again.clock.ts() > max(world.world.messages["C0POLITICS"])
    assert again.bot_token != world.world.bot_token


def test_the_file_is_its_owners_only_and_holds_no_token(world: Practice, tmp_path: Path) -> None:
    path = tmp_path / "practice.json"
    keeper = Keeper(world.world, path)
    keeper.close()
    assert path.stat().st_mode & 0o777 == 0o600
    assert world.world.bot_token not in path.read_text()
    assert [one.name for one in tmp_path.iterdir()] == ["practice.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", json.dumps({"version": 0}), '{"version": 1, "channels": [{}]}']
)
def test_what_cannot_be_read_is_put_aside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "practice.json"
    path.write_text(text)
    world = World()
    fresh = snapshot(world)["channels"]

    assert not Keeper.load(world, path)
    assert snapshot(world)["channels"] == fresh
    assert [one.name for one in tmp_path.iterdir()] == ["practice.unreadable.json"]


def test_a_first_start_has_nothing_to_load(tmp_path: Path) -> None:
    assert not Keeper.load(World(), tmp_path / "practice.json")
