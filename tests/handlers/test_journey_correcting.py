"""Wrong? under a quote, and the log of what people changed."""

from datetime import date, time, timedelta

import pytest
from newsrooms import NOW, Newsroom, Opens, reply_to
from stories import story

from bot.answers import Subscription
from handlers.practice.records import View
from handlers.practice.reply import Reply
from store.feeds import Feeds
from store.people import KnownPerson, People, Role

WORDS_12 = "“Bridge number 12 will be built with drones.”"


def wrong(newsroom: Newsroom, asked: str = "/whosaid Lind", nick: str = "reporter") -> View:
    person = newsroom.world.user(nick)
    person.presses("Wrong?", on=reply_to(newsroom, person, asked, in_="#newsdesk"))
    return person.modal()


def chosen(**changed: object) -> dict[str, dict[str, object]]:
    actions = {"speaker": "known_person", "same_as": "known_person"}
    return {block: {actions.get(block, "value"): value} for block, value in changed.items()}


def submitted(newsroom: Newsroom, form: View, **changed: object) -> Reply:
    person = newsroom.world.user("reporter")
    assert person.submits(form, chosen(**changed)) == {"outcome": "closed"}
    newsroom.world.quiet()
    return person.sees("#newsdesk")[-1]


def log(newsroom: Newsroom, nick: str = "editor") -> Reply:
    return reply_to(newsroom, newsroom.world.user(nick), "/whosaid log", in_="#newsdesk")


def ticked(newsroom: Newsroom) -> None:
    newsroom.world.clock.advance(timedelta(seconds=20))
    newsroom.bot.clock.tick(newsroom.world.clock.now())


def test_another_speaker_is_searched_for_and_is_the_speaker_at_once(newsroom: Newsroom) -> None:
    reporter, form = newsroom.world.user("reporter"), wrong(newsroom)
    assert reporter.searches("ann b", on=form, menu="known_person") == ["Ann Berg (1), engineer"]
    berg = newsroom.bot.desk.people.find("Ann Berg")[0].id
    told = submitted(newsroom, form, speaker=str(berg))
    assert told.ephemeral
    assert told.words.startswith("Corrected. What I posted with it says so within a minute.")
    assert f"Ann Berg\n{WORDS_12}" in told.words  # nobody calls her an engineer on that day
    answer = reply_to(newsroom, reporter, "/whosaid Berg", in_="#newsdesk")
    assert "2 quotes" in answer.words
    assert WORDS_12 in answer.words
    assert "corrected by @olha on 28 June 2025" in answer.words
    assert newsroom.world.refusals == []
    assert newsroom.world.early == []


