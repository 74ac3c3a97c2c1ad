"""App Home, help from one source, and its examples."""

import re
from datetime import date
from pathlib import Path

import pytest
from newsrooms import NOW, Newsroom, reply_to
from stories import story

from handlers.guide import entries
from handlers.render.guide import guide_page

GUIDE = entries("/whosaid", "/digest")
EXAMPLES = [example for entry in GUIDE for example in entry.examples]


def test_home_shows_the_guide_who_is_quoted_and_ones_own_digests(newsroom: Newsroom) -> None:
    reporter = newsroom.world.user("reporter")
    confirm = reply_to(newsroom, reporter, "/digest on 08:00", in_="#newsdesk")
    reporter.presses("Start this digest", on=confirm)
    newsroom.world.quiet()
    view = reporter.opens_home()
    assert view is not None
    shown = str(view.payload)
    assert "The archive holds 13 articles with 13 quotes." in shown
    assert "every day at 08:00 Europe/Kyiv" in shown
    for entry in GUIDE:
        assert entry.what in shown
    assert newsroom.world.refusals == []


def test_an_example_of_home_is_answered_in_the_dm_when_pressed(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    view = reporter.opens_home()
    assert view is not None
    reporter.presses("/whosaid about drones", on=view)
    world.quiet()
    (answer,) = reporter.sees()
    assert "about drones" in answer.words
    assert "“Bridge number 12 will be built with drones.”" in answer.words


KINDS = {
    "/whosaid timeline Umerov about drones": "Timeline, Rustem Umerov · about drones: 2 quotes",
    '/whosaid verify "Ministers change faster than batteries"': "Exact: said in these words",
    "/whosaid export Umerov about drones as csv": "comes in your DM with me",
}


@pytest.mark.parametrize(("example", "told"), KINDS.items())
def test_examples_of_every_sort_run_when_pressed(
    newsroom: Newsroom, example: str, told: str
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    for words in ("The drones will come.", "Ministers change faster than batteries"):
        topics = {"drones": "drones"}
        newsroom.archive.add(story("Rustem Umerov", words, topics=topics, title=words), now=NOW)
    newsroom.archive.add(
        story("Rustem Umerov", "No drones yet.", topics={"drones": "drones"}), now=NOW
    )
    view = reporter.opens_home()
    assert view is not None
    reporter.presses(example, on=view)
    world.quiet()
    assert told in " ".join(each.words for each in reporter.sees())
    assert len(world.world.files) == ("export" in example)
    assert world.refusals == []


def test_the_most_quoted_are_asked_about_by_pressing_them(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    newsroom.archive.add(story("Cora Vane", "Ferries!", day=date(2025, 6, 27)), now=NOW)
    view = reporter.opens_home()
    assert view is not None
    reporter.presses("Cora Vane (1)", on=view)
    world.quiet()
    (answer,) = reporter.sees()
    assert "“Ferries!”" in answer.words
    assert world.refusals == []


def test_the_messages_tab_gets_prompts(newsroom: Newsroom) -> None:
    newsroom.world.user("reporter").opens_home(tab="messages")
    calls = [each for each in newsroom.world.wire() if "setSuggestedPrompts" in each["name"]]
    assert [len(each["detail"]["prompts"]) for each in calls] == [4]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_guide_is_understood(newsroom: Newsroom, example: str) -> None:
    reply = reply_to(newsroom, newsroom.world.user("reporter"), example, in_="#newsdesk")
    assert reply.ephemeral
    for sorry in ("does not know", "Something broke", "Try “", "There is no help"):
        assert sorry not in reply.words
    assert newsroom.world.refusals == []


def test_the_page_in_docs_says_what_the_bot_says() -> None:
    page = Path(__file__).parents[2] / "docs" / "help.md"
    assert page.read_text("utf-8") == guide_page(GUIDE), "make guide renews it"


def test_help_is_the_same_for_the_command_a_mention_and_a_dm(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    command = reply_to(newsroom, reporter, "/whosaid help", in_="#newsdesk")
    mention = world.answer(reporter.says("@whosaid help", in_="#newsdesk"))
    direct = world.answer(reporter.says("help"))
    assert command.words == mention.words == direct.words
    assert all(re.sub(r"\s+", " ", entry.usage) in command.words for entry in GUIDE)
