"""The command line, through Typer's runner; test_cli_contract starts it as a program."""

import json
import re
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import papers
import pytest
from typer.testing import CliRunner, Result

from bot.errors import BadArticle, BadQuestion, BadSetting, StoreError, WhosaidError
from bot.model import Page
from handlers.cli import app

BRIDGE = """outlet: The Gauge
url: https://gauge.example/bridge
title: The bridge opens
date: 2025-06-27

“It will stand for a hundred years,” said the engineer, Ida Holm.

Mayor Anna Lundmark said that the old bridge would be taken down.
"""
TWO_REEDS = """“The lights went out at six,” said Ada Reed.

“Nobody told the harbour about it,” said Ben Reed.
"""
FERRY = """outlet: The Gauge
url: https://gauge.example/ferry
date: 2025-06-20

“The ferry sails until the ice comes,” Ida Holm told reporters.
"""


@pytest.fixture
def runs(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command in an empty folder with a database of its own."""
    database = tmp_path / "db" / "w.db"
    database.parent.mkdir()
    shutil.copy(migrated, database)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WHOSAID_DATABASE_URL", f"sqlite:///{database}")
    monkeypatch.setenv("WHOSAID_ZONE", "Europe/Kyiv")
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str, given: str = "") -> Result:
        return CliRunner().invoke(app, list(words), input=given)

    return run


@pytest.fixture
def no_database(runs: Any) -> None:  # noqa: ARG001  it makes one
    shutil.rmtree("db")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a-bridge.txt").write_text(BRIDGE, "utf-8")
    (folder / "b-ferry.txt").write_text(FERRY, "utf-8")
    (folder / "c-empty.txt").write_text("", "utf-8")
    (folder / "notes.xlsx").write_bytes(b"PK")
    return folder


def test_a_wires_cancellation_takes_back_what_was_kept(runs: Any, tmp_path: Path) -> None:
    item = tmp_path / "item.json"
    item.write_bytes(papers.ninjs())
    runs("add", str(item))
    assert "The bridge will hold" in runs("ask", "Ida Holm").stdout
    item.write_bytes(papers.ninjs(pubStatus="canceled", version="1"))
    late = runs("add", str(item))
    assert "Version 1 is marked canceled by its publisher; version 2, which came" in late.stdout
    assert "The bridge will hold" in runs("ask", "Ida Holm").stdout
    taken_back = papers.ninjs(pubStatus="canceled")
    later = papers.ninjs(uri="urn:wire:42", bodies=[{"value": "“It moved,” said Ida Holm."}])
    item.write_bytes(b"[" + taken_back + b"," + later + b"]")
    done = runs("add", str(item))
    assert done.stdout.startswith("1 article kept")
    item.write_bytes(taken_back)
    address = "urn:newsml:wire.example:2025:41"
    assert f"Withdrawn: {address}: canceled by its publisher." in done.stdout
    assert done.exit_code == 0
    (hit,) = json.loads(runs("ask", "--json", "Ida Holm").stdout)["hits"]
    assert hit["url"] == "urn:wire:42"
    again = runs("add", str(item))
    assert again.exit_code == 1
    assert "item.json is marked canceled by its publisher" in again.stdout


def test_articles_are_kept_and_a_bad_file_does_not_stop_the_others(
    runs: Any, articles: Path
) -> None:
    done = runs("add", str(articles))
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[0] == "2 articles kept, 1 failed; 3 new quotes."
    assert lines[1] == "2 by Ida Holm, 1 by Anna Lundmark."
    assert lines[2].startswith("Failed: ")
    assert lines[2].endswith(
        "c-empty.txt: c-empty.txt is empty. Send a file with the article in it."
    )
    assert "reading" in done.stderr
    assert "c-empty.txt is empty." in done.stderr


def test_a_source_that_breaks_is_told_and_no_word_of_it_is_logged(
    runs: Any, articles: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    words = (articles / "a-bridge.txt").read_text("utf-8")[:20]

    def breaks(_: Path) -> list[Page]:
        raise ValueError(words)

    monkeypatch.setattr(import_module("handlers.cli.add"), "page_from_file", breaks)
    done = runs("add", str(articles / "a-bridge.txt"))
    assert "could not be read (ValueError). Tell whoever keeps whosaid." in done.stdout
    assert "type=ValueError" in caplog.text + done.stderr
    assert words not in caplog.text + done.stderr


def test_adding_again_keeps_nothing_new(runs: Any, articles: Path) -> None:
    bridge = str(articles / "a-bridge.txt")
    assert runs("add", bridge).exit_code == 0
    again = runs("add", "--json", bridge)
    assert again.exit_code == 0
    assert json.loads(again.stdout) == {
        "added": [
            {
                "article": 1,
                "title": "The bridge opens",
                "version": 1,
                "new": 0,
                "known": 2,
                "unchanged": True,
                "by_speaker": [["Ida Holm", 1], ["Anna Lundmark", 1]],
                "no_longer_shown": 0,
                "embargo": None,
                "restricted": False,
                "withdrawn": None,
                "late": None,
                "erased": None,
                "covered": 0,
                "published": "2025-06-27",
                "changes": [],
            }
        ],
        "withdrawn": [],
        "failed": [],
    }
    assert again.stderr == ""


def test_a_wires_older_version_that_comes_late_is_not_taken(runs: Any, tmp_path: Path) -> None:
    item = tmp_path / "item.json"
    for version, words, told in (
        ("2", "will hold", "1 article kept; "),
        ("1", "will fall", "0 articles kept, 1 known already; "),
        ("4", "will hold", "0 articles kept, 1 known already; "),
        ("3", "will fall", "0 articles kept, 1 known already; "),
        ("5", "will stand", "1 article kept (1 new version of known ones); "),
    ):
        item.write_bytes(papers.ninjs(version=version).replace(b"will hold", words.encode()))
        done = runs("add", str(item)).stdout
        assert done.startswith(told)
        assert ("version 3 came after version 4, which stands." in done) == (version == "3")
        assert ("version 1 came after version 2, which stands." in done) == (version == "1")
    assert "The bridge will stand" in runs("ask", "Ida Holm").stdout


def test_a_changed_article_is_a_new_version(runs: Any, articles: Path) -> None:
    bridge = articles / "a-bridge.txt"
    runs("add", str(bridge))
    bridge.write_text(BRIDGE + "\n“It opens,” said Ida Holm.\n", "utf-8")
    done = runs("add", str(bridge))
    assert done.stdout.startswith("1 article kept (1 new version of known ones); 1 new quote.")


def test_an_article_that_was_withdrawn_stays_out_and_that_is_said(
    runs: Any, articles: Path
) -> None:
    bridge = str(articles / "a-bridge.txt")
    runs("add", bridge)
    runs("withdraw", "https://gauge.example/bridge", "--reason", "a hoax")
    done = runs("add", bridge)
    assert done.stdout.startswith(
        "0 articles kept, 1 known already, 1 withdrawn, and not shown before it is reinstated;"
    )


def test_known_articles_are_never_hidden_without_a_word(runs: Any, articles: Path) -> None:
    bridge = str(articles / "a-bridge.txt")
    runs("add", bridge)
    refused = runs("add", bridge, "--only-in", "x")
    assert "“x” is not the id of a channel." in str(refused.exception)
    told = runs("add", bridge, "--only-in", "C0123ABC").stdout
    assert told.startswith(
        "0 articles kept, 1 known already, 2 quotes no longer shown to everybody; 0 new quotes."
    )
    assert "is for some channels only" in runs("log").stdout


def test_an_address_of_another_kind_is_named_as_it_was_typed(runs: Any) -> None:
    told = runs("add", "ftp://news.example/a").stdout
    assert "ftp://news.example/a begins with ftp://, which is not read." in told


def test_the_log_is_told_in_lines_and_as_json(runs: Any, articles: Path) -> None:
    runs("add", str(articles))
    assert runs("log").stdout == "Nobody has changed anything.\n"
    runs("articles", "restrict", "https://gauge.example/ferry", "--only-in", "C0123ABC")
    runs("withdraw", "https://gauge.example/bridge", "--reason", "a hoax")
    runs("feeds", "add", "https://gauge.example/rss")
    lines = [
        line.partition(" · ")[2].partition(" · ")[2] for line in runs("log").stdout.splitlines()
    ]
    assert lines[-2:] == [
        "an article (The Gauge, 27 June 2025) was withdrawn: a hoax",
        "an article that is not shown here is for some channels only",
    ]
    [first] = json.loads(runs("log", "--json", "--limit", "1", "--before", "3").stdout)
    assert (first["id"], first["what"], first["undone_at"]) == (2, "article withdrawn", None)
    assert runs("log", "--limit", "1").stdout.endswith("There are older ones: --before 3\n")


def test_standard_input_is_an_article_too(runs: Any) -> None:
    assert runs("add", "-", given=BRIDGE).stdout.startswith("1 article kept; 2 new quotes.")


def test_addresses_are_fetched_and_private_ones_refused(runs: Any) -> None:
    done = runs("add", "--json", "http://127.0.0.1:1/a")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["failed"] == [
        {
            "source": "http://127.0.0.1:1/a",
            "error": "127.0.0.1 is not on the public internet, so I do not fetch from it."
            " Paste the article's text instead.",
        }
    ]


def test_a_question_is_answered_for_people(runs: Any, articles: Path) -> None:
    runs("add", str(articles))
    done = runs("ask", "Holm", "about", "ferries", "in", "June", "2025")
    assert done.exit_code == 0
    assert done.stdout == (
        "Ida Holm · about ferries · 1–30 June 2025, Europe/Kyiv\n"
        "1 quote\n"
        "\n"
        "  “The ferry sails until the ice comes”\n"
        "  Ida Holm\n"
        "  2025-06-20 · The Gauge · https://gauge.example/ferry\n"
        "  cue: told reporters\n"
    )


def test_an_answer_says_how_many_more_there_are(runs: Any, articles: Path) -> None:
    runs("add", str(articles))
    assert runs("ask", "--limit", "1", "Holm").stdout.splitlines()[1] == "2 quotes, the newest 1"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Holn", "Nobody is called that here. Did you mean Ida Holm?"),
        ("Zzyzx", "Nobody here is called Zzyzx. Is that a topic? Ask: about Zzyzx"),
        ("Zzyzx about bridges", "Nobody here is called Zzyzx."),
        ("Holm in May 2025", "Nothing in that period; the nearest quote is of 2025-06-20."),
        ("Holm about zebras", "Nothing found."),
    ],
)
def test_an_empty_answer_says_why(runs: Any, articles: Path, question: str, said: str) -> None:
    runs("add", str(articles))
    done = runs("ask", question)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == said


def test_several_people_of_a_name_are_listed(runs: Any) -> None:
    runs("add", "-", given=TWO_REEDS)
    done = runs("ask", "Reed").stdout
    assert "Several people are called that: " in done
    assert json.loads(runs("ask", "--json", "Reed").stdout)["did_you_mean"] == [
        "Ada Reed",
        "Ben Reed",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["It will stand for a hundred years"], "Exact: said in these words, to the letter."),
        (["“It will stay for a hundred years”"], "Altered: some of the words differ."),
        (["The ferry sails until the ice comes", "--by", "Anna Lundmark"],
         "Said, but by somebody else."),
        (["The ferry sails until the dawn comes", "--by", "Anna Lundmark"],
         "Neither the words nor the speaker: the closest is by somebody else."),
        (["for a hundred years"], "Cut: the same words, with some left out before them."),
    ],
)  # fmt: skip
def test_a_sentence_is_held_against_what_was_kept(
    runs: Any, articles: Path, words: list[str], said: str
) -> None:
    runs("add", str(articles))
    assert runs("verify", *words).stdout.splitlines()[:2] == [said, "Searched 2 articles."]


def test_what_is_not_found_is_not_called_false(runs: Any, articles: Path) -> None:
    runs("add", str(articles))
    assert runs("verify", "Nobody ever promised a tunnel").stdout == (
        "Not found in 2 articles. That does not mean that it was not said.\n"
    )


def test_a_finding_as_json_has_the_words_that_differ(runs: Any, articles: Path) -> None:
    runs("add", str(articles))
    found = json.loads(runs("verify", "--json", "It will stay for a hundred years").stdout)
    assert (found["finding"], found["changes"]) == (
        "altered",
        [{"typed": "stay", "said": "stand"}],
    )
    assert found["hits"][0]["speaker"] == "Ida Holm"


@pytest.mark.usefixtures("runs")
def test_an_empty_archive_says_how_to_fill_it(runs: Any) -> None:
    assert runs("ask", "Holm").stdout.splitlines()[-1] == (
        "The archive is empty. Put articles in with: whosaid add FILE"
    )


@pytest.mark.usefixtures("runs")
def test_the_day_a_question_counts_from_can_be_given(runs: Any) -> None:
    asked = ("ask", "--json", "--now", "2025-06-28T00:30", "--zone", "Asia/Tokyo", "Holm yesterday")
    understood = json.loads(runs(*asked).stdout)["understood"]
    assert (understood["since"], understood["until"]) == ("2025-06-27", "2025-06-27")
    instant = ("ask", "--json", "--now", "2025-06-28T00:30+00:00", "Holm yesterday")
    assert json.loads(runs(*instant).stdout)["understood"]["since"] == "2025-06-27"


@pytest.mark.usefixtures("runs")
@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        (["ask", "Holm since 30 Feb"], BadQuestion, "“30 Feb” is not a day of the calendar."),
        (["ask", ""], BadQuestion, "The question is empty."),
        (["ask", "--zone", "Kyiv", "Holm"], BadQuestion, "“Kyiv” is not a time zone."),
        (["ask", "--now", "noon", "Holm"], BadQuestion, "--now “noon” is not a time."),
        (["ask", "--now", "2025-06-28T09:00", "--zone", "K", "H"], BadQuestion, "“K” is not a"),
        (["read", "none.txt"], BadArticle, "There is no file none.txt."),
        (["read", "--jsonl", "none.txt"], BadArticle, "none.txt cannot be read"),
        (["read", "--topics", "none.toml", "-"], BadSetting, "none.toml cannot be read."),
        (["serve"], BadSetting, "SLACK_BOT_TOKEN is not set."),
        (["serve", "--http", "127.0.0.1:1"], BadSetting, "SLACK_BOT_TOKEN is not set."),
    ],
)
def test_bad_usage_is_one_sentence(
    runs: Any, words: list[str], error: type[WhosaidError], said: str
) -> None:
    caught = runs(*words).exception
    assert type(caught) is error
    assert caught.seen.startswith(said)


@pytest.mark.parametrize("http", ["nowhere", ":80", "127.0.0.1:http", "127.0.0.1:70000"])
def test_the_address_to_listen_at_is_checked(
    runs: Any, monkeypatch: pytest.MonkeyPatch, http: str
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s")
    caught = runs("serve", "--http", http).exception
    assert type(caught) is BadSetting
    assert caught.seen == f"--http “{http}” is not HOST:PORT."


@pytest.mark.usefixtures("no_database")
def test_reading_shows_each_quote_and_keeps_nothing(runs: Any, articles: Path) -> None:
    done = runs("read", str(articles / "a-bridge.txt"))
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == "The bridge opens · 2025-06-27"
    assert "  “It will stand for a hundred years" in done.stdout
    assert not Path("db").exists()


def test_reading_says_before_its_words_what_was_denied_or_is_hearsay(runs: Any) -> None:
    given = (
        "Ida Holm denied that the dam was cracked.\n\n"
        "According to Karl Boe, Holm told him the dam would fail."
    )
    shown = re.sub(r"\d+% sure", "sure", runs("read", given=given).stdout)
    assert shown.splitlines()[2:] == [
        "Ida Holm (indirect; sure)",
        "  [denied]",
        "  that the dam was cracked",
        "",
        "Ida Holm (indirect; sure; to: him; through: Karl Boe)",
        "  [according to Karl Boe]",
        "  the dam would fail",
    ]


def test_an_article_without_quotes_says_so(runs: Any) -> None:
    assert runs("read", given="The bridge is old.").stdout.splitlines()[-1] == "No quotes."


def test_every_stage_of_the_reading_can_be_shown(runs: Any) -> None:
    shown = runs("read", "--explain", given="Holm said the dam would hold.").stdout
    assert shown.splitlines()[0] == "0 body: Holm said the dam would hold."
    assert "    kept clause: [Holm] [said] the dam would hold" in shown
    assert "indirect · Holm · the dam would hold" in shown


def test_a_feed_is_not_one_article(runs: Any) -> None:
    item = "<item><title>t</title><description>She said so.</description></item>"
    feed = f"<rss version='2.0'><channel><title>x</title>{item * 2}</channel></rss>"
    caught = runs("read", given=feed).exception
    assert type(caught) is BadArticle
    assert caught.seen == "- is a feed of 2 articles."


def test_topics_come_from_a_file_or_from_the_database_that_is_there(
    runs: Any, tmp_path: Path
) -> None:
    topics = tmp_path / "topics.toml"
    topics.write_text('[[topic]]\nname = "bridges"\nphrases = ["span"]\n', "utf-8")
    text = "“The span will stand,” said Ida Holm."
    (quote,) = json.loads(runs("read", "--json", "--topics", str(topics), given=text).stdout)[
        "quotes"
    ]
    assert quote["topics"] == [{"topic": "bridges", "phrase": "span", "at": [5, 9]}]
    runs("add", "-", given=BRIDGE)
    (quote,) = json.loads(runs("read", "--json", given=text).stdout)["quotes"]
    assert quote["topics"] == []


def test_text_of_others_cannot_steer_a_terminal(runs: Any) -> None:
    shown = runs("read", given="“\x1b]0;owned\x07 Yes,” said Ida \x1b[31mHolm.").stdout
    assert "\x1b" not in shown
    assert "\x07" not in shown


@pytest.mark.usefixtures("no_database")
def test_the_doctor_finds_what_is_missing_and_what_is_wrong(
    runs: Any, migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert re.search(r"note  database: there is no archive yet at /.+\.db\n", runs("doctor").stdout)
    Path("db").mkdir()
    shutil.copy(migrated, "db/w.db")
    well = runs("doctor")
    assert well.exit_code == 0
    assert "ok    settings: zone Europe/Kyiv" in well.stdout
    assert re.search(r"ok    database: /.+\.db: 0 articles", well.stdout)
    assert "note  the archive is empty" in well.stdout
    assert "note  Slack over Socket Mode: SLACK_BOT_TOKEN is not set." in well.stdout
    monkeypatch.setenv("WHOSAID_PIPELINE", "no_such_pipeline")
    ill = runs("doctor")
    assert ill.exit_code == 1
    assert "FAULT WHOSAID_PIPELINE is “no_such_pipeline”, and no pipeline of that" in ill.stdout
    monkeypatch.delenv("WHOSAID_PIPELINE")
    monkeypatch.setenv("WHOSAID_DATABASE_URL", "mysql://x")
    assert runs("doctor").stdout.splitlines()[:2] == [
        "FAULT WHOSAID_DATABASE_URL is not the address of an SQLite or PostgreSQL database.",
        "      Set it to sqlite:////full/path/to/whosaid.db or postgresql+psycopg://….",
    ]


def test_the_doctor_says_when_the_database_cannot_be_opened(
    runs: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_DATABASE_URL", f"sqlite:///{tmp_path}")
    done = runs("doctor")
    assert done.exit_code == 1
    assert f"FAULT database: {tmp_path} is a folder, not a database." in done.stdout


def test_the_manifest_has_the_command_names_that_are_set(
    runs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_COMMAND", "/quotes")
    shown = runs("manifest").stdout
    assert "command: /quotes" in shown
    assert "command: /whosaid" not in shown


@pytest.mark.parametrize(
    "command",
    [
        "ask", "verify", "add", "read", "withdraw", "kill", "reinstate", "erase", "hold",
        "allow", "log",
        "articles correct", "articles refile", "articles embargo",
        "articles restrict", "articles open", "serve", "practice", "doctor",
        "manifest", "db check", "db backup", "db restore", "db copy", "db review", "db reread",
    ],
)  # fmt: skip
def test_every_command_has_help_with_an_example(runs: Any, command: str) -> None:
    done = runs(*command.split(), "--help")
    assert done.exit_code == 0
    assert f"Example: whosaid {command}" in done.stdout


def test_the_version_is_told(runs: Any) -> None:
    assert runs("--version").stdout.startswith("whosaid 0.")


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "Holm"],
        ["export", "Holm"],
        ["verify", "Yes"],
        ["log"],
        ["doctor"],
        ["people", "pairs"],
        ["people", "export", "-"],
        ["db", "check"],
        ["feeds", "list"],
        ["feeds", "remove", "https://gauge.example/rss"],
        ["feeds", "pause", "https://gauge.example/rss"],
        ["feeds", "resume", "https://gauge.example/rss"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("no_database")
def test_no_command_that_only_asks_makes_a_database(
    runs: Any, tmp_path: Path, words: list[str]
) -> None:
    done = runs(*words)
    assert "there is no archive" in done.stdout or isinstance(done.exception, StoreError)
    assert not (tmp_path / "db").exists()


def test_a_role_and_another_spelling_are_told_where_nobody_is_meant(runs: Any) -> None:
    text = """date: 2025-06-20

“We need our air defence today,” said Ida Holm, the Mayor of Vell.
"""
    assert "date" not in runs("add", "-", given=text).stdout
    role = runs("ask", "Mayor of Vell").stdout
    assert "Nobody here is called Mayor of Vell. In articles of these days: Ida Holm," in role
    assert "20 June 2025 (1 quote)." in role
    assert json.loads(runs("ask", "--json", "Mayor of Vell").stdout)["did_you_mean"] == ["Ida Holm"]
    phrase = runs("ask", "“air defense”").stdout
    assert "Spelled “air defence”: 1 quote." in phrase


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("", "no date is told in it, so no period holds its quotes. Give one as a first line"),
        ("date: 2099-06-20\n\n", "taken as of 20 June 2099, which has not come yet."),
    ],
)
def test_an_article_of_no_day_or_of_one_to_come_says_so(runs: Any, header: str, told: str) -> None:
    text = f"{header}“The bridge is open,” said Ida Holm.\n"
    assert told in runs("add", "-", given=text).stdout
