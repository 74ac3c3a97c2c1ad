"""Were these words said? The command, the shortcut on a message, and a whole draft."""

import logging
import tempfile
from dataclasses import replace
from pathlib import Path

import papers
import pytest
from newsrooms import NOW, Newsroom, reply_to
from sqlalchemy import select
from stories import story

from handlers.heard import heard
from handlers.practice.events import file_json
from handlers.threads import listen
from store.tables import metadata

SAID = "We will open the second bridge before the first snow falls on the harbour."


@pytest.fixture
def kell(newsroom: Newsroom) -> Newsroom:
    newsroom.archive.add(
        story(
            "Dora Kell", SAID, role="prime minister", title="Snow", url="https://news.example/snow"
        ),
        now=NOW,
    )
    return newsroom


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        (f"“{SAID}”", "Exact: said in these words, to the letter."),
        (SAID.lower(), "The same words: only marks, spaces or capitals differ."),
        (f"“{SAID.replace('second', 'third')}”", "Differs: third stands for second"),
        (f"“{SAID.replace('second', 'second [toy]')}”", "but for what the writer put in brackets."),
        (f"“{SAID.replace('will', 'will not')}”", "May say the opposite: not was put in. Altered"),
        ("“We will open the second bridge”", "Cut: the same words, with some left out after them."),
        (f"“{SAID}” by Vera Lind", "Said, but by somebody else."),
        (f"“{SAID}” by Vera Lind", "As typed, by Vera Lind: "),
        (
            f"“{SAID}” by Kell on 3 March 2024",
            "Another day: 3 March 2024 as quoted, 1 June 2025 in the archive. Exact",
        ),
        (
            f"“{SAID.replace('second', 'third')}” by Vera Lind",
            "Neither the words nor the speaker: the closest is by somebody else.",
        ),
        (f"“{SAID}” – Dora Kell", "Exact: said in these words, to the letter."),
        (f"Kell said “{SAID}”", "Exact: said in these words, to the letter."),
        ("“Nobody will ever cross the sea on foot again.”", "Not found in 14 articles."),
        (
            f"Kell never said “{SAID}”",
            "Not quoted as said (never said), but the archive has it. Exact: said in these words",
        ),
        (
            f"it was not Vera Lind who said “{SAID}”",
            "Not quoted as said (was not Vera Lind who said). Said, but by somebody else.",
        ),
        (f"“{SAID}” is what Kell told us", "Exact: said in these words, to the letter."),
    ],
)
def test_words_are_held_against_the_archive(kell: Newsroom, typed: str, verdict: str) -> None:
    reply = reply_to(kell, kell.world.user("reporter"), f"/whosaid verify {typed}", in_="#newsdesk")
    assert reply.ephemeral
    assert verdict in reply.words
    assert (f"“{SAID}”" in reply.words) is ("Not found" not in verdict)
    assert reply.words.count("“") == ("Not found" not in verdict)  # what was typed has no marks
    assert kell.world.refusals == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "The sentence to verify is missing."),
        ("“x y z” by Nobody Atall", "Nobody in the archive is called"),
        ("x " * 1_600, "That sentence has 3,199 characters"),
    ],
)
def test_what_cannot_be_verified_is_told(kell: Newsroom, typed: str, told: str) -> None:
    reply = reply_to(kell, kell.world.user("reporter"), f"/whosaid verify {typed}", in_="#newsdesk")
    assert told in reply.words


@pytest.mark.parametrize("shortcut", ["check_quote", "who_said"])
def test_the_shortcut_checks_every_quotation_of_a_message_for_who_asks(
    kell: Newsroom, shortcut: str
) -> None:
    world, editor = kell.world, kell.world.user("editor")
    said = world.user("reporter").says(
        f'I have Kell with "{SAID}" and with "Nobody will ever cross the sea."', in_="#newsdesk"
    )
    editor.shortcut(shortcut, on=said)
    world.quiet()
    told = editor.sees("#newsdesk")[-1]
    assert told.ephemeral
    assert "Exact: said in these words" in told.words
    assert "Not found in 14 articles. That does not mean that it was not said." in told.words
    assert world.refusals == []


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (f"“{SAID[:-1]},” Vera Lind said on Friday.", "Said, but by somebody else."),
        (f"Prime Minister Dora Kell said: “{SAID}”", "Exact: said in these words"),
        (f"“{SAID}”", "Exact: said in these words"),
        (
            f"Minister says: “{SAID}”",
            "As typed, by Minister (no name, so held against everybody's words): ",
        ),
    ],
)
def test_the_shortcut_holds_words_against_whom_the_message_has_them_from(
    kell: Newsroom, said: str, verdict: str
) -> None:
    world, editor = kell.world, kell.world.user("editor")
    editor.shortcut("check_quote", on=world.user("reporter").says(said, in_="#newsdesk"))
    world.quiet()
    assert verdict in editor.sees("#newsdesk")[-1].words
    assert world.refusals == []


