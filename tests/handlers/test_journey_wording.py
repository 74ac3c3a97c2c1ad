"""Questions as people word and format them: understood, or told what to type, and never silence."""

from newsrooms import Newsroom, reply_to

from handlers.practice.reply import Reply

LEFT_OUT = "I cannot leave “drones” out: a question takes words in."


def thread_of_drones(newsroom: Newsroom, words: str = "@whosaid Lind about drones") -> Reply:
    said = newsroom.world.user("reporter").says(words, in_="#newsdesk")
    newsroom.world.answer(said)
    return said


def test_what_would_leave_words_out_is_told_what_to_type(newsroom: Newsroom) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    said = thread_of_drones(newsroom)
    for nth, words in enumerate(("without drones", "not about drones", "and except drones?")):
        editor.says(words, in_="#newsdesk", thread=said)
        told = world.answer(said, nth=nth + 1).words
        assert told.startswith(LEFT_OUT)
        assert "“any topic” for all of them" in told
    editor.says("any topic", in_="#newsdesk", thread=said)
    assert world.answer(said, nth=4).words.startswith("Vera Lind · 5 of 12 quotes")


def test_talk_of_what_nobody_said_is_left_alone(newsroom: Newsroom) -> None:
    world = newsroom.world
    said = thread_of_drones(newsroom)
    editor = world.user("editor")
    for talk in ("without doubt", "about time!", "verify that with the minister please"):
        editor.says(talk, in_="#newsdesk", thread=said)
    world.quiet()
    assert len(world.answers(said)) == 1
    editor.says("@whosaid without doubt!", in_="#newsdesk", thread=said)
    assert world.answer(said, nth=1).words.startswith("I cannot leave “doubt” out")


def test_a_question_that_leaves_words_out_is_told_the_same(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    told = f"{LEFT_OUT} Try “Lind about WORDS” with what it should be about."
    for words in ("Lind without drones", "Lind not about drones"):
        assert reply_to(newsroom, reporter, f"/whosaid {words}").words == told
        assert world.answer(reporter.says(words)).words == told


def test_somebody_else_is_asked_with_the_same_and_told_how_to_drop_it(newsroom: Newsroom) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    said = thread_of_drones(newsroom)
    editor.says("only direct", in_="#newsdesk", thread=said)
    assert "As before" not in world.answer(said, nth=1).words
    editor.says("only Berg", in_="#newsdesk", thread=said)
    berg = world.answer(said, nth=2).words
    assert berg.startswith("Ann Berg · about drones · direct quotes only")
    assert berg.endswith("As before: direct quotes only (“all quotes” drops it).")
    editor.says("all quotes", in_="#newsdesk", thread=said)
    assert world.answer(said, nth=3).words.startswith("Ann Berg · about drones · 1 quote")
    assert world.refusals == []


FORMATTED = {
    "Lind *about* _drones_": "Vera Lind · about drones · 5 of 12 quotes",
    "*_Lind_*\u00a0about\u00a0`drones`": "Vera Lind · about drones · 5 of 12 quotes",
    "*who said* “Bridge number 7”": "Everybody · in these words: Bridge number 7 · 1 quote",
    "_Lind_ since 11 June": "Vera Lind · since 11 June 2025",
    "*verify* “Bridge number 7 will be built with drones.”": "Exact",
    "*timeline* Lind about drones": "Vera Lind · about drones",
    "*help* _digest_": "/digest on",
}


def test_a_formatted_question_is_understood_in_a_command(newsroom: Newsroom) -> None:
    reporter = newsroom.world.user("reporter")
    for formatted, understood in FORMATTED.items():
        assert understood in reply_to(newsroom, reporter, f"/whosaid {formatted}").words


def test_a_formatted_question_is_understood_in_a_mention(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    for formatted, understood in FORMATTED.items():
        said = reporter.says(f"*@whosaid* {formatted}", in_="#newsdesk")
        assert understood in world.answer(said).words


def test_a_formatted_question_is_understood_in_a_thread(newsroom: Newsroom) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    said = thread_of_drones(newsroom, "@whosaid Lind")
    followed = {"*since* _11 June_": "2 quotes", "> *any time*": "5 of 12 quotes"}
    for nth, (formatted, understood) in enumerate(followed.items(), start=1):
        editor.says(formatted, in_="#newsdesk", thread=said)
        assert understood in world.answer(said, nth=nth).words
    mentioned = {one: told for one, told in FORMATTED.items() if "timeline" not in one}
    for nth, (formatted, understood) in enumerate(mentioned.items(), start=3):
        editor.says(f"@whosaid {formatted}", in_="#newsdesk", thread=said)
        assert understood in world.answer(said, nth=nth).words


def test_a_colleague_who_is_mentioned_is_meant_by_name(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    editor = world.user("editor").person
    told = f"Nobody named {editor.real_name} is quoted in the archive."
    words = f"/whosaid @{editor.name}"
    assert told in reply_to(newsroom, reporter, words, in_="#newsdesk").words
    assert told in world.answer(reporter.says(f"@{editor.name} about drones")).words


def test_a_name_with_its_subject_is_offered_as_both(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    for words, offer in (
        ("drones Lind", "Lind about drones (12)"),
        ("vera lind drones", "vera lind about drones (12)"),
    ):
        reply = reply_to(newsroom, reporter, f"/whosaid {words}", in_="#newsdesk")
        assert reply.buttons[1] == offer
    reporter.presses(offer, on=reply)
    world.quiet()
    answer = reporter.sees("#newsdesk")[-1]
    assert answer.words.startswith("Vera Lind · about drones · 5 of 12 quotes")
