"""Topics, digests, deliveries, threads and channels: what is kept comes back."""

from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from press import NOW
from sqlalchemy import Engine, select

from bot.answers import Question, Subscription
from bot.model import Kind, Topic
from store.changes import Changes
from store.channels import Channels
from store.deliveries import Deliveries
from store.subscriptions import Subscriptions
from store.tables import changes
from store.threads import Standing, Threads
from store.topics import Topics

EVERYTHING = Question(
    who="Umerov",
    about="drones",
    phrase="all for all",
    since=date(2025, 6, 1),
    until=date(2025, 6, 27),
    zone="Europe/Kyiv",
    outlet="Example",
    kind=Kind.DIRECT,
    who_else=True,
)
DAILY = Subscription("C1", "T1", "U1", time(8, 0), "Europe/Kyiv", Question("Umerov"))


def test_topics_come_back_by_name_and_saving_replaces(engine: Engine) -> None:
    topics = Topics(engine)
    drones = Topic("Drones", ("UAV", "unmanned aircraft"), "medtop:20000053")
    grain = Topic("Grain", ("wheat",))
    topics.save([grain, drones])
    assert topics.all() == (drones, grain)
    topics.save([Topic("Grain", ("corn", "wheat"))])
    assert topics.all() == (drones, Topic("Grain", ("corn", "wheat")))


@pytest.mark.parametrize("question", [None, Question("Umerov"), EVERYTHING])
def test_a_digest_is_kept_changed_and_stopped(engine: Engine, question: Question | None) -> None:
    subscriptions = Subscriptions(engine)
    assert subscriptions.for_channel("C1") is None
    wanted = Subscription("C1", "T1", "U1", time(8, 0), "Europe/Kyiv", question)
    saved = subscriptions.save(wanted, now=NOW)
    assert saved == Subscription("C1", "T1", "U1", time(8), "Europe/Kyiv", question, NOW, 1)
    assert subscriptions.for_channel("C1") == saved
    later = subscriptions.save(
        Subscription("C1", "T1", "U2", time(9, 30), "UTC"), now=NOW + timedelta(days=1)
    )
    assert later == Subscription("C1", "T1", "U2", time(9, 30), "UTC", None, NOW, 1)
    other = subscriptions.save(Subscription("C2", "T1", "U1", time(7), "UTC"), now=NOW)
    assert subscriptions.all() == (later, other)
    Deliveries(engine).claim(1, date(2025, 6, 27), now=NOW)
    assert subscriptions.stop("C1", by="U2", now=NOW) == later
    assert subscriptions.stop("C1", by="U2", now=NOW) is None
    assert subscriptions.all() == (other,)
    page, _ = Changes(engine).page(limit=9)
    assert [(one.by, one.what) for one in page] == [
        ("U2", "digest stopped"),
        ("U1", "digest set"),
        ("U2", "digest set"),
        ("U1", "digest set"),
    ]


def test_a_day_is_claimed_once_posted_once_and_known_ever_after(engine: Engine) -> None:
    digest = Subscriptions(engine).save(DAILY, now=NOW).id or 0
    deliveries, day = Deliveries(engine), date(2025, 6, 27)
    assert deliveries.last(digest) is None
    assert deliveries.claim(digest, day, now=NOW)
    assert not deliveries.claim(digest, day, now=NOW + timedelta(days=1))
    assert not deliveries.done(digest, day)
    assert deliveries.covered(digest) is None
    deliveries.posted(digest, day, "1700000000.000100", until=NOW)
    assert deliveries.done(digest, day)
    assert deliveries.last(digest) == day
    assert deliveries.covered(digest) == NOW
    assert not deliveries.reclaim(digest, day, now=NOW + timedelta(days=1))


def test_a_day_with_nothing_to_tell_is_done_and_tells_up_to_its_hour(engine: Engine) -> None:
    digest = Subscriptions(engine).save(DAILY, now=NOW).id or 0
    deliveries, day = Deliveries(engine), date(2025, 6, 27)
    deliveries.claim(digest, day, now=NOW)
    deliveries.empty(digest, day, until=NOW)
    assert deliveries.done(digest, day)
    assert (deliveries.last(digest), deliveries.covered(digest)) == (None, NOW)
    assert not deliveries.reclaim(digest, day, now=NOW + timedelta(days=1))


