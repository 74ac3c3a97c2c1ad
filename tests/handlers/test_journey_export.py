"""/whosaid export: a file in the DM of who asks, with quotes everybody may see."""

import csv
import io
import json

import pytest
from newsrooms import Newsroom, reply_to
from typer.testing import CliRunner

from bot.errors import BadQuestion, StoreError
from bot.export import COLUMNS
from handlers.cli import app


def files(newsroom: Newsroom) -> list[tuple[str, str]]:
    newsroom.world.quiet()
    return [(each.name, each.content.decode()) for each in newsroom.world.world.files.values()]


def test_quotes_come_as_a_table_in_the_dm(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid export Lind about drones", in_="#newsdesk")
    assert "The file with these quotes, a table for spreadsheets, comes in your DM" in reply.words
    ((name, text),) = files(newsroom)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert name == "quotes.csv"
    assert [row["said"] for row in rows] == [f"2025-06-{12 - n:02}" for n in range(12)]
    assert {row["matched"] for row in rows} == {"drones"}
    head, _ = reporter.sees()
    assert head.words.startswith("Vera Lind · about drones: 12 quotes, as a table")
    assert world.world.files[next(iter(world.world.files))].shared_in == [head.message.channel]
    assert (world.refusals, world.early, world.messages("#newsdesk")) == ([], [], [])


@pytest.mark.parametrize(
    ("form", "file", "kind"),
    [("csl", "quotes.json", "type"), ("schema", "quotes.jsonld", "@type"),
     ("annotations", "quotes.jsonld", "type")],
)  # fmt: skip
def test_the_other_forms_are_json(newsroom: Newsroom, form: str, file: str, kind: str) -> None:
    reporter = newsroom.world.user("reporter")
    reply_to(newsroom, reporter, f"/whosaid export Berg as {form}", in_="#newsdesk")
    ((name, text),) = files(newsroom)
    assert name == file
    assert [bool(each[kind]) for each in json.loads(text)] == [True]
    assert "No bridge needs drones." in text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/whosaid export", "Export whose quotes?"),
        ("/whosaid export Lind as pdf", "There is no form “pdf”."),
        ("/whosaid export Lindt", "Did you mean one of these?"),
    ],
)
def test_what_cannot_be_exported_is_said(newsroom: Newsroom, typed: str, told: str) -> None:
    reply = reply_to(newsroom, newsroom.world.user("reporter"), typed, in_="#newsdesk")
    assert told in reply.words
    assert files(newsroom) == []


def test_without_the_scope_who_asks_is_told_which_one_is_missing(newsroom: Newsroom) -> None:
    newsroom.world.faults.missing_scopes = ["files:write"]
    reporter = newsroom.world.user("reporter")
    reply_to(newsroom, reporter, "/whosaid export Lind", in_="#newsdesk")
    assert files(newsroom) == []
    told = reporter.sees()[-1].words
    assert "The file with quotes did not come." in told
    assert "I lack the scope files:write." in told


def test_the_command_line_prints_the_same(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_DATABASE_URL", f"sqlite:///{tmp_path}/w.db")

    def run(*words: str, given: str = "") -> tuple[str, object]:
        done = CliRunner().invoke(app, list(words), input=given)
        return done.stdout, type(done.exception)

    assert run("export", "Holm")[1] is StoreError  # an address where nothing was ever kept
    run("add", "-", given="“The ferry sails until the ice comes,” said Ida Holm.\n")
    assert [row["speaker"] for row in csv.DictReader(io.StringIO(run("export", "Holm")[0]))] == [
        "Ida Holm"
    ]
    (made,) = json.loads(run("export", "--as", "annotations", "Holm")[0])
    exact = made["target"][0]["selector"][0]["exact"]
    assert exact.startswith("The ferry sails until the ice comes")
    headings = csv.DictReader(io.StringIO(run("export", "Holm about grain")[0])).fieldnames
    assert headings == list(COLUMNS)
    assert run("export", "--as", "pdf", "Holm")[1] is BadQuestion


def test_a_dm_and_a_thread_give_out_files_too(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    told = world.answer(reporter.says("export Berg as markdown"))
    assert "citations in Markdown, comes in your DM" in told.words
    said = world.user("editor").says("@whosaid Lind about drones", in_="#newsdesk")
    world.answer(said)
    reporter.says("Export as csl", in_="#newsdesk", thread=said)
    assert "CSL-JSON" in world.answer(said, nth=1).words
    assert [name for name, _ in files(newsroom)] == ["quotes.md", "quotes.json"]
    assert {each.shared_in[0] for each in world.world.files.values()} == {
        world.world.im(reporter.id).id
    }
    assert world.refusals == []


def test_what_begins_with_the_word_is_answered_where_it_is_meant_for_the_bot(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    assert "Export whose quotes?" in world.answer(reporter.says("export")).words
    assert "There is no form" in world.answer(reporter.says("export Lind as pdf")).words
    said = reporter.says("@whosaid Lind", in_="#newsdesk")
    world.answer(said)
    for talk in ("export figures are due today", "export grain as usual"):
        reporter.says(talk, in_="#newsdesk", thread=said)
        world.quiet()
    assert len(world.answers(said)) == 1
    assert files(newsroom) == []
