"""Mentions, DMs and threads: answered once, in their thread, and only where the bot was asked."""

from dataclasses import replace
from datetime import date

import pytest
from newsrooms import NOW, Newsroom, reply_to
from slack_sdk import WebClient
from sqlalchemy import delete
from stories import story

from handlers.heard import heard
from handlers.practice.reply import Reply
from handlers.recall import recalled
from handlers.threads import listen
from store.deliveries import Deliveries
from store.tables import threads


def asked(newsroom: Newsroom, words: str = "@whosaid Lind about drones") -> tuple[Reply, Reply]:
    """A mention in the channel, and its answer in the thread."""
    said = newsroom.world.user("reporter").says(words, in_="#newsdesk")
    return said, newsroom.world.answer(said)


def test_a_mention_is_answered_in_its_thread_once(newsroom: Newsroom) -> None:
    said, answer = asked(newsroom)
    newsroom.world.quiet()
    assert answer.thread_ts == said.ts
    assert "5 of 12 quotes" in answer.words
    assert len(newsroom.world.answers(said)) == 1
    assert newsroom.world.refusals == []


@pytest.mark.parametrize(
    ("follow_up", "told"),
    [
        ("since 11 June", "2 quotes"),
        ("and before 3 June?", "2 quotes"),
        ("@whosaid who else?", "“No bridge needs drones.”"),
        ("who else?", "“No bridge needs drones.”"),
        ("only indirect", "none that match"),
        ("and Berg?", "Ann Berg"),
        ("more", "“Bridge number 7 will be built with drones.”"),
        ("context 2", "“Bridge number 11 will be built with drones.”, Vera Lind said."),
        ("context 9", "No quote above has the number 9: they go from 1 to 5."),
        ("help threads", "I keep to threads"),
        ("@whosaid", "Ask me who said what: @whosaid NAME about WORDS since WHEN."),
        ("hello @whosaid how are you?", "Ask me who said what: @whosaid NAME about WORDS"),
        ("@whosaid Good morning, everybody!", "@whosaid help has the rest."),
        ("@whosaid help", "Only you see the answer until you share it."),
    ],
)
def test_a_thread_goes_on_without_a_mention(newsroom: Newsroom, follow_up: str, told: str) -> None:
    said, _ = asked(newsroom)
    more = newsroom.world.user("editor").says(follow_up, in_="#newsdesk", thread=said)
    answer = newsroom.world.answer(more, nth=1)
    assert told in answer.words
    assert answer.thread_ts == said.ts