def test_a_claim_without_a_post_can_be_taken_over_later(engine: Engine) -> None:
    digest = Subscriptions(engine).save(DAILY, now=NOW).id or 0
    deliveries, day = Deliveries(engine), date(2025, 6, 27)
    assert not deliveries.reclaim(digest, day, now=NOW), "never claimed"
    deliveries.claim(digest, day, now=NOW)
    minutes = timedelta(minutes=1)
    assert not deliveries.reclaim(digest, day, now=NOW + 9 * minutes)
    assert deliveries.reclaim(digest, day, now=NOW + 10 * minutes)
    assert not deliveries.reclaim(digest, day, now=NOW + 11 * minutes)
    deliveries.failed(digest, day, "not_in_channel")
    assert deliveries.reclaim(digest, day, now=NOW + 12 * minutes)


def test_eight_bots_claim_one_day_and_one_has_it(engine: Engine) -> None:
    digest = Subscriptions(engine).save(DAILY, now=NOW).id or 0
    deliveries, start, had = Deliveries(engine), Barrier(8), []

    def bot() -> None:
        start.wait()
        had.append(deliveries.claim(digest, date(2025, 6, 27), now=NOW))

    threads = [Thread(target=bot) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(had) == [False] * 7 + [True]


def test_an_event_is_heard_once_until_it_is_forgotten(engine: Engine) -> None:
    deliveries = Deliveries(engine)
    assert deliveries.first_time("Ev1", now=NOW)
    assert not deliveries.first_time("Ev1", now=NOW)
    assert deliveries.first_time("Ev2", now=NOW + timedelta(hours=1))
    deliveries.forget_events(NOW + timedelta(minutes=1))
    assert deliveries.first_time("Ev1", now=NOW)
    assert not deliveries.first_time("Ev2", now=NOW)
    deliveries.take_back("Ev2")
    assert deliveries.first_time("Ev2", now=NOW)


def test_what_was_begun_and_not_finished_is_known_by_how_its_key_begins(engine: Engine) -> None:
    deliveries, minute = Deliveries(engine), timedelta(minutes=1)
    for at, key in enumerate(("post:1", "post:2", "posted:3", "p%:4", "post:5")):
        deliveries.first_time(key, now=NOW + at * minute)
    deliveries.take_back("post:2")
    assert deliveries.unfinished("post:", before=NOW + 4 * minute) == (("post:1", NOW),)
    assert deliveries.unfinished("p%", before=NOW + 4 * minute) == (("p%:4", NOW + 3 * minute),)


def test_a_thread_remembers_its_question_until_it_ends(engine: Engine) -> None:
    threads = Threads(engine)
    assert threads.standing("C1", "1.1") is None
    threads.remember("C1", "1.1", Standing(Question("Umerov"), None, started=True), now=NOW)
    threads.remember("C1", "1.1", Standing(EVERYTHING, -(1 << 60), started=False), now=NOW)
    assert threads.standing("C1", "1.1") == Standing(EVERYTHING, -(1 << 60), started=True)
    assert threads.standing("C2", "1.1") is None
    threads.end("C1", "1.1")
    assert threads.standing("C1", "1.1") is None
    threads.remember("C1", "1.1", Standing(EVERYTHING, None, started=False), now=NOW)
    assert threads.standing("C1", "1.1") == Standing(EVERYTHING, None, started=True)


def test_links_are_off_until_somebody_switches_them_on(engine: Engine) -> None:
    channels = Channels(engine)
    assert not channels.links_on("C1")
    channels.set_links("C1", True, by="U1", now=NOW)
    assert channels.links_on("C1")
    assert not channels.links_on("C2")
    channels.set_links("C1", False, by="U2", now=datetime(2025, 7, 1, tzinfo=UTC))
    assert not channels.links_on("C1")
    with engine.connect() as connection:
        by = connection.execute(select(changes.c.by, changes.c.what)).all()
    assert [tuple(row) for row in by] == [("U1", "links switched"), ("U2", "links switched")]
