"""Edit: the form knows the question, checks what is filled in, and its answer takes the place."""

from datetime import timedelta

from newsrooms import Newsroom, reply_to

from handlers.practice.records import View
from handlers.practice.reply import Reply


def opened(newsroom: Newsroom, typed: str) -> View:
    reporter = newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, typed, in_="#newsdesk")
    reporter.presses("Edit", on=reply)
    return reporter.modal()


def values(**changed: str | None) -> dict[str, dict[str, str | None]]:
    return {name: {"value": value} for name, value in changed.items()}


def test_the_form_is_filled_in_with_what_was_understood(newsroom: Newsroom) -> None:
    form = opened(newsroom, "/whosaid Lind about drones between 3 and 9 June 2025 direct")
    elements = {each["block_id"]: each["element"] for each in form.payload["blocks"]}
    assert elements["who"]["initial_value"] == "Lind"
    assert elements["about"]["initial_value"] == "drones"
    assert elements["since"]["initial_date"] == "2025-06-03"
    assert elements["until"]["initial_date"] == "2025-06-09"
    assert elements["kind"]["initial_option"]["value"] == "direct"
    assert newsroom.world.refusals == []


def test_the_new_answer_takes_the_place_of_the_old_one(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    form = opened(newsroom, "/whosaid Lind")
    reporter.submits(form, values(since="2025-06-11", about="drones"))
    world.quiet()
    (answer,) = reporter.sees("#newsdesk")
    assert answer.words.startswith("Vera Lind · about drones · since 11 June 2025, Europe/Kyiv")
    assert "2 quotes" in answer.words
    assert "Share to channel" in answer.buttons
    assert world.refusals == []


def test_an_answer_whose_place_is_gone_comes_in_a_dm(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    form = opened(newsroom, "/whosaid Lind")
    world.clock.advance(timedelta(minutes=31))  # a response_url lives for 30
    reporter.submits(form, values(since="2025-06-11"))
    world.quiet()
    (answer,) = reporter.sees()
    assert "2 quotes" in answer.words


def test_an_error_stands_at_its_field_and_the_form_stays(newsroom: Newsroom) -> None:
    reporter = newsroom.world.user("reporter")
    form = opened(newsroom, "/whosaid Lind")
    outcome = reporter.submits(form, values(since="2025-06-11", until="2025-06-01"))
    assert outcome["errors"] == {"until": "This day lies before the first one."}
    outcome = reporter.submits(form, values(who=None))
    assert outcome["errors"] == {"who": "Give a name, a subject or exact words."}
    newsroom.world.quiet()
    answers: list[Reply] = reporter.sees("#newsdesk")
    assert ["5 of 12 quotes" in each.words for each in answers] == [True]