def test_a_thread_is_told_of_a_correction_once_and_of_what_was_corrected(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    said = reporter.says("@whosaid Lind about drones", in_="#newsdesk")
    world.answer(said)
    for nth, words in enumerate(("context 1", "since 11 June"), start=1):
        reporter.says(words, in_="#newsdesk", thread=said)
        world.answer(said, nth=nth)
    submitted(newsroom, wrong(newsroom), new_name="Cora Vane", said_on="2025-05-02")
    for _ in range(3):
        ticked(newsroom)
    told = [each.words for each in world.answers(said)[3:]]
    assert told == [
        "On the quote by Cora Vane above: Corrected by @olha on 28 June 2025: said by Cora Vane,"
        " not by Vera Lind; said on 2 May 2025, not on 12 June 2025."
    ]
    assert world.refusals == []


def test_what_was_posted_is_changed_and_its_thread_is_told(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    shared = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    reporter.presses("Share to channel", on=shared)
    world.quiet()
    submitted(newsroom, wrong(newsroom), new_name="Cora Vane")
    ticked(newsroom)
    posted = world.messages("#newsdesk")[-1]
    assert "1. Cora Vane" in posted.words
    assert posted.words.lower().count("corrected by @olha on 28 June 2025".lower()) == 1
    (told,) = world.answers(posted)
    assert told.words == (
        "On the quote by Cora Vane above: Corrected by @olha on 28 June 2025: said by Cora Vane,"
        " not by Vera Lind."
    )
    undo = log(newsroom)
    world.user("editor").presses("Undo", on=undo)
    world.quiet()
    ticked(newsroom)
    posted = world.messages("#newsdesk")[-1]
    assert "1. Vera Lind" in posted.words
    assert "corrected" not in posted.words
    undone = "The correction of a quote by Vera Lind above was undone."
    assert world.answers(posted)[-1].words == undone
    assert world.refusals == []


def test_what_is_no_quote_is_struck_where_it_was_posted(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reporter.presses(
        "Share to channel", on=reply_to(newsroom, reporter, "/whosaid Lind", "#newsdesk")
    )
    world.quiet()
    told = submitted(newsroom, wrong(newsroom), no_quote=["no_quote"])
    assert told.words.startswith("Taken out: it is in no answer any more.")
    ticked(newsroom)
    posted = world.messages("#newsdesk")[-1]
    assert "No quote, says @olha on 28 June 2025." in posted.words
    assert posted.buttons.count("Wrong?") == 4
    answer = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    assert WORDS_12 not in answer.words
    assert world.refusals == []


def test_other_words_are_chosen_among_the_clauses_of_the_paragraph(newsroom: Newsroom) -> None:
    form = wrong(newsroom)
    blocks = {each["block_id"]: each.get("element", {}) for each in form.payload["blocks"]}
    paragraph = f"{WORDS_12}, Vera Lind said."
    starts = [option["value"] for option in blocks["starts"]["options"]]
    ends = [option["text"]["text"] for option in blocks["ends"]["options"]]
    assert [paragraph[int(at) :] for at in starts] == [paragraph[1:], "Vera Lind said."]
    assert ends == ["“Bridge number 12 will be built with drones.", paragraph]
    assert blocks["said_on"]["initial_date"] == "2025-06-12"
    told = submitted(newsroom, form, starts=starts[1], ends=str(len(paragraph)))
    assert "Vera Lind said." in told.words
    assert "reported" in told.words
    assert newsroom.world.refusals == []


def test_another_day_moves_the_quote(newsroom: Newsroom) -> None:
    told = submitted(newsroom, wrong(newsroom), said_on="2025-05-02")
    assert "said 2 May 2025, published 12 June 2025" in told.words


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({}, {"speaker": "Nothing is changed yet. Change it here or below, or cancel."}),
        ({"new_name": "ann berg"}, {"new_name": "Ann Berg is known already: pick them above."}),
        ({"new_name": "77"}, {"new_name": "There is no letter in this name."}),
        ({"said_on": "2025-07-01"}, {"said_on": "That day is still to come."}),
        (
            {"no_quote": ["no_quote"], "new_name": "Cora Vane"},
            {"no_quote": "What is not a quote has nothing else to correct."},
        ),
        ({"starts": "47"}, {"ends": "The words end before they begin."}),
    ],
)
def test_an_error_stands_at_its_field(
    newsroom: Newsroom, changed: dict[str, object], errors: dict[str, str]
) -> None:
    form = wrong(newsroom)
    outcome = newsroom.world.user("reporter").submits(form, chosen(**changed))
    assert outcome["errors"] == errors
    newsroom.world.quiet()
    assert newsroom.bot.desk.changes.page(limit=1) == ((), False)


def test_one_picked_and_one_named_are_too_many_and_the_present_speaker_is_none(
    newsroom: Newsroom,
) -> None:
    reporter, form = newsroom.world.user("reporter"), wrong(newsroom)
    reporter.searches("Lind", on=form, menu="known_person")
    lind = str(newsroom.bot.desk.people.find("Lind")[0].id)
    outcome = reporter.submits(form, chosen(speaker=lind, new_name="Cora Vane"))
    assert outcome["errors"] == {"new_name": "Pick somebody above or name somebody new, not both."}
    outcome = reporter.submits(form, chosen(speaker=lind, new_name=None))
    assert outcome["errors"] == {"speaker": "That is who it is by: Vera Lind."}


def test_a_quote_that_changed_under_the_form_is_looked_at_again(newsroom: Newsroom) -> None:
    form = wrong(newsroom)
    editor = newsroom.world.user("editor")
    editor.submits(wrong(newsroom, nick="editor"), chosen(said_on="2025-05-02"))
    newsroom.world.quiet()
    outcome = newsroom.world.user("reporter").submits(form, chosen(new_name="Cora Vane"))
    assert outcome["errors"]["starts"].startswith("The quote has changed since.")


def test_what_is_corrected_in_a_thread_is_told_in_it(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    said = reporter.says("@whosaid Lind", in_="#newsdesk")
    reporter.presses("Wrong?", on=world.answer(said))
    reporter.submits(reporter.modal(), chosen(said_on="2025-05-02"))
    world.quiet()
    told = [each for each in reporter.sees("#newsdesk", thread=said) if each.ephemeral]
    assert [each.words[:10] for each in told] == ["Corrected."]


def test_a_user_group_that_goes_away_under_the_form_is_said_in_it(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_EDITORS", "S0DESK")
    monkeypatch.setattr("handlers.editors.GROUP_KEPT_S", 0)
    with opens() as newsroom:
        newsroom.world.world.groups["S0DESK"] = [newsroom.world.user("editor").id]
        form = wrong(newsroom, nick="editor")
        del newsroom.world.world.groups["S0DESK"]
        outcome = newsroom.world.user("editor").submits(form, chosen(said_on="2025-05-02"))
        assert "user group in WHOSAID_EDITORS is not there" in outcome["errors"]["speaker"]
        newsroom.world.quiet()
        assert newsroom.bot.desk.changes.page(limit=1) == ((), False)


@pytest.mark.parametrize("setting", ["U0EDITOR", "S0DESK", "U0NOBODY, U0EDITOR"])
def test_only_those_who_may_correct_do_so_and_see_the_log(
    opens: Opens, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("WHOSAID_EDITORS", setting)
    with opens() as newsroom:
        world = newsroom.world
        world.world.groups["S0DESK"] = [world.user("editor").id]
        reporter = world.user("reporter")
        reporter.presses("Wrong?", on=reply_to(newsroom, reporter, "/whosaid Lind", "#newsdesk"))
        world.quiet()
        refused = "Only editors may correct the archive. Ask one of them, or whoever runs me."
        assert reporter.sees("#newsdesk")[-1].words == refused
        assert log(newsroom, "reporter").words == refused
        wrong(newsroom, nick="editor")
        assert log(newsroom, "editor").words == "Nobody has changed anything."
        assert world.refusals == []


def test_a_guest_is_not_everyone(newsroom: Newsroom) -> None:
    guest = newsroom.world.user("guest")
    guest.presses("Wrong?", on=reply_to(newsroom, guest, "/whosaid Lind", "#newsdesk"))
    newsroom.world.quiet()
    refused = "Only editors may correct the archive. Ask one of them, or whoever runs me."
    assert guest.sees("#newsdesk")[-1].words == refused
    assert log(newsroom, "guest").words == refused


def test_a_user_group_that_is_not_there_or_not_told_is_said(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_EDITORS", "S0NONE")
    with opens() as newsroom:
        assert "user group in WHOSAID_EDITORS is not there" in log(newsroom).words
        newsroom.world.faults.missing_scopes = ["usergroups:read"]
        assert "I lack the scope usergroups:read" in log(newsroom).words


def test_the_log_tells_who_changed_what_and_undoes_it(newsroom: Newsroom) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    submitted(newsroom, wrong(newsroom), new_name="Cora Vane", said_on="2025-05-02")
    shown = log(newsroom)
    assert shown.ephemeral
    assert "28 June 2025" in shown.words
    assert f"@olha · said by Cora Vane, not by Vera Lind: {WORDS_12}" in shown.words
    assert f"@olha · said on 2 May 2025: {WORDS_12}" in shown.words
    assert shown.buttons == ["Undo", "Undo"]
    editor.presses("Undo", on=shown, nth=1)
    world.quiet()
    after = [each for each in editor.sees("#newsdesk") if each.ephemeral][-1]
    assert after.buttons == ["Undo"]
    assert f"undone by @{editor.person.name} on 28 June 2025" in after.words
    assert "1 quote" not in reply_to(newsroom, editor, "/whosaid Vane", "#newsdesk").words
    assert world.refusals == []


def test_people_with_roles_who_were_merged_are_told_apart_again_from_the_log(
    newsroom: Newsroom,
) -> None:
    minister = Role("Minister of Bridges", date(2025, 1, 1))
    People(newsroom.engine).load([KnownPerson("Mira Dolan", roles=(minister,))])
    (dolan,) = newsroom.bot.desk.people.find("Mira Dolan")
    (lind,) = newsroom.bot.desk.people.find("Vera Lind")
    newsroom.bot.desk.pairs.merge(dolan.id, lind.id, by="U1", now=NOW)
    shown = log(newsroom)
    assert "Mira Dolan and Vera Lind are one person" in shown.words
    newsroom.world.user("editor").presses("Undo", on=shown)
    newsroom.world.quiet()
    after = [each for each in newsroom.world.user("editor").sees("#newsdesk") if each.ephemeral][-1]
    assert "undone by" in after.words


def test_the_log_has_pages(newsroom: Newsroom) -> None:
    People(newsroom.engine).load([KnownPerson("Mira Dolan")])
    (dolan,) = newsroom.bot.desk.people.find("Mira Dolan")
    for number in range(12):
        newsroom.bot.desk.people.add_alias(dolan.id, f"Lady {number}x", by="olha", now=NOW)
    editor = newsroom.world.user("editor")
    first = log(newsroom)
    assert first.words.count("olha · Mira Dolan is also called Lady") == 10
    editor.presses("Older", on=first)
    newsroom.world.quiet()
    second = [each for each in editor.sees("#newsdesk") if each.ephemeral][-1]
    assert second.words.count("Mira Dolan is also called Lady") == 2
    assert "Older" not in second.buttons
    assert newsroom.world.refusals == []


def test_two_who_may_be_one_are_merged_or_kept_apart_by_an_editor(newsroom: Newsroom) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    for name in ("V. Lind", "A. Berg"):
        newsroom.archive.add(story(name, f"So says {name}.", title=name), now=NOW)
    shown = reply_to(newsroom, editor, "/whosaid people", in_="#newsdesk")
    assert shown.ephemeral
    assert (
        "Same person? Vera Lind, transport minister (12 quotes) and V. Lind (1 quote)"
        in shown.words
    )
    assert "Why: the initials or part of the name fit." in shown.words
    editor.presses("Same person", on=shown)
    world.quiet()
    left = [each for each in editor.sees("#newsdesk") if each.ephemeral][-1]
    assert left.words.startswith("They are one person now.")
    assert "Vera Lind" not in left.words
    assert "13 quotes" in reply_to(newsroom, editor, "/whosaid Vera Lind", "#newsdesk").words
    editor.presses("Keep apart", on=left)
    world.quiet()
    told = log(newsroom).words
    assert "V. Lind and Vera Lind are one person" in told
    assert "A. Berg and Ann Berg are two people" in told
    assert "no two people look like one" in reply_to(newsroom, editor, "/whosaid people").words
    assert world.refusals == []


def test_the_form_says_that_two_are_one_person(newsroom: Newsroom) -> None:
    reporter, form = newsroom.world.user("reporter"), wrong(newsroom, "/whosaid Berg")
    reporter.searches("Lind", on=form, menu="known_person")
    lind = str(newsroom.bot.desk.people.find("Lind")[0].id)
    outcome = reporter.submits(form, chosen(same_as=lind, said_on="2025-05-02"))
    assert outcome["errors"] == {"same_as": "Say this by itself: it is about all their quotes."}
    asks = submitted(newsroom, form, same_as=lind, said_on="2025-06-10")
    assert asks.words.startswith(
        "Ann Berg, engineer (1 quote) and Vera Lind, transport minister (12 quotes): are they one"
        " person? Then 1 quote of the first would stand under the second"
    )
    assert asks.buttons == ["Same person", "Keep apart", "Cancel"]
    assert "1 quote" in reply_to(newsroom, reporter, "/whosaid Berg", "#newsdesk").words
    reporter.presses("Same person", on=asks)
    newsroom.world.quiet()
    done = [each for each in reporter.sees("#newsdesk") if "They are one" in each.words]
    assert [each.words for each in done] == [
        "They are one person now. /whosaid log has it, and can undo it."
    ]
    assert done[0].buttons == []
    assert "13 quotes" in reply_to(newsroom, reporter, "/whosaid Berg", "#newsdesk").words
    assert newsroom.world.refusals == []


@pytest.mark.parametrize(
    ("button", "told"),
    [
        ("Keep apart", ["They are kept apart, for good. /whosaid log has it, and can undo it."]),
        ("Cancel", []),
    ],
)
def test_two_who_are_not_one_stay_two(newsroom: Newsroom, button: str, told: list[str]) -> None:
    reporter, form = newsroom.world.user("reporter"), wrong(newsroom, "/whosaid Berg")
    reporter.searches("Lind", on=form, menu="known_person")
    lind = str(newsroom.bot.desk.people.find("Lind")[0].id)
    before = [each.ts for each in reporter.sees("#newsdesk")]
    reporter.presses(button, on=submitted(newsroom, form, same_as=lind))
    newsroom.world.quiet()
    left = [each for each in reporter.sees("#newsdesk") if each.ts not in before]
    assert [each.words for each in left] == told
    assert "12 quotes" in reply_to(newsroom, reporter, "/whosaid Lind", "#newsdesk").words
    assert newsroom.world.refusals == []


@pytest.mark.parametrize("hidden", ["restricted", "killed"])
def test_the_log_says_nothing_of_a_quote_that_may_not_be_seen_there(
    newsroom: Newsroom, hidden: str
) -> None:
    submitted(newsroom, wrong(newsroom), new_name="Cora Vane")
    articles, url = newsroom.bot.desk.articles, "https://news.example/bridge-12"
    if hidden == "restricted":
        articles.restrict(url, ["C0ELSEWHERE"], by="U1", now=NOW)
    else:
        articles.withdraw(url, "A hoax", by="U1", now=NOW, kill=True)
    told = log(newsroom).words
    assert "a quote that is not shown here was corrected" in told
    assert "Vane" not in told
    assert "Bridge number 12" not in told


def test_an_answer_about_march_says_the_role_held_in_march(newsroom: Newsroom) -> None:
    spring = Role("Minister of Defence", date(2025, 1, 1), date(2025, 5, 31))
    known = KnownPerson("Cora Vane", roles=(spring, Role("Prime Minister", date(2025, 6, 1))))
    newsroom.bot.desk.people.load([known])
    for day in (date(2025, 3, 3), date(2025, 6, 20)):
        said = story("Cora Vane", f"It is {day}.", day=day, title=f"Of {day}", role="minister")
        newsroom.archive.add(said, now=NOW)
    reporter = newsroom.world.user("reporter")
    march = reply_to(newsroom, reporter, "/whosaid Vane in March 2025", in_="#newsdesk")
    assert "1. Cora Vane, then Minister of Defence\n“It is 2025-03-03.”" in march.words
    june = reply_to(newsroom, reporter, "/whosaid Vane in June 2025", in_="#newsdesk")
    assert "1. Cora Vane, Prime Minister\n“It is 2025-06-20.”" in june.words


def test_the_log_names_the_channel_of_a_digest(newsroom: Newsroom) -> None:
    channel = newsroom.world.world.channel("#newsdesk").id
    digest = Subscription(channel, "T1", "U0EDITOR", time(8), "UTC")
    newsroom.bot.desk.subscriptions.save(digest, now=NOW)
    newsroom.bot.desk.subscriptions.stop(channel, by="U0REPORTER", now=NOW)
    told = log(newsroom).words
    assert "the digest of #newsdesk was set to 08:00 UTC" in told
    assert "@olha · the digest of #newsdesk was stopped" in told
    assert newsroom.world.refusals == []


def test_wrong_is_under_a_context_and_a_verdict_too(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    typed = f"/whosaid verify {WORDS_12}"
    verdict = reply_to(newsroom, reporter, typed, in_="#newsdesk")
    reporter.presses("Show context", on=verdict)
    world.quiet()
    for reply in (verdict, reporter.sees("#newsdesk")[-1]):
        reporter.presses("Wrong?", on=reply)
        form = reporter.modal()
        assert "Bridge number 12" in str(form.payload)
        reporter.closes(form)
    assert (world.refusals, world.early) == ([], [])


def test_a_quote_of_a_digest_or_timeline_is_chosen_by_its_number_and_corrected(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    newsroom.bot.desk.subscriptions.save(
        Subscription("C0NEWSDESK", "T1", "U0EDITOR", time(8), "UTC"), now=NOW
    )
    for n in range(1, 13):
        newsroom.archive.add(story("Cora Vane", f"Ferry {n} will sail."), now=NOW)
    world.clock.jump_to(NOW + timedelta(days=1, hours=2))
    ticked(newsroom)
    (digest,) = world.messages("#newsdesk")
    (part,) = world.answers(digest)
    timeline = reply_to(newsroom, reporter, "/whosaid timeline Vane", in_="#politics")
    for told, number, where, under in (
        (digest, "2. Cora Vane, 1 June 2025", "#newsdesk", None),
        (part, "12. Cora Vane, 1 June 2025", "#newsdesk", digest),
        (timeline, "3. Cora Vane, 1 June 2025", "#politics", None),
    ):
        reporter.selects(number, on=told, menu="pick")
        world.quiet()
        one = reporter.sees(where, thread=under)[-1]
        assert one.ephemeral
        assert one.words.count("will sail.") == 1
        reporter.presses("Wrong?", on=one)
        reporter.closes(reporter.modal())
    assert world.refusals == []


def test_a_quote_that_fell_cannot_be_chosen_in_its_digest(newsroom: Newsroom) -> None:
    world = newsroom.world
    newsroom.bot.desk.subscriptions.save(
        Subscription("C0NEWSDESK", "T1", "U0EDITOR", time(8), "UTC"), now=NOW
    )
    for n in (1, 2):
        url = f"https://news.example/ferry-{n}"
        newsroom.archive.add(story("Cora Vane", f"Ferry {n} will sail.", url=url), now=NOW)
    world.clock.jump_to(NOW + timedelta(days=1, hours=2))
    ticked(newsroom)
    for n, left in ((1, 1), (2, 0)):
        newsroom.bot.desk.articles.withdraw(
            f"https://news.example/ferry-{n}", "Never said", by="U1", now=world.clock.now()
        )
        ticked(newsroom)
        (digest,) = world.messages("#newsdesk")
        chosen_from = [block for block in digest.blocks if block["type"] == "actions"]
        assert sum(len(block["elements"][0]["options"]) for block in chosen_from) == left


def test_the_log_names_articles_and_channels_and_undoes_a_withdrawal(newsroom: Newsroom) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    desk, url = newsroom.bot.desk, "https://news.example/bridge-12"
    desk.articles.correct(url, "the sum", by="olha", now=NOW)
    desk.articles.restrict(url, [world.world.channel("#newsdesk").id], by="olha", now=NOW)
    desk.articles.restrict(url, [], by="olha", now=NOW)
    Feeds(newsroom.engine).add("https://news.example/rss", owner=None, by="olha", now=NOW)
    named = "Bridge 12 (Harbour News, 12 June 2025)"
    told = log(newsroom).words
    assert "olha · the feed https://news.example/rss is read" in told
    assert f"olha · {named} is for everybody" in told
    assert f"olha · {named} is for #newsdesk only" in told
    assert f"olha · {named} was marked as a correction: the sum" in told
    desk.articles.withdraw(url, "a hoax", by="olha", now=NOW)
    shown = log(newsroom)
    assert "olha · an article (Harbour News, 12 June 2025) was withdrawn: a hoax" in shown.words
    assert "Bridge number 12" not in shown.words
    editor.presses("Undo", on=shown)
    world.quiet()
    after = [each for each in editor.sees("#newsdesk") if each.ephemeral][-1]
    assert f"{named} was withdrawn: a hoax" in after.words
    assert "12 quotes" in reply_to(newsroom, editor, "/whosaid Vera Lind", "#newsdesk").words
    assert world.refusals == []
