"""A timeline: in order, dated, with its chart, where it was asked for and nowhere else."""

from datetime import date, timedelta

import pytest
from newsrooms import NOW, Newsroom, reply_to
from stories import story

from bot.timeline import Week
from handlers.chart import weekly_png
from handlers.practice.reply import Reply
from handlers.render.timelines import ALT_LENGTH, chart_words

ALT = (
    "Bar chart of quotes by week, Vera Lind · about drones. Weeks beginning on"
    " 26 May 2025: 1; 2 June 2025: 7; 9 June 2025: 4."
)


def charts(newsroom: Newsroom) -> list[tuple[str, str | None, bytes]]:
    """Where each picture was shared, what it says to who cannot see it, and how it begins."""
    newsroom.world.quiet()
    files = newsroom.world.world.files.values()
    return [(each.shared_in[0], each.alt_txt, each.content[:8]) for each in files]


def days(reply: Reply) -> list[str]:
    return [each for each in reply.words.splitlines() if " June 2025 · " in each]


def test_timeline_under_an_answer_is_for_its_asker_and_the_chart_in_their_dm(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind about drones", in_="#newsdesk")
    reporter.presses("Timeline", on=reply)
    world.quiet()
    shown = reporter.sees("#newsdesk")[-1]
    assert shown.ephemeral
    assert shown.words.startswith(
        "Timeline, Vera Lind · about drones: 12 quotes, 1 June 2025 to 12 June 2025"
    )
    assert [each.split(" June")[0] for each in days(shown)] == [str(n) for n in range(1, 13)]
    assert "A chart of quotes by week comes in your DM with me." in shown.words
    direct = world.world.im(reporter.id).id
    assert charts(newsroom) == [(direct, ALT, b"\x89PNG\r\n\x1a\n")]
    assert "Quotes by week, Vera Lind · about drones:" in reporter.sees()[0].words
    assert (world.refusals, world.early, world.messages("#newsdesk")) == ([], [], [])


def test_the_command_and_the_button_show_the_same(newsroom: Newsroom) -> None:
    reporter = newsroom.world.user("reporter")
    typed = "/whosaid timeline Lind about drones"
    reply = reply_to(newsroom, reporter, typed, in_="#newsdesk")
    assert reply.words.startswith("Timeline, Vera Lind · about drones: 12 quotes")
    assert len(charts(newsroom)) == 1
    assert (newsroom.world.refusals, newsroom.world.early) == ([], [])


def test_in_a_thread_the_timeline_and_its_chart_stay_in_it(newsroom: Newsroom) -> None:
    world = newsroom.world
    said = world.user("reporter").says("@whosaid timeline Lind about drones", in_="#newsdesk")
    assert world.answer(said).words.startswith("Timeline, Vera Lind · about drones")
    ((channel, alt, _),) = charts(newsroom)
    assert (channel, alt) == (said.message.channel, ALT)
    assert all(each.thread_ts == said.ts for each in world.answers(said))
    world.user("editor").says("since 11 June", in_="#newsdesk", thread=said)
    assert "since 11 June 2025" in world.answer(said, nth=2).words
    world.user("editor").says("timeline", in_="#newsdesk", thread=said)
    told = world.answer(said, nth=3).words
    assert "Vera Lind · about drones · since 11 June 2025" in told
    world.user("editor").says("timeline is tight today", in_="#newsdesk", thread=said)
    world.quiet()
    assert len(world.answers(said)) == 4, "one week needs no chart, and talk no answer"
    assert world.messages("#newsdesk")[-1].ts == said.ts


def test_the_timeline_of_a_private_answer_in_a_thread_stands_in_it(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    newsroom.archive.add(story("Cora Vane", "No drones!", topics={"drones": "drones"}), now=NOW)
    newsroom.archive.add(story("Cora Vane", "Drones again!", topics={"drones": "drones"}), now=NOW)
    said = reporter.says("@whosaid Lind about drones", in_="#newsdesk")
    reporter.presses("Who else on this", on=world.answer(said))
    world.quiet()
    reporter.presses("Timeline", on=reporter.sees("#newsdesk", thread=said)[-1])
    world.quiet()
    shown = reporter.sees("#newsdesk", thread=said)[-1]
    assert shown.ephemeral
    assert shown.words.startswith("Timeline, ")


def test_a_public_timeline_is_posted_once_however_many_press(newsroom: Newsroom) -> None:
    world = newsroom.world
    said = world.user("reporter").says("@whosaid Lind about drones", in_="#newsdesk")
    answer = world.answer(said)
    for who in ("editor", "guest"):
        world.user(who).presses("Timeline", on=answer)
        world.quiet()
    assert [each.words.startswith("Timeline") for each in world.answers(said)[:2]] == [False, True]
    assert len(charts(newsroom)) == 1
    told = world.user("guest").sees("#newsdesk", thread=said)[-1]
    assert "That timeline is in the thread already." in told.words


def test_a_long_timeline_comes_in_parts(newsroom: Newsroom) -> None:
    reporter = newsroom.world.user("reporter")
    start = date(2025, 1, 6)
    for number in range(20):
        told = story("Cora Vane", f"Ferry {number}!", day=start + timedelta(days=7 * number))
        newsroom.archive.add(told, now=NOW)
    reply = reply_to(newsroom, reporter, "/whosaid timeline Vane", in_="#newsdesk")
    assert "5 quotes before these" in reply.words
    assert "Ferry 4!" not in reply.words
    reporter.presses("Earlier", on=reply)
    newsroom.world.quiet()
    earlier = next(each for each in reporter.sees("#newsdesk") if each.ephemeral)
    assert [f"Ferry {n}!" in earlier.words for n in (0, 4, 5)] == [True, True, False]
    assert len(charts(newsroom)) == 1


def test_without_the_scope_the_timeline_is_text_and_says_which_one_is_missing_once(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    world.faults.missing_scopes = ["files:write"]
    for _ in range(2):
        reply = reply_to(newsroom, reporter, "/whosaid timeline Lind", in_="#newsdesk")
        assert reply.words.startswith("Timeline, Vera Lind")
        world.quiet()
    (told,) = reporter.sees()
    assert "when I have the scope files:write" in told.words


def test_a_chart_that_could_not_be_sent_is_said_where_it_would_have_come(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.uploads.is_slacks", lambda *_: False)
    world = newsroom.world
    said = world.user("reporter").says("@whosaid timeline Lind", in_="#newsdesk")
    assert "Timeline, Vera Lind" in world.answer(said).words
    told = world.answer(said, nth=1)
    assert told.words == "Slack sent me elsewhere with a file. Tell whoever runs me."


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/whosaid timeline Lindt", "Did you mean one of these?"),
        ("/whosaid timeline Lind in May 2025", "The nearest is of 1 June 2025."),
        ("/whosaid timeline", "A timeline of whom?"),
        ("/whosaid timelime Nobody", "Did you mean /whosaid timeline?"),
    ],
)
def test_a_timeline_of_nothing_says_what_a_question_would(
    newsroom: Newsroom, typed: str, told: str
) -> None:
    reply = reply_to(newsroom, newsroom.world.user("reporter"), typed, in_="#newsdesk")
    assert told in reply.words
    assert charts(newsroom) == []


def test_a_chart_of_ten_years_is_drawn_and_told_in_words_that_fit() -> None:
    start = date(2015, 1, 5)
    many = [Week(start + timedelta(days=7 * n), 1 + n % 3) for n in range(520)]
    assert weekly_png(many).startswith(b"\x89PNG")
    told = chart_words("Vera Lind", many)
    assert len(told) <= ALT_LENGTH
    assert "5 January 2015 to 16 December 2024; 1,039 quotes, at most 3 in the week of" in told
