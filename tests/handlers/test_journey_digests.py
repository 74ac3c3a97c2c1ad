"""/digest: set up with a confirmation, posted once in its zone, never lost, never twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from newsrooms import NOW, Newsroom, reply_to
from slack_sdk import WebClient
from sqlalchemy import create_engine
from stories import story

from bot.model import Article
from handlers.clock import Clock, deliver_once
from handlers.practice.reply import Reply
from store.subscriptions import Subscriptions

NEXT_MORNING = datetime(2025, 6, 29, 5, 0, tzinfo=UTC)  # 08:00 in Kyiv


def started(newsroom: Newsroom, typed: str = "/digest on 08:00", in_: str = "#newsdesk") -> None:
    reporter = newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, typed, in_=in_)
    reporter.presses(reply.buttons[0], on=reply)
    newsroom.world.quiet()


def news(newsroom: Newsroom, number: int, name: str = "Cora Vane", hour: int = 12) -> None:
    """So many quotes by one person, kept at an hour of today."""
    article: Article = story(
        name, *(f"Sentence number {n} about ferries." for n in range(1, number + 1))
    )
    newsroom.archive.add(article, now=NOW.replace(hour=hour))


def ticked(newsroom: Newsroom, at: datetime = NEXT_MORNING) -> list[Reply]:
    """What stands in the channel after a tick."""
    world = newsroom.world
    if at > world.clock.now():
        world.clock.jump_to(at)
    newsroom.bot.clock.tick(world.clock.now())
    return world.messages("#newsdesk")


def test_a_digest_is_proposed_in_the_zone_of_who_asks_and_starts_when_confirmed(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/digest on 08:00 Vane about ferries", in_="#newsdesk")
    assert reply.ephemeral
    assert "Vane · about ferries: every day at 08:00 Europe/Kyiv" in reply.words
    assert "Next on Sunday, 29 June 2025 at 08:00." in reply.words
    assert newsroom.bot.desk.subscriptions.all() == ()
    reporter.presses("Start this digest", on=reply)
    world.quiet()
    (told,) = reporter.sees("#newsdesk")
    assert "It is on." in told.words
    status = reply_to(newsroom, world.user("editor"), "/digest status", in_="#newsdesk")
    assert "every day at 08:00 Europe/Kyiv" in status.words
    assert world.refusals == []


def test_cancel_starts_nothing_and_leaves_nothing(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/digest on 8:00", in_="#newsdesk")
    reporter.presses("Cancel", on=reply)
    world.quiet()
    assert reporter.sees("#newsdesk") == []
    assert newsroom.bot.desk.subscriptions.all() == ()


def test_one_message_with_ten_quotes_and_the_rest_in_its_thread(newsroom: Newsroom) -> None:
    started(newsroom)
    news(newsroom, 23)
    assert ticked(newsroom, NEXT_MORNING - timedelta(minutes=1)) == []
    (digest,) = ticked(newsroom)
    assert "Daily digest: 23 new quotes until 29 June 2025, 08:00 Europe/Kyiv" in digest.words
    assert digest.words.count("Sentence number") == 10
    assert "13 more quotes in the thread." in digest.words
    parts = newsroom.world.answers(digest)
    assert [part.words.count("Sentence number") for part in parts] == [10, 3]
    assert all(part.thread_ts == digest.ts for part in parts)
    assert newsroom.world.refusals == []


def test_a_number_of_a_digest_means_its_quote_in_all_of_its_thread(newsroom: Newsroom) -> None:
    started(newsroom)
    news(newsroom, 23)
    (digest,) = ticked(newsroom)
    posted = [one for message in (digest, newsroom.world.answers(digest)[0])
              for one in message.blocks]  # fmt: skip
    editor = newsroom.world.user("editor")
    for nth, number in enumerate((14, 3), start=2):
        (stands,) = [one["block_id"] for one in posted
                     if one.get("block_id", "").endswith(f"-n{number}")]  # fmt: skip
        editor.says(f"context {number}", in_="#newsdesk", thread=digest)
        context = newsroom.world.answer(digest, nth=nth)
        shown = [one.get("block_id") for one in context.blocks]
        assert stands.partition("-n")[0] in shown


def test_a_digest_comes_once_however_often_the_clock_ticks(newsroom: Newsroom) -> None:
    started(newsroom)
    news(newsroom, 3)
    for minutes in range(0, 60, 5):
        shown = ticked(newsroom, NEXT_MORNING + timedelta(minutes=minutes))
    assert len(shown) == 1


def test_the_next_digest_holds_only_what_is_new_and_an_empty_one_is_not_posted(
    newsroom: Newsroom,
) -> None:
    started(newsroom)
    news(newsroom, 3)
    ticked(newsroom)
    assert len(ticked(newsroom, NEXT_MORNING + timedelta(days=1))) == 1
    newsroom.archive.add(
        story("Ann Berg", "Late news."), now=NEXT_MORNING + timedelta(days=1, hours=1)
    )
    shown = ticked(newsroom, NEXT_MORNING + timedelta(days=2))
    assert len(shown) == 2
    assert "1 new quote" in shown[1].words
    assert "“Late news.”" in shown[1].words


def test_the_thread_of_a_digest_goes_on(newsroom: Newsroom) -> None:
    started(newsroom)
    news(newsroom, 3)
    (digest,) = ticked(newsroom)
    said = newsroom.world.user("editor").says("and Berg?", in_="#newsdesk", thread=digest)
    assert "“No bridge needs drones.”" in newsroom.world.answer(said).words


def test_a_digest_left_between_claim_and_post_is_posted_later_once(newsroom: Newsroom) -> None:
    started(newsroom)
    news(newsroom, 3)
    (kept,) = newsroom.bot.desk.subscriptions.all()
    assert kept.id is not None
    assert newsroom.bot.desk.deliveries.claim(kept.id, NEXT_MORNING.date(), now=NEXT_MORNING)
    assert ticked(newsroom, NEXT_MORNING + timedelta(minutes=5)) == []
    assert len(ticked(newsroom, NEXT_MORNING + timedelta(minutes=15))) == 1
    assert len(ticked(newsroom, NEXT_MORNING + timedelta(minutes=45))) == 1


def test_a_digest_that_was_posted_but_not_written_down_is_recognised(newsroom: Newsroom) -> None:
    started(newsroom)
    news(newsroom, 23)
    (digest,) = ticked(newsroom)
    _forget_delivery(newsroom)
    first, *_ = parts = newsroom.world.answers(digest)
    newsroom.bot.app.client.chat_delete(channel=first.message.channel, ts=first.ts)
    for each in (digest, *parts):
        newsroom.bot.desk.posts.forget(each.message.channel, each.ts)
    assert len(ticked(newsroom, NEXT_MORNING + timedelta(minutes=30))) == 1
    again = newsroom.world.answers(digest)
    assert [each.words for each in again] == [parts[1].words, parts[0].words]
    assert newsroom.bot.desk.deliveries.last(1) == NEXT_MORNING.date()
    ids = range(1, 99)
    assert len(newsroom.bot.desk.posts.posted_in(digest.message.channel, ids)) == 23


def _forget_delivery(newsroom: Newsroom) -> None:
    """As if the bot had died after posting: the claim stands, the message is not written down."""
    deliveries = newsroom.bot.desk.deliveries
    channel = newsroom.world.world.channel("#newsdesk").id
    kept = newsroom.bot.desk.subscriptions.stop(channel, by="U1", now=NOW)
    assert kept is not None
    newsroom.bot.desk.subscriptions.save(kept, now=NOW)
    deliveries.claim(1, NEXT_MORNING.date(), now=NEXT_MORNING)


def test_who_set_it_up_is_told_once_what_to_type_when_the_bot_may_not_post(
    newsroom: Newsroom,
) -> None:
    world = newsroom.world
    started(newsroom)
    news(newsroom, 3)
    channel = world.world.channel("#newsdesk")
    channel.members.remove(newsroom.bot.desk.bot_user)
    assert ticked(newsroom) == []
    assert ticked(newsroom, NEXT_MORNING + timedelta(minutes=30)) == []
    (told,) = world.user("reporter").sees()
    assert "I could not post the digest for #newsdesk." in told.words
    assert "Type /invite @whosaid there." in told.words
    channel.members.append(newsroom.bot.desk.bot_user)
    shown = ticked(newsroom, NEXT_MORNING + timedelta(minutes=60))
    assert ["3 new quotes" in each.words for each in shown] == [True]


def test_what_could_not_be_posted_for_days_is_in_the_first_digest_that_can(
    newsroom: Newsroom,
) -> None:
    started(newsroom)
    news(newsroom, 3)
    channel = newsroom.world.world.channel("#newsdesk")
    channel.members.remove(newsroom.bot.desk.bot_user)
    assert ticked(newsroom) == []
    channel.members.append(newsroom.bot.desk.bot_user)
    (digest,) = ticked(newsroom, NEXT_MORNING + timedelta(days=2))
    assert "3 new quotes" in digest.words


def test_moving_a_digest_to_an_earlier_hour_repeats_nothing(newsroom: Newsroom) -> None:
    started(newsroom)
    news(newsroom, 3)
    assert len(ticked(newsroom)) == 1
    started(newsroom, "/digest on 06:00")
    assert len(ticked(newsroom, NEXT_MORNING + timedelta(days=1))) == 1


def test_what_came_too_late_for_one_digest_is_in_the_next_and_nothing_twice(
    newsroom: Newsroom,
) -> None:
    started(newsroom)
    just_before = NEXT_MORNING - timedelta(seconds=5)
    newsroom.archive.add(story("Cora Vane", "In time."), now=just_before)
    (first,) = ticked(newsroom)
    assert "“In time.”" in first.words
    newsroom.archive.add(story("Ann Berg", "On its way."), now=just_before)
    _, second = ticked(newsroom, NEXT_MORNING + timedelta(days=1))
    assert "1 new quote" in second.words
    assert "“On its way.”" in second.words
    assert len(ticked(newsroom, NEXT_MORNING + timedelta(days=2))) == 2


def test_a_day_without_news_is_looked_at_once(newsroom: Newsroom) -> None:
    started(newsroom)
    assert ticked(newsroom) == []
    newsroom.archive.add(story("Ann Berg", "Late."), now=NEXT_MORNING - timedelta(seconds=5))
    assert ticked(newsroom, NEXT_MORNING + timedelta(hours=2)) == []


def test_moving_a_digest_to_a_later_hour_loses_nothing(newsroom: Newsroom) -> None:
    started(newsroom)
    news(newsroom, 3)
    assert len(ticked(newsroom)) == 1
    newsroom.archive.add(story("Ann Berg", "Late news."), now=NEXT_MORNING + timedelta(hours=2))
    newsroom.world.clock.jump_to(NEXT_MORNING + timedelta(hours=3))
    started(newsroom, "/digest on 20:00")
    shown = ticked(newsroom, NEXT_MORNING + timedelta(days=1, hours=12))
    assert "“Late news.”" in shown[-1].words
    assert len(shown) == 2


def test_who_set_it_up_is_told_when_the_channel_was_archived(newsroom: Newsroom) -> None:
    started(newsroom)
    news(newsroom, 3)
    newsroom.world.world.channel("#newsdesk").archived = True
    assert ticked(newsroom) == []
    (told,) = newsroom.world.user("reporter").sees()
    assert "#newsdesk is archived. Unarchive it in its settings" in told.words


def test_a_guest_sets_up_no_digest(newsroom: Newsroom) -> None:
    refused = "A guest cannot set up a digest. Ask a member of this workspace."
    for nick, channel in (("guest", "#newsdesk"), ("visitor", "#politics")):
        reply = reply_to(newsroom, newsroom.world.user(nick), "/digest on 08:00", in_=channel)
        assert (reply.words, reply.buttons) == (refused, [])


@pytest.mark.parametrize(
    ("channel", "told"),
    [
        ("#random", "I am not in this channel. Type /invite @whosaid, then ask me again."),
        ("#investigations", "I cannot see this channel"),
    ],
)
def test_a_digest_is_not_promised_where_the_bot_cannot_post(
    newsroom: Newsroom, channel: str, told: str
) -> None:
    reply = reply_to(newsroom, newsroom.world.user("reporter"), "/digest on 08:00", in_=channel)
    assert told in reply.words
    assert "Start this digest" not in reply.buttons


def test_whoever_set_it_up_stops_it_at_once_and_others_are_asked(newsroom: Newsroom) -> None:
    world = newsroom.world
    started(newsroom)
    asked = reply_to(newsroom, world.user("editor"), "/digest off", in_="#newsdesk")
    assert "Stop it for everybody here?" in asked.words
    assert len(newsroom.bot.desk.subscriptions.all()) == 1
    world.user("editor").presses("Stop it", on=asked)
    world.quiet()
    assert newsroom.bot.desk.subscriptions.all() == ()
    assert (
        "set up in #newsdesk was stopped by a colleague" in world.user("reporter").sees()[-1].words
    )
    started(newsroom)
    off = reply_to(newsroom, world.user("reporter"), "/digest off", in_="#newsdesk")
    assert "is off" in off.words
    none = reply_to(newsroom, world.user("reporter"), "/digest", in_="#newsdesk")
    assert "This channel has no digest. Type /digest on 08:00 to set one up." in none.words


def test_a_digest_is_off_although_its_owner_cannot_be_told(newsroom: Newsroom) -> None:
    world = newsroom.world
    started(newsroom)
    asked = reply_to(newsroom, world.user("editor"), "/digest off", in_="#newsdesk")
    world.faults.missing_scopes = ["chat:write"]
    world.user("editor").presses("Stop it", on=asked)
    world.quiet()
    assert newsroom.bot.desk.subscriptions.all() == ()
    assert "is off" in world.user("editor").sees("#newsdesk")[-1].words


def test_two_copies_of_the_bot_post_one_digest(newsroom: Newsroom) -> None:
    started(newsroom)
    news(newsroom, 3)
    (kept,) = newsroom.bot.desk.subscriptions.all()
    newsroom.world.clock.jump_to(NEXT_MORNING)
    for _ in range(2):
        deliver_once(newsroom.bot.desk, newsroom.bot.app.client, kept, newsroom.world.clock.now())
    assert len(newsroom.world.messages("#newsdesk")) == 1


def test_a_server_error_leaves_the_claim_and_the_next_look_finds_what_was_posted(
    newsroom: Newsroom,
) -> None:
    started(newsroom)
    news(newsroom, 3)
    (kept,) = newsroom.bot.desk.subscriptions.all()
    newsroom.world.clock.jump_to(NEXT_MORNING)
    now = newsroom.world.clock.now()
    nowhere = WebClient(token="xoxb-1", base_url="http://127.0.0.1:9/", retry_handlers=[])
    deliver_once(newsroom.bot.desk, nowhere, kept, now)
    assert newsroom.world.messages("#newsdesk") == []
    assert len(ticked(newsroom, NEXT_MORNING + timedelta(minutes=5))) == 0
    assert len(ticked(newsroom, NEXT_MORNING + timedelta(minutes=20))) == 1


def test_without_the_right_to_look_a_digest_left_by_a_crash_is_not_posted_twice(
    newsroom: Newsroom,
) -> None:
    world = newsroom.world
    started(newsroom)
    news(newsroom, 3)
    assert len(ticked(newsroom)) == 1
    _forget_delivery(newsroom)
    world.faults.missing_scopes = ["channels:history"]
    assert len(ticked(newsroom, NEXT_MORNING + timedelta(minutes=30))) == 1
    assert "I lack the scope channels:history" in world.user("reporter").sees()[-1].words


def test_a_day_without_news_that_cannot_be_looked_at_troubles_nobody(newsroom: Newsroom) -> None:
    world = newsroom.world
    started(newsroom)
    world.world.channel("#newsdesk").members.remove(newsroom.bot.desk.bot_user)
    deliveries = newsroom.bot.desk.deliveries
    assert deliveries.claim(1, NEXT_MORNING.date(), now=NEXT_MORNING)
    world.faults.missing_scopes = ["channels:history"]
    assert ticked(newsroom, NEXT_MORNING + timedelta(minutes=30)) == []
    assert world.user("reporter").sees() == []
    assert deliveries.done(1, NEXT_MORNING.date())


def test_a_database_that_fails_ends_no_clock(newsroom: Newsroom) -> None:
    started(newsroom)
    without_tables = create_engine("sqlite://")
    broken = replace(newsroom.bot.desk, subscriptions=Subscriptions(without_tables))
    Clock(broken, newsroom.bot.app.client).tick(NEXT_MORNING)
    without_tables.dispose()
    assert newsroom.world.messages("#newsdesk") == []


def test_the_metronome_starts_and_stops(newsroom: Newsroom) -> None:
    clock = newsroom.bot.clock
    clock.start()
    clock.stop()
    clock.stop()


def test_a_digest_says_which_one_it_would_take_the_place_of(newsroom: Newsroom) -> None:
    reporter = newsroom.world.user("reporter")
    started(newsroom)
    reply = reply_to(newsroom, reporter, "/digest on 07:30 Lind", in_="#newsdesk")
    assert "It takes the place of: Daily digest, at 08:00 Europe/Kyiv." in reply.words
    assert "Start this digest" not in reply.buttons
    reporter.presses("Replace the digest", on=reply)
    newsroom.world.quiet()
    (kept,) = newsroom.bot.desk.subscriptions.all()
    assert f"{kept.at:%H:%M}" == "07:30"


def test_a_proposal_made_before_another_digest_does_not_replace_it_unasked(
    newsroom: Newsroom,
) -> None:
    reporter, world = newsroom.world.user("reporter"), newsroom.world
    early = reply_to(newsroom, reporter, "/digest on 07:30 Lind", in_="#newsdesk")
    started(newsroom)
    reporter.presses("Start this digest", on=early)
    world.quiet()
    asked = [one for one in reporter.sees("#newsdesk") if "takes the place" in one.words][-1]
    assert "It takes the place of: Daily digest, at 08:00 Europe/Kyiv." in asked.words
    assert [f"{one.at:%H:%M}" for one in newsroom.bot.desk.subscriptions.all()] == ["08:00"]
    reporter.presses("Replace the digest", on=asked)
    world.quiet()
    assert [f"{one.at:%H:%M}" for one in newsroom.bot.desk.subscriptions.all()] == ["07:30"]


def test_a_digest_on_a_name_that_nobody_or_several_have_says_so(newsroom: Newsroom) -> None:
    for name in ("Cora Lind", "Vera Berg"):
        newsroom.archive.add(story(name, f"{name} was there."), now=NOW)
    reporter = newsroom.world.user("reporter")
    nobody = reply_to(newsroom, reporter, "/digest on 08:00 Cora Lund", in_="#newsdesk")
    told = "Nobody named Cora Lund is quoted here so far. Did you mean Cora Lind?"
    assert told in nobody.words
    assert "Start this digest" in nobody.buttons
    several = reply_to(newsroom, reporter, "/digest on 08:00 Lind", in_="#newsdesk")
    assert "Several people are called Lind. Type a fuller name, such as" in several.words
    assert several.buttons == []


@pytest.mark.parametrize("others", [3, 0])
def test_a_quote_withdrawn_while_a_crash_was_not_made_up_for_is_struck(
    newsroom: Newsroom, others: int
) -> None:
    started(newsroom)
    url = "https://news.example/ferries"
    article = story("Cora Vane", "No ferry will sail.", title="Ferries", url=url)
    newsroom.archive.add(article, now=NOW)
    if others:
        news(newsroom, others)
    (digest,) = ticked(newsroom)
    _forget_delivery(newsroom)
    newsroom.bot.desk.posts.forget(digest.message.channel, digest.ts)
    newsroom.bot.desk.articles.withdraw(url, "Never said", by="U1", now=NEXT_MORNING)
    (digest,) = ticked(newsroom, NEXT_MORNING + timedelta(minutes=30))
    assert "Withdrawn on 29 June 2025: Never said." in digest.words
