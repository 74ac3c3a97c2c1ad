"""Manners on every surface: hostile words, a database that hangs, disconnects, channels that go."""

import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from newsrooms import NOW, Newsroom, Opens, reply_to
from stories import story
from test_manners import before_every_connection

from handlers.practice import mrkdwn
from handlers.practice.user import User

EVIL = "<!channel> <@U0EDITOR> <https://x.example|y> &lt; `a` *b* _c_ ~d~ \u200b\u202e\u2066!"
NAME = "Mia <!here> Moss"
ADDRESS = "https://news.example/<!channel>|<@U0EDITOR>"


@pytest.fixture
def hostile(newsroom: Newsroom) -> Newsroom:
    """An archive in which an article has hostile words wherever an article has any."""
    for day in (26, 27):
        newsroom.archive.add(
            story(
                NAME,
                f"{day}: {EVIL}",
                role=f"minister of {EVIL}",
                day=date(2025, 6, day),
                title=f"News of {EVIL}",
                url=f"{ADDRESS}/{day}",
                outlet=f"Gazette {EVIL}",
                topics={"channel": f"topic {EVIL}"},
            ),
            now=NOW - timedelta(minutes=day),
        )
    return newsroom


def nothing_acts(newsroom: Newsroom) -> None:
    """No message of the app pings, formats or links by what an article or a person says."""
    world = newsroom.world.world
    assert newsroom.world.refusals == []
    with world.lock:
        said = [one for each in world.messages.values() for one in each.values() if one.by_app]
        views = [*world.views.values(), *world.homes.values()]
    assert said
    for one in said:
        tokens = [*mrkdwn.tokens(one.text, one.blocks), *mrkdwn.tokens(one.text, [])]
        for token in tokens:
            ours = token.kind == "user" and token.target == "U0REPORTER"  # "shared by"
            assert ours or (token.kind == "link" and "news.example" in token.target), token
        assert "U0EDITOR" not in one.pings
    for view in views:
        assert not [
            token
            for token in mrkdwn.tokens("", view.payload["blocks"])
            if token.kind in ("user", "broadcast") or "x.example" in token.target
        ]


def asks(newsroom: Newsroom, reporter: User) -> None:
    reply = reply_to(newsroom, reporter, "/whosaid Moss", in_="#newsdesk")
    assert f"27: {EVIL}" in reply.words
    for button in ("Show context", "Copy with citation", "Timeline", "Share to channel"):
        reporter.presses(button, on=reply)
        newsroom.world.quiet()
    about = reply_to(newsroom, reporter, "/whosaid Moss about channel", in_="#newsdesk")
    reporter.presses("Who else", on=about)


def verifies(newsroom: Newsroom, reporter: User) -> None:
    reply_to(newsroom, reporter, f'/whosaid verify "27: {EVIL}"', in_="#newsdesk")
    reply_to(newsroom, reporter, f'/whosaid verify "27 {EVIL} x" by {NAME}', in_="#newsdesk")
    reply_to(newsroom, reporter, f"/whosaid {EVIL}", in_="#newsdesk")
    reply_to(newsroom, reporter, f"/whosaid help {EVIL}", in_="#newsdesk")


def edits(newsroom: Newsroom, reporter: User) -> None:
    reply = reply_to(newsroom, reporter, "/whosaid Moss about channel", in_="#newsdesk")
    reporter.presses("Edit", on=reply)
    reporter.submits(reporter.modal(), {"about": {"value": EVIL}})
    newsroom.world.quiet()


def corrects(newsroom: Newsroom, reporter: User) -> None:
    reply = reply_to(newsroom, reporter, "/whosaid Moss", in_="#newsdesk")
    reporter.presses("Wrong?", on=reply)
    form = reporter.modal()
    reporter.searches("Mia", on=form, menu="known_person")
    assert reporter.submits(form, {"new_name": {"value": f"Eve {EVIL[:40]}"}}) == {
        "outcome": "closed"
    }
    newsroom.world.quiet()
    reply_to(newsroom, reporter, "/whosaid log", in_="#newsdesk")


def opens_home(_newsroom: Newsroom, reporter: User) -> None:
    view = reporter.opens_home()
    assert view is not None
    assert NAME in str(view.payload)


def is_told_daily(newsroom: Newsroom, reporter: User) -> None:
    for words in ("Moss", f"about {EVIL}"):
        reply = reply_to(newsroom, reporter, f"/digest on 09:05 {words}", in_="#newsdesk")
        if "Start this digest" in reply.buttons and words == "Moss":
            reporter.presses("Start this digest", on=reply)
            newsroom.world.quiet()
    newsroom.archive.add(story(NAME, f"28: {EVIL}", title=EVIL, outlet=EVIL), now=NOW)
    newsroom.world.clock.advance(timedelta(minutes=10))
    newsroom.bot.clock.tick(newsroom.world.world.now())
    assert any(f"28: {EVIL}" in one.words for one in newsroom.world.messages("#newsdesk"))
    reply_to(newsroom, reporter, "/digest status", in_="#newsdesk")


