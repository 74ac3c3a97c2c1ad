"""`whosaid db`, `withdraw` and `reinstate`."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.errors import StoreError
from handlers.cli import app

FERRY = (
    "url: https://gauge.example/ferry\n\n“The ferry sails until the ice comes,” said Ida Holm.\n"
)


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on an archive that holds one article."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WHOSAID_DATABASE_URL", f"sqlite:///{tmp_path / 'w.db'}")

    def run(*words: str, given: str = "") -> Result:
        return CliRunner().invoke(app, list(words), input=given)

    assert run("add", "-", given=FERRY).exit_code == 0
    return run


def quotes(runs: Any) -> str:
    return str(runs("ask", "Holm").stdout.splitlines()[1])


def test_a_whole_database_is_whole_and_a_broken_one_is_not(runs: Any, tmp_path: Path) -> None:
    assert runs("db", "check").stdout == "The database is whole.\n"
    with sqlite3.connect(tmp_path / "w.db") as broken:
        broken.execute("DELETE FROM traces")
    broken.close()
    done = runs("db", "check")
    assert done.exit_code == 1
    assert done.stdout.strip()


def test_a_backup_puts_back_what_was_there(runs: Any) -> None:
    assert runs("db", "backup", "b.db").stdout.startswith("Backed up to b.db, ")
    assert type(runs("db", "backup", "b.db").exception) is StoreError
    runs("withdraw", "https://gauge.example/ferry", "--reason", "wrong")
    assert quotes(runs) != "1 quote"
    refused = runs("db", "restore", "b.db", given="n\n")
    assert refused.exit_code == 1
    assert quotes(runs) != "1 quote"
    assert runs("db", "restore", "--yes", "b.db").stdout == "Restored from b.db.\n"
    assert quotes(runs) == "1 quote"


def test_a_database_is_copied_into_an_empty_one(runs: Any, tmp_path: Path) -> None:
    here, there = f"sqlite:///{tmp_path / 'w.db'}", f"sqlite:///{tmp_path / 'copy.db'}"
    done = runs("db", "copy", here, there)
    assert done.exit_code == 0
    assert done.stdout.endswith("tables; the copy is the same.\n")
    assert type(runs("db", "copy", here, there).exception) is StoreError
    nowhere = runs("db", "copy", f"sqlite:///{tmp_path / 'none.db'}", there).exception
    assert type(nowhere) is StoreError
    assert not (tmp_path / "none.db").exists()


def test_a_withdrawn_article_is_in_no_answer_until_it_is_reinstated(runs: Any) -> None:
    url = "https://gauge.example/ferry"
    done = runs("withdraw", url, given="killed by the agency\n")
    assert done.stdout.splitlines()[-1].endswith("Withdrawn; 1 quote no longer shown.")
    assert "The ferry sails" not in runs("ask", "Holm").stdout
    assert runs("reinstate", url).stdout == "Reinstated; 1 quote shown again.\n"
    assert "The ferry sails" in runs("ask", "Holm").stdout
    assert type(runs("reinstate", url).exception) is StoreError