def test_the_shortcut_in_a_thread_answers_there(kell: Newsroom) -> None:
    world, reporter = kell.world, kell.world.user("reporter")
    root = reporter.says("Did she?", in_="#newsdesk")
    said = reporter.says(SAID, in_="#newsdesk", thread=root)
    reporter.shortcut("check_quote", on=said)
    world.quiet()
    told = reporter.sees("#newsdesk", thread=root)[-1]
    assert told.ephemeral
    assert told.thread_ts == root.ts
    assert "Exact" in told.words


def test_a_thread_and_a_dm_verify_too(kell: Newsroom) -> None:
    world, reporter = kell.world, kell.world.user("reporter")
    said = reporter.says("@whosaid Kell", in_="#newsdesk")
    world.answer(said)
    reporter.says(f"verify “{SAID}”", in_="#newsdesk", thread=said)
    assert "Exact" in world.answer(said, nth=1).words
    assert "Exact" in world.answer(reporter.says(f"verify “{SAID}”")).words


DRAFT = f"""The opening

“{SAID}” Prime Minister Dora Kell said on Friday.

“We will open the third bridge before the first snow falls on the harbour,” Kell said later.

“Nobody will ever cross the strait in a rowing boat again,” Kell said.
"""


def test_a_draft_has_every_quotation_checked_and_is_not_kept(kell: Newsroom) -> None:
    world, reporter = kell.world, kell.world.user("reporter")
    before = kell.archive.counts()
    pasted = world.answer(reporter.says(f"check:\n{DRAFT}{'And more was built. ' * 20}"))
    dropped = world.answer(reporter.uploads("draft.txt", DRAFT.encode()))
    assert "3 quotations: 1 exact, 1 altered, 1 not found. Nothing of it was kept." in pasted.words
    (table,) = [block for block in pasted.blocks if block["type"] == "table"]
    cells = [[cell["text"] for cell in row] for row in table["rows"]]
    assert [(row[0][:14], row[1]) for row in cells] == [
        ("In the draft", "Verdict"),
        ("1. unclear: We", "exact (the draft leaves open by whom)"),
        ("2. Dora Kell: ", "altered: third stands for second"),
        ("3. Dora Kell: ", "not found"),
    ]
    assert "Kept:" in dropped.words  # without the word, a file is an article
    assert kell.archive.counts()["articles"] == before["articles"] + 1


@pytest.mark.parametrize(
    ("draft", "told", "row"),
    [
        (
            f"Prime Minister Dora Kell never said “{SAID}”",
            "1 not as said in the draft, but in the archive.",
            "not as said in the draft, but in the archive: never said there, exact here",
        ),
        (
            f"Vera Lind denied saying “{SAID}”.",
            "1 not as said in the draft.",
            "not as said in the draft: denied saying there, said by somebody else here",
        ),
        (
            "Dora Kell never said “Nobody will ever cross the sea on foot.”",
            "1 not as said in the draft.",
            "not as said in the draft: never said there, not found here",
        ),
        (f"“{SAID}” is what Vera Lind told us.", "1 said by somebody else.", "said by somebody"),
        (f"“{SAID[:-1]},” Dora Kell said on 3 March 2024.", "1 exact.", "exact, another day"),
        (f"“{SAID[:-1]},” Dora Kell said on 2 June 2025.", "1 exact.", "exact"),
    ],
)
def test_a_draft_is_told_where_the_archive_has_something_else(
    kell: Newsroom, draft: str, told: str, row: str
) -> None:
    answer = kell.world.answer(kell.world.user("reporter").says(f"check {draft}"))
    assert told in answer.words
    (table,) = [block for block in answer.blocks if block["type"] == "table"]
    assert row in table["rows"][1][1]["text"]
    assert kell.world.refusals == []


