"""What is restricted is seen in its channels only, and what is under embargo by nobody yet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

import pytest
from newsrooms import NOW, Newsroom, reply_to
from stories import story

from bot.answers import Subscription
from bot.model import Article
from handlers.practice.reply import Reply

ROOM = "C0EDITORSROOM"
URL = "https://news.example/ferry"
SECRET = "“The ferry is sold.”"


def secret(**page: object) -> Article:
    told = story("Cora Vane", "The ferry is sold.", title="Ferry", url=URL, outlet="The Ledger")
    return replace(told, page=replace(told.page, **page))


@pytest.fixture
def restricted(newsroom: Newsroom) -> Newsroom:
    newsroom.archive.add(secret(places=(ROOM,)), now=NOW)
    return newsroom


def in_thread(newsroom: Newsroom, who: str, words: str, in_: str) -> Reply:
    said = newsroom.world.user(who).says(words, in_=in_)
    return newsroom.world.answer(said)


ASKED: list[Callable[[Newsroom, str], Reply]] = [
    lambda room, in_: reply_to(room, room.world.user("editor"), "/whosaid Vane", in_=in_),
    lambda room, in_: reply_to(room, room.world.user("editor"), "/whosaid about ferry", in_=in_),
    lambda room, in_: reply_to(room, room.world.user("editor"), '/whosaid "is sold"', in_=in_),
    lambda room, in_: reply_to(
        room, room.world.user("editor"), "/whosaid verify “The ferry is sold.”", in_=in_
    ),
    lambda room, in_: in_thread(room, "editor", "@whosaid Vane", in_),
]


@pytest.mark.parametrize("asks", ASKED)
def test_a_restricted_article_answers_in_its_channel_and_nowhere_else(
    restricted: Newsroom, asks: Callable[[Newsroom, str], Reply]
) -> None:
    assert "The ferry is sold." in asks(restricted, "#editors-room").words.replace("As typed", "")
    elsewhere = asks(restricted, "#newsdesk")
    assert SECRET not in elsewhere.words
    assert "Ledger" not in elsewhere.words
    assert restricted.world.refusals == []


def test_an_article_pasted_for_a_channel_from_slacks_menu_is_for_that_channel(
    newsroom: Newsroom,
) -> None:
    editor = newsroom.world.user("editor")
    pasted = "outlet: The Ledger\nonly in: #editors-room\n\n“The ferry is sold,” said Cora Vane."
    told = newsroom.world.answer(editor.says(pasted))
    assert "Kept: for some channels only." in told.words
    assert "Nobody" in reply_to(newsroom, editor, "/whosaid Vane", in_="#newsdesk").words
    seen = reply_to(newsroom, editor, "/whosaid Vane", in_="#editors-room")
    assert "“The ferry is sold”" in seen.words


def test_a_direct_message_and_a_guest_see_nothing_of_it(restricted: Newsroom) -> None:
    world = restricted.world
    for who in ("editor", "guest"):
        own = f"D0{world.user(who).id.removeprefix('U0')}"
        said = world.user(who).says("Vane", in_=own)
        assert "Nobody named Vane is quoted in the archive." in world.answer(said).words
    guest = reply_to(restricted, world.user("guest"), "/whosaid Vane", in_="#newsdesk")
    assert SECRET not in guest.words


def test_a_near_name_is_offered_only_where_the_person_may_be_seen(restricted: Newsroom) -> None:
    editor = restricted.world.user("editor")
    asked = "/whosaid Cora Vene"
    assert "Cora Vane" in " ".join(reply_to(restricted, editor, asked, in_="#editors-room").buttons)
    assert "Cora Vane" not in reply_to(restricted, editor, asked, in_="#newsdesk").words


def test_an_answer_is_shared_in_its_channel_and_amended_when_the_channel_may_not_see_it_any_more(
    restricted: Newsroom,
) -> None:
    world, editor = restricted.world, restricted.world.user("editor")
    reply = reply_to(restricted, editor, "/whosaid Vane", in_="#editors-room")
    editor.presses("Share to channel", on=reply)
    world.quiet()
    assert SECRET in world.messages("#editors-room")[-1].words
    restricted.bot.desk.articles.restrict(URL, ["C0POLITICS"], by="U1", now=NOW)
    restricted.bot.clock.tick(world.clock.now())
    shared = world.messages("#editors-room")[-1]
    assert SECRET not in f"{shared.words} {shared.text}"
    assert "A quote stood here that may not be shown here any more." in shared.words
    (told,) = world.answers(shared)
    assert "Vane" not in told.words


def test_buttons_pressed_later_look_again(restricted: Newsroom) -> None:
    world, editor = restricted.world, restricted.world.user("editor")
    reply = reply_to(restricted, editor, "/whosaid Vane", in_="#editors-room")
    restricted.bot.desk.articles.restrict(URL, ["C0POLITICS"], by="U1", now=NOW)
    for button in ("Show context", "Copy with citation"):
        editor.presses(button, on=reply)
        world.quiet()
        told = editor.sees("#editors-room")[-1]
        assert "no longer in the archive" in told.words
    editor.presses("Share to channel", on=reply)
    world.quiet()
    assert all(SECRET not in each.words for each in world.messages("#editors-room"))


def test_a_digest_has_what_its_channel_may_see(restricted: Newsroom) -> None:
    world = restricted.world
    for channel in (ROOM, "C0NEWSDESK"):
        restricted.bot.desk.subscriptions.save(
            Subscription(channel, "T1", "U0EDITOR", time(8), "UTC"), now=NOW
        )
    restricted.archive.add(story("Ann Berg", "Late news."), now=NOW)
    world.clock.jump_to(NOW + timedelta(days=1, hours=2))
    restricted.bot.clock.tick(world.clock.now())
    (there,), (elsewhere,) = world.messages("#editors-room"), world.messages("#newsdesk")
    assert SECRET in there.words
    assert "2 new quotes" in there.words
    assert SECRET not in elsewhere.words
    assert "1 new quote " in elsewhere.words


def test_an_edited_question_stays_in_its_channel(restricted: Newsroom) -> None:
    world, editor = restricted.world, restricted.world.user("editor")
    reply = reply_to(restricted, editor, "/whosaid Lind", in_="#editors-room")
    editor.presses("Edit", on=reply)
    editor.submits(editor.modal(), {"who": {"value": "Vane"}})
    world.quiet()
    (answered,) = [each for each in editor.sees("#editors-room") if each.ephemeral]
    assert SECRET in answered.words
    editor.presses("Edit", on=answered)
    form = editor.modal()
    world.clock.advance(timedelta(minutes=31))  # then Slack has forgotten the place
    editor.submits(form, {"who": {"value": "Cora Vane"}})
    world.quiet()
    direct = editor.sees("D0EDITOR")[-1]
    assert "Nobody named Cora Vane" in direct.words
    assert SECRET not in direct.words


def test_a_correction_told_in_a_dm_has_no_word_of_its_quote(restricted: Newsroom) -> None:
    world, editor = restricted.world, restricted.world.user("editor")
    editor.presses("Wrong?", on=reply_to(restricted, editor, "/whosaid Vane", in_="#editors-room"))
    form = editor.modal()
    world.clock.advance(timedelta(minutes=31))  # then Slack has forgotten the place
    editor.submits(form, {"said_on": {"value": "2025-05-02"}})
    world.quiet()
    direct = editor.sees("D0EDITOR")[-1]
    assert direct.words.startswith("Corrected. What I posted with it says so")
    assert "ferry" not in direct.words


def test_an_embargo_is_lifted_by_the_clock(newsroom: Newsroom) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    until = NOW + timedelta(hours=1)
    newsroom.archive.add(secret(embargo=until), now=NOW)
    for moment in (NOW, until - timedelta(seconds=1)):
        newsroom.bot.clock.tick(moment)
        assert SECRET not in reply_to(newsroom, editor, "/whosaid Vane", in_="#newsdesk").words
    newsroom.bot.clock.tick(until)
    assert SECRET in reply_to(newsroom, editor, "/whosaid Vane", in_="#newsdesk").words
    assert world.refusals == []


def test_a_pasted_article_with_an_embargo_says_so_and_shows_no_quote(newsroom: Newsroom) -> None:
    pasted = (
        "title: Ferry\nembargo: 2025-06-28T12:00+03:00\n\n"
        "“The ferry is sold,” said Cora Vane, who has run the harbour office of the town for"
        " eleven years and now leaves it.\n\nThe town has had a ferry since the old bridge fell,"
        " and nobody in the harbour had heard of the sale before this morning."
    )
    editor = newsroom.world.user("editor")
    said = editor.says(pasted, in_="D0EDITOR")
    newsroom.world.quiet()
    told = newsroom.world.answer(said)
    assert "hidden until 28 June 2025, 10:00 Europe/London" in told.words
    assert "Vane" not in " ".join(told.buttons)
    asked = editor.says("Vane", in_="D0EDITOR")
    assert "sold" not in newsroom.world.answer(asked).words


def test_people_of_another_workspace_see_what_their_shared_channel_may(newsroom: Newsroom) -> None:
    newsroom.archive.add(secret(places=(ROOM,)), now=NOW)
    other = story("Cora Vane", "The tram stays.", title="Tram", url="https://news.example/tram")
    page = replace(other.page, places=("C0WITHPARTNER",))
    newsroom.archive.add(replace(other, page=page), now=NOW)
    told = in_thread(newsroom, "partner", "@whosaid Vane", "#with-partner")
    assert "“The tram stays.”" in told.words
    assert SECRET not in told.words
    assert newsroom.world.refusals == []
