"""Save, Home, and the watches that tell what is new in one DM."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from newsrooms import NOW, Newsroom, reply_to
from sqlalchemy import delete, text, update
from stories import story

from bot.watch import Watch
from handlers.editors import Editors
from handlers.practice.records import View
from handlers.practice.reply import Reply
from handlers.rights import may_change
from store.tables import post_quotes, posts
from store.tables import saved as saved_rows

MINUTE = timedelta(minutes=1)


def saved(newsroom: Newsroom, typed: str = "/whosaid Lind about drones") -> Reply:
    """A question saved under its answer; what the one who saved it was told."""
    reporter = newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, typed, in_="#newsdesk")
    reporter.presses("Save", on=reply)
    newsroom.world.quiet()
    return reporter.sees("#newsdesk")[-1]


def home(newsroom: Newsroom, who: str = "reporter") -> View:
    newsroom.world.quiet()
    view = newsroom.world.user(who).opens_home()
    assert view is not None
    return view


def watching(newsroom: Newsroom, when: Watch, number: int = 1) -> None:
    view = home(newsroom)
    newsroom.world.user("reporter").selects(when.value, on=view, menu=f"saved_watch:{number}")
    newsroom.world.quiet()


def news(newsroom: Newsroom, words: str, minutes: float, by: str = "Vera Lind") -> None:
    told = story(by, words, day=NOW.date(), topics={"drones": "drones"})
    newsroom.archive.add(told, now=NOW + minutes * MINUTE)


def ticked(newsroom: Newsroom, minutes: float) -> list[Reply]:
    """What stands in the reporter's DM after a tick."""
    newsroom.world.clock.jump_to(NOW + minutes * MINUTE)
    newsroom.bot.clock.tick(NOW + minutes * MINUTE)
    newsroom.world.quiet()
    return newsroom.world.user("reporter").sees()