def test_a_number_means_what_stood_under_it_although_news_has_come(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.traces.PAGE", 2)  # the last answer is on the thread's last page
    said, _ = asked(newsroom)
    newsroom.world.user("editor").says("until 10 June", in_="#newsdesk", thread=said)
    answer = newsroom.world.answer(said, nth=1)
    assert "2. Vera Lind" in answer.words
    late = story("Vera Lind", "The drones are late.", day=date(2025, 6, 10))
    newsroom.archive.add(late, now=NOW)
    more = newsroom.world.user("editor").says("context 2", in_="#newsdesk", thread=said)
    told = newsroom.world.answer(more, nth=2).words
    assert "“Bridge number 9 will be built with drones.”, Vera Lind said." in told


def said_of(number: int) -> str:
    """What the context of a quote that stands under a number of the first answer begins with."""
    return f"“Bridge number {13 - number} will be built with drones.”, Vera Lind said."


@pytest.mark.parametrize("hidden", [[], ["channels:history"]])
def test_numbers_go_on_from_page_to_page_and_each_means_its_quote(
    newsroom: Newsroom, hidden: list[str]
) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    said, first = asked(newsroom)
    assert [first.words.count(f"\n{n}. Vera Lind") for n in (1, 5, 6)] == [1, 1, 0]
    editor.says("more", in_="#newsdesk", thread=said)
    second = world.answer(said, nth=1)
    assert "6–10 of 12 quotes" in second.words.splitlines()[0]
    assert "\n6. Vera Lind" in second.words
    editor.says("more", in_="#newsdesk", thread=said)
    assert "11–12 of 12 quotes" in world.answer(said, nth=2).words.splitlines()[0]
    world.quiet()
    world.faults.missing_scopes = hidden  # then the store knows what it was posted under
    for nth, number in enumerate((7, 2, 12), start=3):
        editor.says(f"@whosaid context {number}", in_="#newsdesk", thread=said)
        assert said_of(number) in world.answer(said, nth=nth).words
    editor.says("@whosaid since 11 June", in_="#newsdesk", thread=said)
    world.answer(said, nth=6)
    world.quiet()  # it is written down as well
    editor.says("@whosaid context 7", in_="#newsdesk", thread=said)
    told = "No quote above has the number 7: they go from 1 to 2."
    assert told in world.answer(said, nth=7).words


def test_a_page_that_is_turned_or_shared_keeps_its_numbers(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind about drones", in_="#newsdesk")
    reporter.presses("Older", on=reply)
    world.quiet()
    turned = reporter.sees("#newsdesk")[-1]
    assert "6–10 of 12 quotes" in turned.words.splitlines()[0]
    reporter.presses("Share to channel", on=turned)
    world.quiet()
    shared = world.messages("#newsdesk")[-1]
    assert "\n10. Vera Lind" in shared.words
    reporter.says("context 8", in_="#newsdesk", thread=shared)
    assert said_of(8) in world.answer(shared).words
    reporter.says("more", in_="#newsdesk", thread=shared)
    assert "\n11. Vera Lind" in world.answer(shared, nth=1).words


def test_a_number_under_a_timeline_means_what_stands_there(newsroom: Newsroom) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    said, _ = asked(newsroom)
    editor.says("timeline", in_="#newsdesk", thread=said)
    timeline = world.answer(said, nth=1)
    assert "1. Vera Lind: “Bridge number 1 will" in timeline.words
    editor.says("context 1", in_="#newsdesk", thread=said)
    world.quiet()
    assert "“Bridge number 1 will be built with drones.”, Vera Lind said." in str(
        [each.words for each in world.answers(said)]
    )


def test_the_line_of_what_was_understood_follows_the_thread(newsroom: Newsroom) -> None:
    said, first = asked(newsroom)
    world = newsroom.world
    assert first.words.startswith("Vera Lind · about drones")
    world.user("editor").says("since 11 June", in_="#newsdesk", thread=said)
    assert "since 11 June 2025" in world.answer(said, nth=1).words.splitlines()[0]


@pytest.mark.parametrize(
    "talk",
    ["I will call her office after lunch", "lol", "😀", "<@U0EDITOR> can you take this one?"],
)
def test_talk_between_people_is_left_alone(newsroom: Newsroom, talk: str) -> None:
    said, _ = asked(newsroom)
    newsroom.world.user("editor").says(talk, in_="#newsdesk", thread=said)
    newsroom.world.quiet()
    assert len(newsroom.world.answers(said)) == 1


def test_a_thread_that_was_never_asked_in_is_left_alone(newsroom: Newsroom) -> None:
    world = newsroom.world
    said = world.user("reporter").says("Who takes the bridge?", in_="#newsdesk")
    world.user("editor").says("about drones", in_="#newsdesk", thread=said)
    world.quiet()
    assert world.answers(said) == []


def test_a_mention_among_people_is_answered_and_their_talk_left_alone(newsroom: Newsroom) -> None:
    world = newsroom.world
    said = world.user("reporter").says("Who takes the bridge?", in_="#newsdesk")
    editor = world.user("editor")
    editor.says("@whosaid Lind about drones", in_="#newsdesk", thread=said)
    assert "5 of 12 quotes" in world.answer(said).words
    editor.says("since 11 June", in_="#newsdesk", thread=said)
    world.quiet()
    assert len(world.answers(said)) == 1
    editor.says("@whosaid since 11 June", in_="#newsdesk", thread=said)
    assert "2 quotes" in world.answer(said, nth=1).words


@pytest.mark.parametrize("word", ["stop", "Thanks!", "thank you"])
def test_a_thread_ends_when_told_and_a_mention_takes_it_up(newsroom: Newsroom, word: str) -> None:
    world = newsroom.world
    said, _ = asked(newsroom)
    editor = world.user("editor")
    editor.says(word, in_="#newsdesk", thread=said)
    assert "I am silent in this thread now." in world.answer(said, nth=1).words
    editor.says("since 11 June", in_="#newsdesk", thread=said)
    world.quiet()
    assert len(world.answers(said)) == 2
    editor.says("@whosaid Berg", in_="#newsdesk", thread=said)
    assert "Ann Berg" in world.answer(said, nth=2).words
    editor.says("before 3 June", in_="#newsdesk", thread=said)
    assert "Ann Berg · until 2 June 2025" in world.answer(said, nth=3).words


def test_an_edit_is_not_heard(newsroom: Newsroom) -> None:
    said, _ = asked(newsroom)
    newsroom.world.user("reporter").edits(said, "@whosaid Berg")
    newsroom.world.quiet()
    assert len(newsroom.world.answers(said)) == 1


def test_every_event_counts_once_over_redeliveries_and_a_restart(newsroom: Newsroom) -> None:
    world = newsroom.world
    world.faults.redeliver = True  # every event comes four times
    said, _ = asked(newsroom)
    world.quiet()
    desk, event = newsroom.bot.desk, {"channel": said.message.channel, "ts": said.ts}
    event |= {"user": said.message.user, "text": f"<@{desk.bot_user}> Lind"}
    after_a_restart = heard(event, desk.bot_user)
    assert after_a_restart is not None
    listen(
        replace(desk, deliveries=Deliveries(newsroom.engine)),
        newsroom.bot.app.client,
        after_a_restart,
    )
    assert len(world.answers(said)) == 1


def test_a_dm_is_answered_in_its_thread_and_goes_on_there(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    said = reporter.says("Lind")
    assert "5 of 12 quotes" in world.answer(said).words
    reporter.says("since 11 June", thread=said)
    assert "2 quotes" in world.answer(said, nth=1).words
    reporter.says("what a lovely day it is today", thread=said)
    assert world.answer(said, nth=2).by_app  # in a DM the bot is always meant


def test_older_under_a_posted_answer_goes_into_its_thread_once(newsroom: Newsroom) -> None:
    world = newsroom.world
    said, answer = asked(newsroom)
    world.user("editor").presses("Older", on=answer)
    world.quiet()
    world.user("guest").presses("Older", on=answer)
    world.quiet()
    assert len(world.answers(said)) == 2
    assert "Bridge number 7 " in world.answers(said)[1].words
    told = world.user("guest").sees("#newsdesk", thread=said)[-1]
    assert told.ephemeral
    assert "That page is in the thread already." in told.words


def test_older_that_slack_refused_can_be_pressed_again(newsroom: Newsroom) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    said, answer = asked(newsroom)
    world.faults.missing_scopes = ["chat:write"]
    editor.presses("Older", on=answer)
    world.quiet()
    assert "I lack the scope chat:write." in editor.sees("#newsdesk", thread=said)[-1].words
    world.faults.missing_scopes = []
    editor.presses("Older", on=answer)
    world.quiet()
    assert "Bridge number 7 " in world.answers(said)[1].words


def test_a_thread_that_slack_did_not_tell_of_is_asked_for_again(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind about drones", in_="#newsdesk")
    reporter.presses("Share to channel", on=reply)
    world.quiet()
    shared = world.messages("#newsdesk")[-1]
    with newsroom.engine.begin() as connection:  # restored from before it was posted
        connection.execute(delete(threads))
    desk, good = newsroom.bot.desk, newsroom.bot.app.client
    event = {"channel": shared.message.channel, "ts": "9.9", "thread_ts": shared.ts, "user": "U1"}
    message = heard({**event, "text": "more", "parent_user_id": desk.bot_user}, desk.bot_user)
    assert message is not None
    nowhere = WebClient("xoxb-1", base_url="http://127.0.0.1:9/", retry_handlers=[])
    for bad in (WebClient("xoxb-bad", base_url=good.base_url), nowhere):
        assert recalled(desk, bad, message) is None
    found = recalled(desk, good, message)
    assert found is not None
    assert (found.question.who, found.question.about) == ("Vera Lind", "drones")


def test_context_in_a_thread_is_for_the_one_who_asks(newsroom: Newsroom) -> None:
    world = newsroom.world
    said, answer = asked(newsroom)
    world.user("editor").presses("Show context", on=answer)
    world.quiet()
    shown = world.user("editor").sees("#newsdesk", thread=said)[-1]
    assert shown.ephemeral
    assert shown.thread_ts == said.ts
    assert all(not each.ephemeral for each in world.user("guest").sees("#newsdesk", thread=said))


def test_nothing_is_ever_broadcast_or_unfurled(newsroom: Newsroom) -> None:
    asked(newsroom)
    newsroom.world.quiet()
    posts = [each["detail"] for each in newsroom.world.wire() if each["name"] == "chat.postMessage"]
    assert [
        (each.get("reply_broadcast"), each["unfurl_links"], each["unfurl_media"]) for each in posts
    ] == [(None, False, False)]


def test_who_else_without_anybody_does_not_contradict_itself(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    said = reporter.says("@whosaid Lind about drones", in_="#newsdesk")
    world.answer(said)
    for words in ("who else?", "about qqqq"):
        reporter.says(words, in_="#newsdesk", thread=said)
        world.quiet()
    told = world.answers(said)[-1]
    assert told.words.startswith("Everybody but Vera Lind · about qqqq")
    assert "Nobody but Vera Lind is quoted on this, if anybody is." in told.words
    assert [each for each in told.buttons if "Lind" in each] == []


@pytest.mark.parametrize("order", ["timeline", "export"])
def test_an_order_at_the_end_is_told_where_it_belongs(newsroom: Newsroom, order: str) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, f"/whosaid Lind {order}", in_="#newsdesk")
    assert f"Type: /whosaid {order} Lind." in reply.words
    assert f"Type: {order} Lind." in world.answer(reporter.says(f"Lind {order}")).words