def checks_a_draft(newsroom: Newsroom, reporter: User) -> None:
    draft = f"check\n“27: {EVIL}” {NAME} said.\n\n“Something else {EVIL}” Vera Lind said."
    newsroom.world.answer(reporter.says(draft))
    newsroom.world.answer(reporter.uploads(f"{EVIL[:20]}.txt", draft.encode()))


def goes_on_in_a_thread(newsroom: Newsroom, reporter: User) -> None:
    said = reporter.says("@whosaid Moss", in_="#newsdesk")
    newsroom.world.answer(said)
    for words in (f"about {EVIL}", "context 1", "who else?", "more", f"verify “27: {EVIL}”"):
        reporter.says(f"@whosaid {words}", in_="#newsdesk", thread=said)
        newsroom.world.quiet()
    reporter.shortcut("check_quote", on=said)
    newsroom.world.quiet()


def watches(newsroom: Newsroom, reporter: User) -> None:
    reporter.presses("Save", on=reply_to(newsroom, reporter, "/whosaid Moss", in_="#newsdesk"))
    newsroom.world.quiet()
    view = reporter.opens_home()
    assert view is not None
    reporter.selects("at once", on=view, menu="saved_watch:1")
    newsroom.world.quiet()
    newsroom.archive.add(
        story(NAME, f"29: {EVIL}", title=EVIL, outlet=EVIL), now=newsroom.world.world.now()
    )
    newsroom.world.clock.advance(timedelta(minutes=2))
    newsroom.bot.clock.tick(newsroom.world.world.now())
    assert any(f"29: {EVIL}" in one.words for one in reporter.sees())


def takes_back(newsroom: Newsroom, reporter: User) -> None:
    url = "https://news.example/evil"
    newsroom.archive.add(story(NAME, f"30: {EVIL}", title=EVIL, outlet=EVIL, url=url), now=NOW)
    said = reporter.says(f"@whosaid KILL: {EVIL}\n{url}", in_="#newsdesk")
    reporter.presses("recall", on=newsroom.world.answer(said))
    assert "Killed by" in newsroom.world.answer(said, nth=1).words
    reply_to(newsroom, reporter, "/whosaid log", in_="#newsdesk")


def picks_from_a_timeline(newsroom: Newsroom, reporter: User) -> None:
    shown = reply_to(newsroom, reporter, "/whosaid timeline Moss", in_="#newsdesk")
    (chooser,) = (
        one
        for block in shown.blocks
        for one in block.get("elements", [])
        if one["type"] == "static_select"
    )
    reporter.selects(chooser["options"][0]["value"], on=shown, menu="pick")
    newsroom.world.quiet()
    one = reporter.sees("#newsdesk")[-1]
    reporter.presses("Copy with citation", on=one)
    reporter.presses("Who else on this", on=one)


@pytest.mark.parametrize(
    "surface",
    [
        watches,
        takes_back,
        picks_from_a_timeline,
        asks,
        verifies,
        edits,
        corrects,
        opens_home,
        is_told_daily,
        checks_a_draft,
        goes_on_in_a_thread,
    ],
)
def test_hostile_words_act_on_no_surface(
    hostile: Newsroom, surface: Callable[[Newsroom, User], None]
) -> None:
    reporter = hostile.world.user("reporter")
    reply_to(hostile, reporter, "/whosaid help", in_="#newsdesk")
    surface(hostile, reporter)
    hostile.world.quiet()
    nothing_acts(hostile)


# --- a database that hangs -------------------------------------------------------------------


def to_app(newsroom: Newsroom) -> Iterator[dict[str, Any]]:
    return (one for one in newsroom.world.wire() if one["direction"] == "to_app")