def test_no_word_of_a_draft_is_in_the_database_the_log_or_a_file(
    kell: Newsroom,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    world, reporter = kell.world, kell.world.user("reporter")
    draft = f"“Zorblax will never fall into the Quillon sea,” Yarrovane said. {SHORT}"
    answer = world.answer(reporter.says(f"check {draft}"))
    assert "Zorblax" in str(answer.blocks)
    world.answer(reporter.uploads("draft.docx", papers.word(draft), beside="check"))
    world.quiet()
    with kell.engine.connect() as connection:
        rows = [connection.execute(select(table)).all() for table in metadata.sorted_tables]
    kept = f"{rows} {[each.read_bytes() for each in tmp_path.rglob('*') if each.is_file()]}"
    own = [
        each.getMessage()
        for each in caplog.records
        if each.name.startswith(("bot", "store", "handlers"))
    ]
    for word in ("Zorblax", "Quillon", "Yarrovane"):
        assert word not in kept
        assert not any(word in each for each in own)


def test_a_quote_of_a_drafts_table_can_be_said_to_be_wrong(kell: Newsroom) -> None:
    world, reporter = kell.world, kell.world.user("reporter")
    table = world.answer(reporter.says(f"check\n“Nobody comes.” He left. {SHORT}"))
    (chooser,) = [each for each in table.blocks if each["type"] == "actions"]
    (option,) = chooser["elements"][0]["options"]
    assert option["text"]["text"] == "2. Dora Kell, 1 June 2025"
    reporter.selects(option["value"], on=table, menu="pick")
    world.quiet()
    told = reporter.sees(thread=table)[-1]
    assert told.ephemeral
    reporter.presses("Wrong?", on=told)
    assert SAID in str(reporter.modal().payload)
    assert world.refusals == []


def test_a_row_whose_quote_falls_says_that_the_draft_is_to_be_checked_again(
    kell: Newsroom,
) -> None:
    world, desk = kell.world, kell.bot.desk
    said = world.user("reporter").says(f"check\n{SHORT} Vera Lind said “That was long ago, then.”")
    (before,) = [one for one in world.answer(said).blocks if one["type"] == "table"]
    assert [row[1]["text"] for row in before["rows"]] == ["Verdict", "exact", "not found"]
    world.quiet()
    desk.articles.withdraw(
        "https://news.example/snow", "Never said", by="U1", now=world.clock.now()
    )
    kell.bot.clock.tick(world.clock.now())
    amended = world.answer(said)
    (after,) = [one for one in amended.blocks if one["type"] == "table"]
    told = "its quote has fallen: check the draft again"
    assert [[cell["text"] for cell in row] for row in after["rows"]] == [
        [cell["text"] for cell in before["rows"][0]],
        ["1. (the draft was not kept)", told, "–"],
        ["2. (the draft was not kept)", "not found", "–"],
    ]
    assert "Withdrawn" in amended.words
    assert world.refusals == []


def test_words_that_a_draft_gives_to_somebody_unknown_are_by_somebody_else(kell: Newsroom) -> None:
    world = kell.world
    answer = world.answer(world.user("reporter").says(f"check “{SAID}” Tomas Quill said."))
    assert "1 quotation: 1 said by somebody else." in answer.words


SHORT = f"“{SAID}” Prime Minister Dora Kell said."
LONG = f"Snow on the way\n{DRAFT}{'And more was built. ' * 20}"
EXACT = "1 quotation: 1 exact. Nothing of it was kept."
THREE = "3 quotations: 1 exact, 1 altered, 1 not found. Nothing of it was kept."


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (f"check {LONG}", THREE),
        (f"Check: {LONG}", THREE),
        (f"CHECK\n\n{LONG}", THREE),
        (f"check my draft:\n{LONG}", THREE),
        (f"please check {LONG}", THREE),
        (f"*check* {LONG}", THREE),
        (f"`check` {LONG}", THREE),
        (f"> check {LONG}", THREE),
        (
            f"check Dora Kell said it was “a terrible bridge to cross”. {SHORT}",
            "2 quotations: 1 exact, 1 not found. Nothing of it was kept.",
        ),
        (
            f"check The “old wood” gave way. {SHORT} Who likes “a bridge of the old wood”?",
            "3 quotations: 1 exact, 1 not found, 1 too short to check. Nothing of it was kept.",
        ),
        (f"check She paused: “…” {SHORT}", EXACT),
        (f"check {SHORT}", EXACT),
        (f"check\n{SHORT}", EXACT),
        (f"check:\n\n{SHORT}", EXACT),
        (f"check “{SAID}”", EXACT),
        (f"check what Kell means by “{SAID}” in the harbour", EXACT),
        (f"check url: https://news.example/snow\n\n{SHORT}", EXACT),
        (f"check {SHORT} More on https://gone.example/more", EXACT),
        ("check Kell about bridges", "The draft has no quotations. Nothing of it was kept."),
        ("check The bridge was painted.\nIt is grey.", "The draft has no quotations."),
        ("check", "Send the draft with it: check, then its text"),
        ("check this draft", "Send the draft with it: check, then its text"),
    ],
)
@pytest.mark.parametrize(("in_", "to"), [("", ""), ("#newsdesk", "@whosaid ")])
def test_whatever_follows_check_is_a_draft(
    kell: Newsroom, typed: str, told: str, in_: str, to: str
) -> None:
    world, before = kell.world, kell.archive.counts()
    answer = world.answer(world.user("reporter").says(f"{to}{typed}", in_=in_))
    assert told in answer.words
    assert kell.archive.counts() == before
    assert world.refusals == []


