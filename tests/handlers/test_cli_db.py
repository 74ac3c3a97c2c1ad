"""`whosaid db`, `withdraw` and `reinstate`."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.errors import BadArticle, BadQuestion, StoreError
from handlers.cli import app

FERRY = (
    "url: https://gauge.example/ferry\n\n“The ferry sails until the ice comes,” said Ida Holm.\n"
)


@pytest.fixture
def runs(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on an archive that holds one article."""
    shutil.copy(migrated, tmp_path / "w.db")
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
    assert "The archive is replaced: 1 article, 1 quote, the latest kept on " in refused.stderr
    told = runs("db", "restore", "--yes", "b.db").stdout.splitlines()
    assert told[0].startswith("Restored from b.db: 1 article, 1 quote, the latest kept on 20")
    assert told[1].startswith("What it took the place of: 1 article, 1 quote, the latest kept on ")
    assert quotes(runs) == "1 quote"


def test_a_backup_is_restored_where_there_was_nothing(
    runs: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs("db", "backup", "b.db")
    monkeypatch.setenv("WHOSAID_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    assert type(runs("db", "restore", "--yes", "none.db").exception) is StoreError
    assert not (tmp_path / "new.db").exists()
    told = runs("db", "restore", "--yes", "b.db").stdout.splitlines()
    assert told[1] == "What it took the place of: there was nothing."


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


def test_an_article_is_restricted_opened_and_put_under_embargo(runs: Any) -> None:
    url = "https://gauge.example/ferry"

    def found() -> bool:
        return "The ferry sails" in runs("ask", "Holm").stdout

    done = runs("articles", "restrict", url, "--only-in", "C0123ABC", "--only-in", "C0456ABC")
    assert done.stdout == "Restricted to 2 channels; 1 quote no longer shown.\n"
    assert not found()
    assert runs("articles", "open", url).stdout == "For everybody; 1 quote more shown.\n"
    assert found()
    done = runs("articles", "embargo", url, "--until", "2125-07-01T06:00+03:00")
    assert done.stdout.endswith("1 quote no longer shown.\n")
    assert not found()
    done = runs("articles", "embargo", url, "--until", "now")
    assert done.stdout == "Not under embargo; 1 quote more shown.\n"
    assert found()
    assert type(runs("articles", "embargo", url, "--until", "2125-07-01T06:00").exception) is (
        BadArticle
    )
    assert type(runs("articles", "restrict", url, "--only-in", "#politics").exception) is (
        BadQuestion
    )


def test_what_is_added_can_be_for_later_or_for_some(runs: Any) -> None:
    text = "url: https://gauge.example/{0}\n\n“Tram {0} is sold,” said Mira Tarn."
    later = runs("add", "-", "--embargo", "2125-07-01T06:00+03:00", given=text.format("a"))
    assert later.stdout.startswith("1 article kept, 1 not for everybody; 1 new quote.")
    some = runs("add", "-", "--json", "--only-in", "C0123ABC", given=text.format("b"))
    assert json.loads(some.stdout)["added"][0]["restricted"] is True
    header = "only in: C0123ABC, C0456ABC\nembargo: 2125-07-01T06:00+03:00\n" + text.format("c")
    assert "1 not for everybody" in runs("add", "-", given=header).stdout
    assert "Nobody here is called Tarn." in runs("ask", "Tarn").stdout
    bad = runs("add", "-", given="embargo: tomorrow\n\n“No,” said Mira Tarn.")
    assert "Write it with its zone" in bad.stdout


def test_what_is_erased_is_gone_after_a_question(runs: Any) -> None:
    url = "https://gauge.example/ferry"
    refused = runs("erase", url, "--reason", "asked", given="n\n")
    assert refused.exit_code == 1
    told = "An article without a headline would go, with 1 quote. Erase for good?"
    assert told in refused.stderr
    assert "The ferry sails" in runs("ask", "Holm").stdout
    done = runs("erase", url, "--reason", "asked", "--json", "--yes")
    told = json.loads(done.stdout)
    assert (told["what"], told["quotes"], told["swept"]) == ("article", 1, True)
    assert "The archive is empty." in runs("ask", "Holm").stdout
    for words in ((), (url, "--person", "Holm"), ("--person", "Holm")):
        assert type(runs("erase", *words, "--reason", "x", "--yes").exception) is BadQuestion
    assert runs("add", "-", given=FERRY).stdout.startswith("0 articles kept, 1 not kept: erased")
    assert "may be added again" in runs("allow", url, "--reason", "lifted").stdout
    assert runs("add", "-", given=FERRY).stdout.startswith("1 article kept; 1 new quote.")


def test_what_would_be_erased_is_looked_up_before_anything_is_asked(runs: Any) -> None:
    runs("add", "-", given="Ice in March\n\n“The ice came early,” said Ida Holm.\n")
    refused = runs("erase", "--person", "Ida Holm", given="asked\nn\n")
    told = "2 quotes of Ida Holm in 2 articles would go; the articles stay, without those words."
    assert refused.exit_code == 1
    assert told in refused.stderr
    assert runs("ask", "Holm").stdout.splitlines()[1] == "2 quotes"
    for nobody in (("https://gauge.example/none",), ("article:99",), ("--person", "Nemo")):
        done = runs("erase", *nobody)
        assert type(done.exception) in (StoreError, BadQuestion)
        assert done.stderr == ""
    second = runs("erase", "article:2", given="x\nn\n")
    assert "“Ice in March” would go, with 1 quote." in second.stderr


def test_an_article_without_an_address_is_withdrawn_by_its_number(runs: Any) -> None:
    assert "article:41" in runs("withdraw", "--help").stdout
    assert "article:41" in runs("articles", "embargo", "--help").stdout
    done = runs("withdraw", "article:1", "--reason", "pasted twice")
    assert done.stdout.splitlines()[-1].endswith("Withdrawn; 1 quote no longer shown.")


def test_what_was_kept_is_read_again_and_undone_from_the_shell(runs: Any) -> None:
    runs("add", "-", given=FERRY)
    assert runs("db", "reread").stdout == "1 article read again; 0 otherwise than before.\n"
    assert json.loads(runs("db", "reread", "--json").stdout) == {"articles": 1, "changed": 0}
    told = json.loads(runs("log", "--json").stdout)
    assert [one["told"] for one in told] == ["1 article read again, 0 otherwise than before"] * 2
    refused = runs("log", "--undo", str(told[0]["id"]))
    assert isinstance(refused.exception, StoreError)
    url = FERRY.partition("url: ")[2].partition("\n")[0]
    runs("withdraw", url, "--reason", "a hoax")
    [change, *_] = json.loads(runs("log", "--json").stdout)
    assert (change["what"], change["undoable"]) == ("article withdrawn", True)
    assert "undone by" in runs("log", "--undo", str(change["id"])).stdout


def test_a_backup_of_an_archive_that_is_not_there_makes_nothing(
    runs: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_DATABASE_URL", f"sqlite:///{tmp_path / 'mistyped.db'}")
    assert type(runs("db", "backup", "copy.db").exception) is StoreError
    assert not (tmp_path / "mistyped.db").exists()
    assert not Path("copy.db").exists()
