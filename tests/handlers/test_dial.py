"""On the database of a practice workspace, commands go by the workspace's clock."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from handlers.cli import app
from handlers.dial import dial_of, set_dial, shown_for
from store.archive import Archive
from store.engine import open_store

JULY = datetime(2025, 7, 29, 6, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    there = f"sqlite:///{tmp_path / 'practice.db'}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WHOSAID_DATABASE_URL", there)
    return there


def test_a_clock_that_stands_shows_what_it_showed_and_one_that_runs_goes_on(url: str) -> None:
    assert shown_for(url) is None
    set_dial(url, JULY, runs=False)
    assert shown_for(url) == JULY
    set_dial(url, JULY, runs=True)
    shown = shown_for(url)
    assert shown is not None
    assert JULY <= shown < JULY + 10 * MINUTE


@pytest.mark.parametrize("written", ["", "[]", '{"shows": "noon", "at": null}', '{"shows": 3}'])
def test_what_is_no_clock_is_not_followed(url: str, written: str) -> None:
    file = dial_of(url)
    assert file is not None
    file.write_text(written, "utf-8")
    assert shown_for(url) is None


def test_a_database_that_is_no_file_has_no_workspace_clock() -> None:
    for url in ("sqlite:///:memory:", "postgresql+psycopg://db.example/news"):
        set_dial(url, JULY, runs=True)
        assert shown_for(url) is None


def test_an_article_kept_from_a_shell_comes_in_on_the_workspaces_day(
    url: str, tmp_path: Path
) -> None:
    set_dial(url, JULY, runs=True)
    text = "“The drones are late,” said the minister, Vera Lind.\n"
    (tmp_path / "drones.txt").write_text(text, "utf-8")
    assert CliRunner().invoke(app, ["add", "drones.txt"]).exit_code == 0
    engine = open_store(url)
    assert Archive(engine).kept_between(JULY, JULY + 10 * MINUTE) is not None
    engine.dispose()