@pytest.mark.parametrize("beside", ["check", "Check: for tomorrow’s page", "check\nthis, please"])
def test_a_file_beside_check_is_a_draft(kell: Newsroom, beside: str) -> None:
    world, before = kell.world, kell.archive.counts()
    sent = world.user("reporter").uploads("draft.txt", DRAFT.encode(), beside=beside)
    assert f"draft.txt has {THREE}" in world.answer(sent).words
    assert kell.archive.counts() == before


def test_every_draft_that_is_dropped_with_check_is_checked(kell: Newsroom) -> None:
    world, reporter = kell.world, kell.world.user("reporter")
    before = kell.archive.counts()
    files = []
    for name in ("a.txt", "b.txt"):  # where nobody asked for anything, so that nothing is read
        sent = reporter.uploads(name, DRAFT.encode(), in_="#newsdesk")
        files += [file_json(world.world, world.world.files[one]) for one in sent.message.files]
    said = reporter.says("thanks")
    world.answer(said)
    event = {"type": "message", "channel": said.message.channel, "user": reporter.id}
    event |= {"ts": said.ts, "text": "check", "files": files, "channel_type": "im"}
    message = heard(event, kell.bot.desk.bot_user)
    assert message is not None
    listen(
        kell.bot.desk, kell.bot.app.client, replace(message, ts="1999999999.000100", thread=said.ts)
    )
    told = [world.answer(said, nth=n).words for n in (1, 2)]
    assert [each.partition(" ")[0] for each in told] == ["a.txt", "b.txt"]
    assert all(THREE in each for each in told)
    assert kell.archive.counts() == before
    assert world.refusals == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [(f"check {SHORT}", EXACT), (f"Check: “{SAID}”", EXACT), ("check this out", None)],
)
def test_in_a_thread_of_the_bot_check_needs_no_mention(
    kell: Newsroom, typed: str, told: str | None
) -> None:
    world, reporter = kell.world, kell.world.user("reporter")
    before = kell.archive.counts()
    said = reporter.says("@whosaid Kell", in_="#newsdesk")
    world.answer(said)
    reporter.says(typed, in_="#newsdesk", thread=said)
    world.quiet()
    assert [told in each.words for each in world.answers(said)[1:]] == ([True] if told else [])
    assert kell.archive.counts() == before


BREAK = "\n\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("draft.md", f"# The opening\n\n{DRAFT}".encode()),
        ("draft.docx", papers.word(*DRAFT.split("\n\n"))),
        (
            "draft.html",
            f"<!doctype html><body><p>{DRAFT.replace(BREAK, '</p><p>')}</p></body>".encode(),
        ),
    ],
)
def test_drafts_of_every_kind_are_checked(kell: Newsroom, name: str, content: bytes) -> None:
    before = kell.archive.counts()
    sent = kell.world.user("reporter").uploads(name, content, beside="check")
    assert f"{name} has {THREE}" in kell.world.answer(sent).words
    assert kell.archive.counts() == before
