"""What was posted with a quote that does not stand any more is amended within a minute."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from newsrooms import NOW, Newsroom, Opens, reply_to
from slack_sdk.errors import SlackApiError
from stories import in_one, story

from bot.answers import Question, Subscription
from handlers.lost import LATEST
from handlers.posts import POSTING, post_quotes
from handlers.practice.members import archive
from handlers.practice.reply import Reply
from handlers.render.carry import Asked
from store.posts import Posts

BRIDGE_12 = "https://news.example/bridge-12"
WORDS_12 = "“Bridge number 12 will be built with drones.”"


def shared(newsroom: Newsroom, asked: str = "/whosaid Lind") -> Reply:
    reporter = newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, asked, in_="#newsdesk")
    reporter.presses("Share to channel", on=reply)
    newsroom.world.quiet()
    return newsroom.world.messages("#newsdesk")[-1]


def ticked(newsroom: Newsroom) -> None:
    newsroom.world.clock.advance(timedelta(seconds=20))
    newsroom.bot.clock.tick(newsroom.world.clock.now())


def root(newsroom: Newsroom, place: int = -1) -> Reply:
    return newsroom.world.messages("#newsdesk")[place]


def struck(reply: Reply) -> str:
    """The words that are struck through, and no others."""

    def runs(part: Any) -> list[str]:
        if isinstance(part, list):
            return [run for each in part for run in runs(each)]
        if not isinstance(part, dict):
            return []
        if part.get("style", {}).get("strike") if isinstance(part.get("style"), dict) else False:
            return [part["text"]]
        return [run for each in part.values() for run in runs(each)]

    return " ".join(runs(reply.blocks))


def test_a_killed_quote_is_struck_in_what_was_shared_and_its_thread_is_told(
    newsroom: Newsroom,
) -> None:
    before = shared(newsroom)
    newsroom.bot.desk.articles.withdraw(
        BRIDGE_12, "Never said", by="U1", now=newsroom.world.clock.now()
    )
    ticked(newsroom)
    after = root(newsroom)
    assert after.ts == before.ts
    assert WORDS_12 in struck(after)
    assert "Bridge number 11" not in struck(after)
    assert "Withdrawn" in after.words
    assert "Never said" in after.words
    assert "shared by @olha" in after.words
    assert before.buttons.count("Show context") == 5
    assert after.buttons.count("Show context") == 4
    (told,) = newsroom.world.answers(after)
    assert "Do not use the quote by Vera Lind above. Withdrawn" in told.words
    assert after.text.startswith("Withdrawn")
    assert "Bridge number 12" not in after.text
    for _ in range(3):
        ticked(newsroom)
    assert len(newsroom.world.answers(after)) == 1
    assert newsroom.world.refusals == []


def test_a_reinstated_quote_stands_again_as_it_did(newsroom: Newsroom) -> None:
    before = shared(newsroom)
    newsroom.bot.desk.articles.withdraw(BRIDGE_12, "Never said", by="U1", now=NOW)
    ticked(newsroom)
    newsroom.bot.desk.articles.reinstate(BRIDGE_12, by="U1", now=NOW + timedelta(minutes=1))
    ticked(newsroom)
    after = root(newsroom)
    assert struck(after) == ""
    assert after.buttons == before.buttons
    assert after.words.split("shared by")[1] == before.words.split("shared by")[1]
    assert "stands again" in newsroom.world.answers(after)[-1].words


def test_a_digest_is_amended_in_the_channel_and_in_its_thread(newsroom: Newsroom) -> None:
    world, channel = newsroom.world, newsroom.world.messages
    newsroom.bot.desk.subscriptions.save(
        Subscription("C0NEWSDESK", "T1", "U0EDITOR", time(8), "UTC"), now=NOW
    )
    many = [f"Ferry number {n} will sail." for n in range(1, 13)]
    url = "https://news.example/ferries"
    newsroom.archive.add(story("Cora Vane", *many, title="Ferries", url=url), now=NOW)
    world.clock.jump_to(NOW + timedelta(days=1, hours=2))
    ticked(newsroom)
    newsroom.bot.desk.articles.withdraw(url, "No ferry sails", by="U1", now=world.clock.now())
    ticked(newsroom)
    (digest,) = channel("#newsdesk")
    part, *told = world.answers(digest)
    assert struck(digest).count("will sail") == 10
    assert struck(part).count("will sail") == 2
    assert len(told) == 2
    assert "Daily digest: 12 new quotes" in digest.words
    assert world.refusals == []


def test_an_answer_in_a_thread_and_a_context_are_amended_too(newsroom: Newsroom) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    said = editor.says("@whosaid Lind", in_="#newsdesk")
    answer = world.answer(said)
    editor.says("context 1", in_="#newsdesk", thread=said)
    world.waits_for(lambda: len(world.answers(said)) == 2)
    world.quiet()
    context = world.answers(said)[-1]
    newsroom.bot.desk.articles.withdraw(BRIDGE_12, "Killed <!channel>", by="U1", now=NOW)
    ticked(newsroom)
    replies = {each.ts: each for each in world.answers(said)}
    assert WORDS_12 in struck(replies[answer.ts])
    assert "Bridge number 12 will be built with drones." in struck(replies[context.ts])
    told = [each for each in replies.values() if "Do not use" in each.words]
    assert len(told) == 1  # the thread is told once, whatever stands in it twice
    assert all(each.pings == [] for each in replies.values())
    assert world.refusals == []


def test_a_quote_that_a_corrected_article_has_no_more_is_struck(newsroom: Newsroom) -> None:
    shared(newsroom)
    corrected = story("Vera Lind", "Bridge number 12 will wait.", title="Bridge 12", url=BRIDGE_12)
    newsroom.archive.add(corrected, now=newsroom.world.clock.now())
    ticked(newsroom)
    after = root(newsroom)
    assert WORDS_12 in struck(after)
    assert "The article was changed on 28 June 2025 and no longer has this quote." in after.words


def test_slack_asking_to_wait_delays_it_and_a_message_taken_away_is_left_alone(
    newsroom: Newsroom,
) -> None:
    first = shared(newsroom)
    shared(newsroom, "/whosaid Lind about drones")
    newsroom.world.switches("ratelimit", 1)
    newsroom.bot.app.client.chat_delete(channel=first.message.channel, ts=first.ts)
    newsroom.bot.desk.articles.withdraw(BRIDGE_12, "Never said", by="U1", now=NOW)
    ticked(newsroom)
    assert WORDS_12 in struck(root(newsroom))
    assert [method for method, _ in newsroom.world.refusals] == ["chat.update"]
    ticked(newsroom)
    assert len(newsroom.world.refusals) == 1


def own(newsroom: Newsroom, who: str = "reporter") -> list[Reply]:
    return [one for one in newsroom.world.user(who).sees("#newsdesk") if one.ephemeral]


def test_who_sees_a_fallen_quote_in_an_answer_of_their_own_is_told_once(newsroom: Newsroom) -> None:
    world, desk = newsroom.world, newsroom.bot.desk
    reply_to(newsroom, world.user("guest"), "/whosaid Berg", in_="#newsdesk")
    answer = reply_to(newsroom, world.user("reporter"), "/whosaid Lind", in_="#newsdesk")
    world.user("reporter").presses("Show context", on=answer)
    world.quiet()
    desk.articles.withdraw(BRIDGE_12, "Never said", by="U1", now=world.clock.now())
    for _ in range(3):
        ticked(newsroom)
    told = [one.words for one in own(newsroom)[2:]]
    assert len(told) == 2, "one for the answer, one for the context"
    assert all(one.startswith("Do not use the quote by Vera Lind above. Withdrawn") for one in told)
    assert len(own(newsroom, "guest")) == 1
    assert (world.refusals, world.early) == ([], [])


def test_after_half_an_hour_slack_lets_nobody_be_told(newsroom: Newsroom) -> None:
    world, desk = newsroom.world, newsroom.bot.desk
    reply_to(newsroom, world.user("reporter"), "/whosaid Lind", in_="#newsdesk")
    world.clock.advance(timedelta(minutes=30))
    desk.articles.withdraw(BRIDGE_12, "Never said", by="U1", now=world.clock.now())
    ticked(newsroom)
    assert len(own(newsroom)) == 1
    assert world.refusals == []


class Died(Posts):
    """The store as it is for a bot that has died the moment its message stood there."""

    def remember(self, *_: object, **__: object) -> None:
        raise SystemExit


@pytest.mark.parametrize("in_thread", [False, True])
@pytest.mark.parametrize("hidden", [False, True])
def test_what_was_posted_by_a_bot_that_died_over_it_is_amended_too(
    newsroom: Newsroom, in_thread: bool, hidden: bool
) -> None:
    desk, world, client = newsroom.bot.desk, newsroom.world, newsroom.bot.app.client
    said = world.user("editor").says("Who takes the bridge?", in_="#newsdesk")
    channel, thread = said.message.channel, said.ts if in_thread else None
    message = desk.reply(Asked(Question("Lind")))[1]
    died = replace(desk, posts=Died(newsroom.engine))
    with pytest.raises(SystemExit):
        post_quotes(died, client, channel, message, thread=thread)
    desk.articles.withdraw(BRIDGE_12, "Never said", by="U1", now=world.clock.now())
    world.faults.missing_scopes = ["channels:history"] if hidden else []
    ticked(newsroom)
    posted = world.answers(said)[0] if in_thread else root(newsroom)
    assert struck(posted) == "", "whoever posts it may be at work still"
    for _ in range(4):
        ticked(newsroom)
    posted = world.answers(said)[0] if in_thread else root(newsroom)
    assert (WORDS_12 in struck(posted)) is not hidden
    world.clock.advance(LATEST)
    ticked(newsroom)
    assert desk.deliveries.unfinished(POSTING, before=world.clock.now()) == ()


def test_what_happened_until_a_lost_message_was_found_is_told_of_in_it(newsroom: Newsroom) -> None:
    desk, world = newsroom.bot.desk, newsroom.world
    message = desk.reply(Asked(Question("Lind")))[1]
    died = replace(desk, posts=Died(newsroom.engine))
    with pytest.raises(SystemExit):
        post_quotes(died, newsroom.bot.app.client, world.world.channel("#newsdesk").id, message)
    assert WORDS_12 in root(newsroom).words
    desk.articles.restrict(BRIDGE_12, ["C0ELSEWHERE"], by="U1", now=world.clock.now())
    for _ in range(5):
        ticked(newsroom)
    assert WORDS_12 not in root(newsroom).words
    assert "Bridge number 11" in root(newsroom).words


def test_what_slack_did_not_take_is_not_looked_for(newsroom: Newsroom) -> None:
    desk, world = newsroom.bot.desk, newsroom.world
    message = desk.reply(Asked(Question("Lind")))[1]
    with pytest.raises(SlackApiError):
        post_quotes(desk, newsroom.bot.app.client, "C0NOWHERE", message)
    later = world.clock.now() + LATEST
    assert desk.deliveries.unfinished(POSTING, before=later) == ()


def test_a_bot_that_died_between_amending_and_writing_it_down_tells_it_once(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.traces.PAGE", 2)  # of a thread that has more than one page
    with opens() as newsroom:
        shared(newsroom)
        for words in ("Who has seen this?", "I have."):
            newsroom.world.user("editor").says(words, in_="#newsdesk", thread=root(newsroom))
        newsroom.bot.desk.articles.withdraw(BRIDGE_12, "Never said", by="U1", now=NOW)
        (due,) = newsroom.bot.desk.posts.take_due(now=newsroom.world.clock.now())
        newsroom.bot.desk.posts.put_back(due)
        ticked(newsroom)
        # As if nothing had been written down after the reply:
        with newsroom.engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE posts SET told = NULL, due = {_micro(due.due)}")  # noqa: S608  our own number
        ticked(newsroom)
        told = [each.words for each in newsroom.world.answers(root(newsroom))]
        assert sum("Never said" in each for each in told) == 1


def _micro(moment: Any) -> int:
    return int(moment.timestamp() * 1_000_000)


def test_a_corrected_article_is_noted_where_its_quotes_stand(newsroom: Newsroom) -> None:
    shared(newsroom)
    newsroom.bot.desk.articles.correct(BRIDGE_12, "The <!here> sum", by="U1", now=NOW)
    ticked(newsroom)
    after = root(newsroom)
    assert struck(after) == ""
    assert "12 June 2025 · cue: said · article corrected 28 June 2025 · Harbour News" in after.words
    assert "The article was corrected on 28 June 2025: The <!here> sum." in after.words
    (told,) = newsroom.world.answers(after)
    assert told.words.startswith("On the quote by Vera Lind above: The article was corrected")
    assert after.pings == ["U0REPORTER"]
    newsroom.bot.desk.articles.withdraw(BRIDGE_12, "A court", by="U1", now=NOW, kill=True)
    ticked(newsroom)
    assert "Killed on 28 June 2025, not to be used: A court." in root(newsroom).words
    assert len(newsroom.world.answers(after)) == 2
    assert newsroom.world.refusals == []


def test_erased_words_go_out_of_what_was_posted(newsroom: Newsroom) -> None:
    before = shared(newsroom)
    newsroom.bot.desk.erasure.erase_article(BRIDGE_12, "Asked", by="U1", now=NOW)
    ticked(newsroom)
    after = root(newsroom)
    assert WORDS_12 in before.words
    assert "Bridge number 12" not in f"{after.words} {after.text}"
    assert "A quote stood here that was erased." in after.words
    (told,) = newsroom.world.answers(after)
    assert "A quote above is gone." in told.words
    assert newsroom.bot.desk.erasure.tombstones()[0].swept
    assert newsroom.world.refusals == []


def test_erased_words_go_out_of_the_question_that_asked_for_them(newsroom: Newsroom) -> None:
    before = shared(newsroom, '/whosaid "Bridge number 12 will be built"')
    newsroom.bot.desk.erasure.erase_article(BRIDGE_12, "Asked", by="U1", now=NOW)
    ticked(newsroom)
    after = root(newsroom)
    assert "in these words: Bridge number 12 will be built · 1 quote" in before.words
    assert "in these words: (erased) · 1 quote" in after.words
    assert "number 12 will" not in f"{after.words} {after.text} {after.blocks}"
    assert newsroom.world.refusals == []


def shut(newsroom: Newsroom, how: str) -> None:
    channel = newsroom.world.world.channel("#newsdesk")
    if how == "archived":
        channel.archived = True
    else:
        channel.members.remove(newsroom.bot.desk.bot_user)


def opened_again(newsroom: Newsroom, how: str) -> None:
    world = newsroom.world
    with world.world.lock:
        if how == "archived":
            channel = world.world.channel("#newsdesk")
            archive(world.world, world.server.space.events, channel, "U0EDITOR", archived=False)
        else:
            world.user("editor").invites_app("#newsdesk")
    world.quiet()


@pytest.mark.parametrize("how", ["archived", "removed"])
def test_what_could_not_be_amended_is_amended_once_the_channel_is_open_again(
    newsroom: Newsroom, how: str
) -> None:
    before = shared(newsroom)
    shared(newsroom, "/whosaid Lind about drones")
    shut(newsroom, how)
    newsroom.bot.desk.articles.withdraw(BRIDGE_12, "Never said", by="U1", now=NOW)
    for _ in range(2):
        ticked(newsroom)
    assert len(newsroom.world.refusals) == 1, "one message stands for its channel, for a minute"
    opened_again(newsroom, how)
    ticked(newsroom)
    there = {each.ts: each for each in newsroom.world.messages("#newsdesk")}
    assert WORDS_12 in struck(there[before.ts])
    assert sum(WORDS_12 in struck(each) for each in there.values()) == 2
    assert "Never said" in newsroom.world.answers(before)[-1].words
    assert len(newsroom.world.refusals) == 1


def test_a_channel_that_stays_shut_is_tried_ever_more_seldom(newsroom: Newsroom) -> None:
    shared(newsroom)
    shut(newsroom, "removed")
    newsroom.bot.desk.articles.withdraw(BRIDGE_12, "Never said", by="U1", now=NOW)
    for _ in range(60):
        ticked(newsroom)
    assert 2 <= len(newsroom.world.refusals) <= 6  # in twenty minutes
    newsroom.world.clock.advance(timedelta(days=30))
    newsroom.world.world.channel("#newsdesk").members.append(newsroom.bot.desk.bot_user)
    ticked(newsroom)
    assert WORDS_12 in struck(root(newsroom))


def test_context_says_no_more_of_whoever_else_is_quoted_in_it(newsroom: Newsroom) -> None:
    world, desk, reporter = newsroom.world, newsroom.bot.desk, newsroom.world.user("reporter")
    said = (
        ("Mira Dolan", "The ferry must leave the port"),
        ("Wanda Xylo", "The vault holds seventy sacks of salt"),
        ("Otto Berg", "Nobody counts the sacks"),
    )
    several = [story(by, words, title="Salt") for by, words in said]
    newsroom.archive.add(in_one(*several, url="https://news.example/salt"), now=desk.now())
    answer = world.answer(reporter.says("@whosaid Xylo", in_="#newsdesk"))
    reporter.says("context 1", in_="#newsdesk", thread=answer)
    world.quiet()
    context = reporter.sees("#newsdesk", thread=answer)[-1]
    assert all(words in context.words for _, words in said)
    [dolan] = desk.people.find("Mira Dolan")
    desk.erasure.erase_person(dolan.id, "Asked", by="U1", now=desk.now())
    ticked(newsroom)
    after = world.again(context)
    assert "ferry" not in f"{after.words} {after.text}"
    assert "A quote stood here that was erased" in after.words
    assert all(words in after.words for _, words in said[1:])
    desk.articles.withdraw("https://news.example/salt", "A hoax", by="U1", now=desk.now())
    ticked(newsroom)
    fallen = struck(world.again(context))
    assert all(words in fallen for _, words in said[1:])
    assert world.refusals == []


def test_where_the_first_message_with_a_killed_quote_is_gone_the_next_one_tells(
    newsroom: Newsroom,
) -> None:
    world = newsroom.world
    editor = world.user("editor")
    said = editor.says("@whosaid Lind", in_="#newsdesk")
    first = world.answer(said)
    editor.says("@whosaid Lind", in_="#newsdesk", thread=said)
    world.waits_for(lambda: len(world.answers(said)) == 2)
    world.quiet()
    newsroom.bot.app.client.chat_delete(channel=first.message.channel, ts=first.ts)
    newsroom.bot.desk.articles.withdraw(BRIDGE_12, "Never said", by="U1", now=NOW)
    for _ in range(2):
        ticked(newsroom)
    again, told = world.answers(said)
    assert WORDS_12 in struck(again)
    assert told.words.startswith("Do not use the quote by Vera Lind above. Withdrawn")


def test_of_a_message_that_cannot_be_written_any_more_its_thread_is_told(
    newsroom: Newsroom,
) -> None:
    world = newsroom.world
    first = shared(newsroom)
    message = world.world.messages[first.message.channel][first.ts]
    message.by_app = False  # its app was taken away and installed anew
    newsroom.bot.desk.articles.withdraw(BRIDGE_12, "Never said", by="U1", now=NOW)
    for _ in range(2):
        ticked(newsroom)
    message.by_app = True
    (told,) = world.answers(root(newsroom))
    assert told.words.startswith("Do not use the quote by Vera Lind above. Withdrawn")
    assert [method for method, _ in world.refusals] == ["chat.update"]