def test_what_is_saved_stands_on_home_is_asked_there_and_removed(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    told = saved(newsroom)
    assert told.ephemeral
    assert told.words.startswith("Saved: Vera Lind · about drones.")
    assert saved(newsroom).words.startswith("You have saved this already: Vera Lind")
    view = home(newsroom)
    assert "Vera Lind · about drones" in str(view.payload)
    assert "Vera Lind" not in str(home(newsroom, "editor").payload["blocks"][:6])
    reporter.presses("Ask", on=view)
    world.quiet()
    assert "5 of 12 quotes" in reporter.sees()[-1].words
    reporter.presses("Remove", on=view)
    assert "Press Save under an answer" in str(home(newsroom).payload)
    assert (world.refusals, world.early) == ([], [])


def test_a_watch_tells_in_one_message_what_a_batch_of_articles_brought(newsroom: Newsroom) -> None:
    saved(newsroom)
    saved(newsroom, "/whosaid Lind")
    watching(newsroom, Watch.AT_ONCE)
    watching(newsroom, Watch.AT_ONCE, number=2)
    news(newsroom, "The drones are late.", 1)
    news(newsroom, "The drones are here.", 2)
    news(newsroom, "No word of bridges.", 2, by="Cora Vane")
    assert ticked(newsroom, 2.5) == [], "more may be coming"
    (told,) = ticked(newsroom, 3.5)
    assert "New: Vera Lind · about drones" in told.words
    assert told.words.count("“The drones are late.”") == 1, "it matches both, and stands once"
    assert "“The drones are here.”" in told.words
    assert "Cora Vane" not in told.words
    assert told.message.text.startswith("2 new quotes on what you watch")
    assert len(ticked(newsroom, 30)) == 1
    news(newsroom, "The drones are gone.", 31)
    assert "“The drones are gone.”" in ticked(newsroom, 33)[-1].words
    assert newsroom.world.refusals == []


def test_a_quote_of_the_news_can_be_said_to_be_wrong(newsroom: Newsroom) -> None:
    for typed in ("/whosaid Lind", "/whosaid Vane"):
        news(newsroom, "No word.", 0, by="Cora Vane")
        saved(newsroom, typed)
    watching(newsroom, Watch.AT_ONCE)
    watching(newsroom, Watch.AT_ONCE, number=2)
    news(newsroom, "The drones are late.", 1)
    news(newsroom, "The ferry is late too.", 1, by="Cora Vane")
    (told,) = ticked(newsroom, 3)
    assert "1. Vera Lind" in told.words
    assert "2. Cora Vane" in told.words
    reporter = newsroom.world.user("reporter")
    choices = [one for block in told.blocks if block["type"] == "actions"
               for one in block["elements"] if one["action_id"] == "pick"]  # fmt: skip
    (option,) = choices[1]["options"]
    assert option["text"]["text"] == "2. Cora Vane, 28 June 2025"
    reporter.selects(option["value"], on=told, menu="pick", nth=1)
    newsroom.world.quiet()
    picked = reporter.sees()[-1]
    assert "“The ferry is late too.”" in picked.words
    reporter.presses("Wrong?", on=picked)
    assert "The ferry is late too." in str(reporter.modal().payload)
    assert newsroom.world.refusals == []


@pytest.mark.parametrize(
    ("many", "head", "rest"),
    [
        (50, "50 new quotes", "and 45 more"),
        (52, "More than 50 new quotes", "and more than 45 more"),
    ],
)
def test_of_more_news_than_a_message_counts_no_number_is_made_up(
    newsroom: Newsroom, many: int, head: str, rest: str
) -> None:
    saved(newsroom)
    watching(newsroom, Watch.AT_ONCE)
    for number in range(many):
        news(newsroom, f"The drones of depot {number} are late.", 1)
    (told,) = ticked(newsroom, 3)
    assert told.message.text.startswith(f"{head} on what you watch")
    assert rest in told.words.splitlines()


def died_after_posting(newsroom: Newsroom) -> None:
    """As if the bot had posted at minute 3, and died before it was written down."""
    with newsroom.engine.begin() as connection:
        told = {"taken": NOW + 3 * MINUTE, "covered": before(newsroom)}
        connection.execute(update(saved_rows).values(told))
        connection.execute(delete(posts))
        connection.execute(delete(post_quotes))


def before(newsroom: Newsroom) -> datetime:
    """Up to which instant the reporter was told before the first news."""
    (message,) = newsroom.world.user("reporter").sees()
    assert message.message.metadata is not None
    (told_of,) = message.message.metadata["event_payload"]
    return datetime.fromisoformat(told_of.partition(" from ")[2])


def test_news_that_was_posted_but_not_written_down_is_not_told_again(newsroom: Newsroom) -> None:
    saved(newsroom)
    watching(newsroom, Watch.AT_ONCE)
    home(newsroom)
    news(newsroom, "The drones are late.", 1)
    assert len(ticked(newsroom, 3)) == 1
    died_after_posting(newsroom)
    news(newsroom, "The drones are here.", 4)
    assert len(ticked(newsroom, 5)) == 1, "whoever took it may be at work still"
    assert len(ticked(newsroom, 14)) == 1, "it stands there already"
    first, second = ticked(newsroom, 15)
    assert "“The drones are late.”" in first.words
    assert "“The drones are here.”" in second.words
    assert "The drones are late." not in second.words
    kept = newsroom.bot.desk.posts.posted_in(first.message.channel, range(1, 99))
    assert len(kept) == 2, "both can be amended"


def test_who_never_opened_home_is_not_told_again_either(newsroom: Newsroom) -> None:
    saved(newsroom)
    reporter, desk = newsroom.world.user("reporter"), newsroom.bot.desk
    desk.saved.watch(1, reporter.id, Watch.AT_ONCE, now=NOW)
    news(newsroom, "The drones are late.", 1)
    (told,) = ticked(newsroom, 3)
    assert desk.saved.of(reporter.id)[0].dm == told.message.channel
    died_after_posting(newsroom)
    assert len(ticked(newsroom, 14)) == 1, "it stands there already"


def test_the_messages_tab_says_where_somebody_reads(newsroom: Newsroom) -> None:
    saved(newsroom)
    reporter = newsroom.world.user("reporter")
    reporter.opens_home("messages")
    (one,) = newsroom.bot.desk.saved.of(reporter.id)
    assert one.dm == newsroom.world.world.im(reporter.id).id


def test_where_slack_hides_the_dm_news_is_told_twice_rather_than_never(newsroom: Newsroom) -> None:
    saved(newsroom)
    watching(newsroom, Watch.AT_ONCE)
    home(newsroom)
    news(newsroom, "The drones are late.", 1)
    assert len(ticked(newsroom, 3)) == 1
    died_after_posting(newsroom)
    newsroom.world.faults.missing_scopes = ["im:history"]
    assert len(ticked(newsroom, 14)) == 2


def test_a_daily_watch_tells_in_the_morning(newsroom: Newsroom) -> None:
    saved(newsroom)
    watching(newsroom, Watch.DAILY)
    news(newsroom, "The drones are late.", 5)
    assert ticked(newsroom, 60) == []
    (told,) = ticked(newsroom, 24 * 60)
    assert "“The drones are late.”" in told.words
    assert len(ticked(newsroom, 25 * 60)) == 1


def test_a_daily_watch_tells_the_next_day_what_came_too_late_and_nothing_twice(
    newsroom: Newsroom,
) -> None:
    due = 23 * 60
    saved(newsroom)
    watching(newsroom, Watch.DAILY)
    news(newsroom, "The drones are late.", due - 1)
    assert len(ticked(newsroom, due)) == 1
    news(newsroom, "The drones are here.", due - 0.5)  # its writer had to wait
    assert len(ticked(newsroom, due + 60)) == 1
    told = ticked(newsroom, due + 24 * 60)
    assert [("late" in one.words, "here" in one.words) for one in told] == [
        (True, False),
        (False, True),
    ]
    assert len(ticked(newsroom, due + 2 * 24 * 60)) == 2


def test_what_came_before_somebody_began_to_watch_is_not_told(newsroom: Newsroom) -> None:
    saved(newsroom)
    news(newsroom, "The drones are late.", -1)
    watching(newsroom, Watch.DAILY)
    assert ticked(newsroom, 24 * 60) == []


def test_a_watch_is_stopped_where_it_tells(newsroom: Newsroom) -> None:
    saved(newsroom)
    watching(newsroom, Watch.AT_ONCE)
    news(newsroom, "The drones are late.", 1)
    (told,) = ticked(newsroom, 3)
    newsroom.world.user("reporter").presses("Stop watching", on=told)
    newsroom.world.quiet()
    news(newsroom, "The drones are here.", 4)
    _, stopped = ticked(newsroom, 6)
    assert stopped.ephemeral
    assert "I tell you no more of this." in stopped.words


def test_nothing_is_lost_while_slack_refuses(newsroom: Newsroom) -> None:
    saved(newsroom)
    watching(newsroom, Watch.AT_ONCE)
    news(newsroom, "The drones are late.", 1)
    newsroom.world.faults.missing_scopes = ["chat:write"]
    assert ticked(newsroom, 3) == []
    newsroom.world.faults.missing_scopes = []
    assert ticked(newsroom, 8) == [], "it is tried again in ten minutes"
    (told,) = ticked(newsroom, 14)
    assert "“The drones are late.”" in told.words


def test_the_feeds_are_shown_to_who_looks_after_them(newsroom: Newsroom) -> None:
    feeds, reporter = newsroom.bot.desk.feeds, newsroom.world.user("reporter")
    feeds.add("https://gauge.example/rss", owner=reporter.id, by="ada", now=NOW + 90 * MINUTE)
    feeds.add("https://herald.example/rss", owner=None, by="ada", now=NOW + 90 * MINUTE)
    feeds.pause("https://herald.example/rss", True, by="ada", now=NOW)
    own = str(home(newsroom).payload)
    assert "https://gauge.example/rss" in own
    assert "not read yet" in own
    assert "herald" not in own
    every = str(home(newsroom, "editor").payload)
    assert "https://herald.example/rss" in every
    assert "paused" in every
    assert "example/rss" not in str(home(newsroom, "guest").payload)
    assert newsroom.world.refusals == []


def test_a_digest_is_changed_and_stopped_on_home(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/digest on 08:00 Lind", in_="#newsdesk")
    reporter.presses("Start this digest", on=reply)
    view = home(newsroom)
    reporter.presses("Edit", on=view)
    form = reporter.modal()
    wrong = {"at": {"value": None}}
    assert reporter.submits(form, wrong)["errors"] == {"at": "Please complete this required field."}
    reporter.submits(form, {"at": {"value": "06:30"}, "about": {"value": "drones"}})
    shown = str(home(newsroom).payload)
    assert "Daily digest, Lind · about drones: every day at 06:30 Europe/Kyiv" in shown
    reporter.presses("Edit", on=home(newsroom))
    reporter.submits(reporter.modal(), {"who": {"value": None}, "about": {"value": None}})
    assert "Daily digest: every day at 06:30 Europe/Kyiv" in str(home(newsroom).payload)
    reporter.presses("Stop", on=home(newsroom))
    world.quiet()
    assert newsroom.bot.desk.subscriptions.all() == ()
    assert "Your digests" not in str(home(newsroom).payload)
    assert world.refusals == []


def test_a_digest_is_changed_by_who_set_it_up_or_runs_the_workspace(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/digest on 08:00", in_="#newsdesk")
    reporter.presses("Start this digest", on=reply)
    world.quiet()
    for typed in ("/digest off", "/digest on 09:00"):
        refused = reply_to(newsroom, world.user("guest"), typed, in_="#newsdesk")
        assert "@olha set the digest of #newsdesk up." in refused.words
    assert "Stop it for everybody here?" in (
        reply_to(newsroom, world.user("editor"), "/digest off", in_="#newsdesk").words
    )
    (kept,) = newsroom.bot.desk.subscriptions.all()
    assert (kept.owner, kept.at.hour) == (reporter.id, 8)


def test_a_digest_that_somebody_else_has_taken_over_is_not_stopped_without_a_word(
    newsroom: Newsroom,
) -> None:
    world, owner = newsroom.world, newsroom.world.user("reporter")
    owner.presses(
        "Start this digest", on=reply_to(newsroom, owner, "/digest on 08:00", "#newsdesk")
    )
    view = home(newsroom, "reporter")
    owner.presses("Edit", on=view)
    form = owner.modal()
    taken_over = reply_to(newsroom, world.user("editor"), "/digest on 09:00", in_="#newsdesk")
    world.user("editor").presses("Replace the digest", on=taken_over)
    world.quiet()
    owner.presses("Stop", on=view)
    world.quiet()
    owner.submits(form, {"at": {"value": "06:30"}})
    world.quiet()
    (kept,) = newsroom.bot.desk.subscriptions.all()
    assert kept.at.hour == 9
    anew, *refused = (each.words for each in owner.sees())
    assert anew == (
        "The digest that you set up in #newsdesk is set up anew by a colleague, and theirs now."
    )
    for each in refused:
        assert "set the digest of #newsdesk up. Only they can change it, or an editor" in each
    assert len(refused) == 2
    assert world.refusals == []


def test_a_digest_that_was_stopped_under_its_form_stays_stopped(newsroom: Newsroom) -> None:
    reporter = newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/digest on 08:00", in_="#newsdesk")
    reporter.presses("Start this digest", on=reply)
    reporter.presses("Edit", on=home(newsroom))
    form = reporter.modal()
    newsroom.bot.desk.subscriptions.stop("C0NEWSDESK", by="U0EDITOR", now=NOW)
    reporter.submits(form, {"at": {"value": "06:30"}})
    newsroom.world.quiet()
    assert newsroom.bot.desk.subscriptions.all() == ()
    (told,) = reporter.sees()
    assert told.words.startswith("That digest was stopped meanwhile. /digest on 08:00, typed in")


def test_what_cannot_be_done_on_home_is_said_in_the_dm(newsroom: Newsroom) -> None:
    saved(newsroom)
    view, reporter = home(newsroom), newsroom.world.user("reporter")
    with newsroom.engine.begin() as connection:
        connection.execute(text("ALTER TABLE saved RENAME TO lost"))
    reporter.selects(Watch.DAILY.value, on=view, menu="saved_watch:1")
    reporter.presses("Remove", on=view)
    newsroom.world.quiet()
    assert len(reporter.sees()) == 2
    assert all("database" in each.words for each in reporter.sees())


def test_an_editor_that_is_named_may_change_a_digest_of_others(newsroom: Newsroom) -> None:
    desk, client = newsroom.bot.desk, newsroom.bot.app.client
    guest = newsroom.world.user("guest").id
    assert not may_change(desk, client, "U0REPORTER", guest), "that all may correct is not enough"
    assert may_change(replace(desk, editors=Editors(guest)), client, "U0REPORTER", guest)
    assert not may_change(replace(desk, editors=Editors("S0NOBODY")), client, "U0REPORTER", guest)


def test_an_article_that_a_fast_clock_has_dated_later_holds_no_news_back(
    newsroom: Newsroom,
) -> None:
    saved(newsroom)
    watching(newsroom, Watch.AT_ONCE)
    news(newsroom, "The ice is thin.", 24 * 60, by="Cora Vane")
    news(newsroom, "The drones are late.", 1)
    (told,) = ticked(newsroom, 3)
    assert "“The drones are late.”" in told.words


def test_an_article_pasted_an_hour_on_is_told_of_at_once(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    saved(newsroom)
    watching(newsroom, Watch.AT_ONCE)
    world.clock.advance(60 * MINUTE)
    pasted = "The drones are late\n\n“The drones are late again this week,” the transport minister,"
    pasted += " Vera Lind, said in the harbour on Friday, where nobody had expected them so soon.\n"
    world.answer(reporter.says(pasted + "The ships waited for them at the old quay all night."))
    world.clock.advance(2 * MINUTE)
    newsroom.bot.clock.tick(world.clock.now())
    told = reporter.sees()[-1]
    assert "1 new quote on what you watch" in told.message.text
    assert "“The drones are late again this week" in told.words