def test_with_a_database_that_hangs_every_surface_is_acked_and_then_answered(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    reporter.presses("Edit", on=reply)
    form = reporter.modal()
    message = reporter.says("“Bridge number 12 will be built with drones.”", in_="#newsdesk")
    world.quiet()
    before = len(list(to_app(newsroom)))
    back = threading.Event()
    warned: list[object] = []
    with before_every_connection(newsroom, lambda: back.wait(10)):
        try:
            assert reporter.submits(form, {"about": {"value": "drones"}})["outcome"] == "closed"
            for button in ("Show context", "Older", "Share to channel"):
                warned.append(reporter.presses(button, on=reply))
            warned.append(reporter.shortcut("check_quote", on=message))
            assert reporter.types("/whosaid Berg", in_="#newsdesk") is None
            assert reporter.types("/digest status", in_="#politics") is None
            mention = reporter.says("@whosaid Lind", in_="#politics")
            world.waits_for(lambda: all(one["ms"] is not None for one in to_app(newsroom)))
        finally:
            back.set()
        world.quiet()
    late = list(to_app(newsroom))[before:]
    assert len(late) >= 9
    assert [one for one in late if one["error"] or one["ms"] > 1_000] == []
    assert warned == [None] * 4
    assert "5 of 12 quotes" in world.answer(mention).words
    told = [one.words for one in reporter.sees("#newsdesk") if one.ephemeral]
    assert any("Ann Berg" in one for one in told)
    assert any("This channel has no digest" in one.words for one in reporter.sees("#politics"))
    assert world.refusals == []


def test_with_a_database_that_hangs_a_form_stays_open_and_is_sent_again_later(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    reporter.presses("Wrong?", on=reply)
    form = reporter.modal()
    world.quiet()
    before = len(list(to_app(newsroom)))
    back = threading.Event()
    changed = {"said_on": {"value": "2025-05-02"}}
    with before_every_connection(newsroom, lambda: back.wait(10)):
        try:
            assert reporter.searches("ann", on=form, menu="known_person") == []
            outcome = reporter.submits(form, changed)
        finally:
            back.set()
        world.quiet()
    sentence = "The archive does not answer at the moment. Press it again in a minute."
    assert outcome == {"outcome": "errors", "errors": {"speaker": sentence}}
    late = list(to_app(newsroom))[before:]
    assert [one for one in late if one["error"] or one["ms"] > 1_500] == []
    assert newsroom.bot.desk.changes.page(limit=1) == ((), False)  # nothing was done unasked
    assert reporter.submits(form, changed) == {"outcome": "closed"}
    world.quiet()
    assert len(newsroom.bot.desk.changes.page(limit=2)[0]) == 1
    assert world.refusals == []


# --- disconnects and 429 -----------------------------------------------------------------------


def test_disconnects_all_the_time_during_200_commands_loses_none(opens: Opens) -> None:
    # What is lost is never acked: on a busy machine one that comes late is not taken for lost.
    with opens(ack_timeout_s=60) as newsroom:
        world, reporter = newsroom.world, newsroom.world.user("reporter")
        world.switches("disconnect_every_s", 0.2)  # 200 commands take seconds, not minutes
        for number in range(200):
            reply = reply_to(newsroom, reporter, f"/whosaid Lind about drones {number}", in_="")
            assert not reply.slackbot, reply.words
        world.switches("disconnect_every_s", 0)
        world.quiet()
        lines = [one["name"] for one in world.wire() if one["kind"] == "socket"]
        assert sum("disconnect" in line for line in lines) > 2
        assert world.refusals == []


def test_what_waits_out_a_429_is_posted_in_the_order_in_which_it_came(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    world.faults.ratelimit, world.faults.busy_channel = 1, "C0NEWSDESK"
    first = reporter.says("@whosaid Lind", in_="#newsdesk")
    world.waits_for(lambda: world.faults.ratelimit == 0)
    later = [reporter.says("@whosaid Berg", in_="#newsdesk") for _ in range(3)]
    answers = [world.answer(each) for each in (first, *later)]
    assert min(answers, key=lambda each: each.ts) == answers[0]
    world.quiet()
    assert [len(world.answers(each)) for each in (first, *later)] == [1] * 4


# --- channels that go away -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("/remove @whosaid", "I am not in #newsdesk. Type /invite @whosaid there."),
        (None, "#newsdesk is archived. Unarchive it in its settings; if I am not in it then, type"),
    ],
)
def test_who_asked_is_told_in_a_dm_when_the_answer_may_no_longer_be_posted(
    newsroom: Newsroom, typed: str | None, remedy: str
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    world.faults.ratelimit, world.faults.busy_channel = 1, "C0NEWSDESK"
    reporter.says("@whosaid Lind", in_="#newsdesk")
    world.waits_for(lambda: world.faults.ratelimit == 0)  # the answer waits for a second
    if typed:
        world.user("editor").types(typed, in_="#newsdesk")
    else:
        with world.world.lock:
            world.world.channel("#newsdesk").archived = True
    (told,) = world.waits_for(reporter.sees)
    assert remedy in told.words


def test_a_private_channel_that_the_bot_was_put_out_of_is_told_with_its_remedy(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    world.faults.ratelimit, world.faults.busy_channel = 1, "C0EDITORSROOM"
    reporter.says("@whosaid Lind", in_="#editors-room")
    world.waits_for(lambda: world.faults.ratelimit == 0)
    reporter.types("/remove @whosaid", in_="#editors-room")
    (told,) = world.waits_for(reporter.sees)
    assert "it is private and I am not in it" in told.words
    assert "type /invite @whosaid in it" in told.words


def test_a_renamed_channel_goes_on_as_before(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    said = reporter.says("@whosaid Lind", in_="#newsdesk")
    world.answer(said)
    reporter.types("/rename city-desk", in_="#newsdesk")
    reporter.says("about drones", in_="#city-desk", thread=said)
    assert "about drones" in world.answer(said, nth=1).words
    assert world.refusals == []
