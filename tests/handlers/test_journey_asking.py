"""/whosaid as people use it: ask, look closer, go on, share."""

from datetime import timedelta

import pytest
from newsrooms import NOW, Newsroom, Opens, reply_to
from stories import story

from bot.answers import Question
from handlers.buttons import share_once
from handlers.practice.reply import Reply


def test_a_question_is_answered_for_the_asker_alone_with_five_quotes(newsroom: Newsroom) -> None:
    world = newsroom.world
    reply = reply_to(newsroom, world.user("reporter"), "/whosaid Lind", in_="#newsdesk")
    assert reply.ephemeral
    assert reply.words.startswith("Vera Lind")
    assert "5 of 12 quotes" in reply.words
    assert "“Bridge number 12 will be built with drones.”" in reply.words
    under_a_quote = ["Show context", "Copy with citation", "Who else on this", "Wrong?"]
    assert reply.buttons == [
        "Edit",
        *under_a_quote * 5,
        "Share to channel",
        "Older",
        "Timeline",
        "Save",
    ]
    (first, *_) = reply.message.blocks
    told = {"type": "plain_text", "text": "Vera Lind · 5 of 12 quotes", "emoji": False}
    assert first["text"] == told  # plain, so that no word of a question acts
    assert first["accessory"]["text"]["text"] == "Edit"
    assert world.user("editor").sees("#newsdesk") == []
    assert world.refusals == []


def test_a_role_is_a_former_one_only_beside_that_persons_own(newsroom: Newsroom) -> None:
    words = "Vera Lind was asked about it."
    newsroom.archive.add(story("Jon Falk", words, role="harbour pilot"), now=NOW)
    newsroom.archive.add(story("Vera Lind", "No.", role="Minister of Bridges"), now=NOW)
    reply = reply_to(newsroom, newsroom.world.user("reporter"), "/whosaid about-person Lind")
    assert "Jon Falk, harbour pilot" in reply.words


def test_two_people_in_one_question_are_offered_one_by_one(newsroom: Newsroom) -> None:
    reply = reply_to(newsroom, newsroom.world.user("reporter"), "/whosaid Lind and Berg")
    assert [one for one in reply.buttons if one != "Edit"] == ["Lind (12)", "Berg (1)"]


def test_older_turns_the_page_in_place(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    reporter.presses("Older", on=reply)
    world.quiet()
    (page,) = reporter.sees("#newsdesk")
    assert "Bridge number 7 " in page.words
    assert "Bridge number 3 " in page.words
    assert "Bridge number 8 " not in page.words
    assert world.refusals == []


def test_show_context_shows_the_paragraph_to_the_one_who_asks(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    reporter.presses("Show context", on=reply)
    world.quiet()
    context = reporter.sees("#newsdesk")[-1]
    assert context.ephemeral
    assert "“Bridge number 12 will be built with drones.”, Vera Lind said." in context.words
    assert world.user("editor").sees("#newsdesk") == []


def test_older_pages_lead_back_to_newer_ones(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    first = reply.words
    assert "Newer" not in reply.buttons

    def pressed(button: str) -> str:
        reporter.presses(button, on=reporter.sees("#newsdesk")[-1])
        world.quiet()
        return reporter.sees("#newsdesk")[-1].words

    second, third = pressed("Older"), pressed("Older")
    assert ("6–10 of 12 quotes" in second, "11–12 of 12 quotes" in third) == (True, True)
    assert [pressed("Newer"), pressed("Newer")] == [second, first]
    assert "Newer" not in reporter.sees("#newsdesk")[-1].buttons
    assert world.refusals == []


def test_a_quote_is_copied_with_its_citation(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    reporter.presses("Copy with citation", on=reply, nth=1)
    world.quiet()
    cited = reporter.sees("#newsdesk")[-1]
    assert cited.ephemeral
    assert (
        "“Bridge number 11 will be built with drones.” — Vera Lind, transport minister,"
        " June 11, 2025, Harbour News"
    ) in cited.words


def test_what_is_asked_of_a_shared_answer_is_told_where_its_reader_is(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    reporter.presses("Share to channel", on=reply)
    world.quiet()
    shared = world.messages("#newsdesk")[-1]
    for button in ("Copy with citation", "Show context"):
        world.user("editor").presses(button, on=shared)
        world.quiet()
        told = world.user("editor").sees("#newsdesk")[-1]
        assert told.ephemeral, button
        assert "Bridge number 12 will be built with drones." in told.words


def test_a_role_that_was_held_then_is_cited_as_that(newsroom: Newsroom) -> None:
    later = story("Vera Lind", "I am new here.", role="harbour master", day=NOW.date())
    newsroom.archive.add(later, now=NOW)
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind about drones", in_="#newsdesk")
    assert "Vera Lind, then transport minister" in reply.words
    for nth, wanted in enumerate(("Copy with citation", "Show context")):
        reporter.presses(wanted, on=reply, nth=1)
        world.quiet()
        shown = reporter.sees("#newsdesk")[-1].words
        assert "Vera Lind, then transport minister" in shown, nth
    words = newsroom.archive.ask(Question("Lind", about="drones")).hits[0].text
    verdict = reply_to(newsroom, reporter, f"/whosaid verify “{words}”", in_="#newsdesk")
    assert "Vera Lind, then transport minister" in verdict.words


def test_who_else_turns_to_the_others(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind about drones", in_="#newsdesk")
    reporter.presses("Who else", on=reply)
    world.quiet()
    (others,) = reporter.sees("#newsdesk")
    assert "“No bridge needs drones.”" in others.words
    assert "Vera Lind," not in others.words


def test_who_else_under_a_quote_asks_about_its_subject(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    newsroom.archive.add(story("Cora Vane", "Ferries!", day=NOW.date()), now=NOW)
    reply = reply_to(newsroom, reporter, "/whosaid Vera Lind", in_="#newsdesk")
    reporter.presses("Who else on this", on=reply)
    world.quiet()
    others = reporter.sees("#newsdesk")[-1]
    assert others.ephemeral
    assert "“No bridge needs drones.”" in others.words
    reply = reply_to(newsroom, reporter, "/whosaid Vane", in_="#newsdesk")
    reporter.presses("Who else on this", on=reply)
    world.quiet()
    assert "This quote is on no subject" in reporter.sees("#newsdesk")[-1].words
    assert (world.refusals, world.early) == ([], [])


def test_sharing_posts_once_under_the_name_of_who_shares(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind about drones", in_="#newsdesk")
    reporter.presses("Share to channel", on=reply)
    world.quiet()
    (shared,) = world.messages("#newsdesk")
    assert shared.by_app
    assert "shared by @olha" in shared.words
    assert "Share to channel" not in shared.buttons
    (own,) = [each for each in reporter.sees("#newsdesk") if each.ephemeral]
    assert "Share to channel" not in own.buttons
    assert shared.pings == [reporter.id]


def test_an_answer_pressed_twice_is_shared_once(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    body = {
        "actions": [{"value": _value(reply, "share")}],
        "container": {"channel_id": reply.message.channel, "is_ephemeral": True},
        "user": {"id": reporter.id},
    }
    client = newsroom.bot.app.client
    assert share_once(newsroom.bot.desk, client, body) is None
    again = share_once(newsroom.bot.desk, client, body)
    assert again is not None
    assert again.text == "This answer is shared already."
    assert len(world.messages("#newsdesk")) == 1


def test_each_page_can_be_shared(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    for button in ("Share to channel", "Older", "Share to channel"):
        reporter.presses(button, on=reply)
        world.quiet()
    first, second = world.messages("#newsdesk")
    assert "Bridge number 12 " in first.words
    assert "Bridge number 7 " in second.words


def test_sharing_where_the_bot_is_not_says_what_to_type_and_can_be_tried_again(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#random")
    reporter.presses("Share to channel", on=reply)
    world.quiet()
    told = reporter.sees("#random")[-1]
    assert "I am not in this channel. Type /invite @whosaid there. Then press this." in told.words
    reporter.invites_app("#random")
    for shared in (reply, told):  # both buttons stand there, and either shares it, once
        reporter.presses("Share to channel", on=shared)
        world.quiet()
        assert [each.by_app for each in world.messages("#random") if each.buttons] == [True]
    assert reporter.sees("#random")[-1].words == "This answer is shared already."


def test_sharing_that_slack_refused_for_another_reason_can_be_tried_again(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    world.faults.missing_scopes = ["chat:write"]
    reporter.presses("Share to channel", on=reply)
    world.quiet()
    told = reporter.sees("#newsdesk")[-1]
    assert "I lack the scope chat:write." in told.words
    world.faults.missing_scopes = []
    reporter.presses("Share to channel", on=told)
    world.quiet()
    assert ["shared by @olha" in each.words for each in world.messages("#newsdesk")] == [True]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/whosaid Lindt", "Nobody named Lindt is quoted in the archive. Did you mean"),
        ("/whosaid Lind in May 2025", "No quotes in that period. The nearest is of 1 June 2025."),
        ("/whosaid Lind about grain", "The archive holds 12 quotes by Vera Lind, but none"),
        ("/whosaid Lind since 30 Feb", "30 Feb"),
        ("/whosaid help digest", "/digest on 08:00"),
        ("/whosaid help dijest", "There is no help on dijest. Try help digest."),
        ("/whosaid", "Only you see the answer until you share it."),
        (f"/whosaid {'x ' * 300}", "That question has 599 characters."),
        ("/whosaid hepl", "Nobody is called “hepl”. Did you mean /whosaid help?"),
        ("/whosaid verfy this", "Did you mean /whosaid verify?"),
        ("/digest stauts", "/digest does not know “stauts”. Type /digest status."),
        ("/digest on", "The time of day is missing. Type the hour and minutes, such as 08:00."),
        ("/digest on noon", "“noon” begins with no time of day."),
        ("/whosaid links maybe", "Did you mean /whosaid links?"),
    ],
)
def test_what_cannot_be_answered_gets_one_clear_sentence(
    newsroom: Newsroom, typed: str, told: str
) -> None:
    reply = reply_to(newsroom, newsroom.world.user("reporter"), typed, in_="#newsdesk")
    assert reply.ephemeral
    assert told in reply.words
    assert newsroom.world.refusals == []


def test_a_name_that_nobody_has_may_be_a_subject(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid drones", in_="#newsdesk")
    assert "Nobody named drones is quoted in the archive." in reply.words
    assert reply.buttons == ["Edit", "About drones (13)"]
    reporter.presses("About drones (13)", on=reply)
    world.quiet()
    (answer,) = reporter.sees("#newsdesk")
    assert "about drones · 5 of 13 quotes" in answer.words


@pytest.mark.parametrize(
    ("typed", "told", "offers"),
    [
        (
            "/whosaid Vera Lind about the engineer",
            "The archive holds 12 quotes by Vera Lind, but none that match this.",
            ["All by Vera Lind (12)"],
        ),
        ("/whosaid Nemo about drones", "Nobody named Nemo", ["Everybody on drones (13)"]),
        ("/whosaid Lind indirect", "none that match this.", ["Direct and reported (12)"]),
        ("/whosaid Lind in Nowhere Times", "none that match this.", ["In every outlet (12)"]),
        ('/whosaid Berg "built with drones"', "none that match", [
            "Everybody on built with drones (12)", "All by Ann Berg (1)",
        ]),
        ("/whosaid about bananas", "Quoted most in the last weeks:", [
            "Vera Lind (12)", "Ann Berg (1)",
        ]),
        ("/whosaid Xqzzt", "Quoted most in the last weeks:", ["Vera Lind (12)", "Ann Berg (1)"]),
    ],
)  # fmt: skip
def test_no_answer_is_a_dead_end(
    newsroom: Newsroom, typed: str, told: str, offers: list[str]
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, typed, in_="#newsdesk")
    assert told in reply.words
    assert reply.buttons == ["Edit", *offers]
    for offer in offers[:1]:
        reporter.presses(offer, on=reply)
        world.quiet()
        assert "“" in reporter.sees("#newsdesk")[-1].words
    assert world.refusals == []


def test_one_of_several_people_is_picked(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    newsroom.archive.add(story("Olga Lind", "I paint bridges."), now=NOW)
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    assert reply.buttons == ["Edit", "Vera Lind, transport minister (12)", "Olga Lind (1)"]
    reporter.presses("Olga Lind (1)", on=reply)
    world.quiet()
    (picked,) = reporter.sees("#newsdesk")
    assert "“I paint bridges.”" in picked.words


def test_hostile_words_of_an_article_are_inert(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    words = "<!channel> <@U0EDITOR> <https://x.example|y> &lt; `a` *b* \u202e!"
    newsroom.archive.add(story("Cora Vane", words, title="<!here>"), now=NOW)
    reply = reply_to(newsroom, reporter, "/whosaid Vane", in_="#newsdesk")
    assert words in reply.words
    assert reply.active == ()
    reporter.presses("Share to channel", on=reply)
    world.quiet()
    (shared,) = world.messages("#newsdesk")
    assert shared.pings == [reporter.id]


def test_a_command_in_a_private_channel_without_the_bot_is_answered(newsroom: Newsroom) -> None:
    reply = reply_to(
        newsroom, newsroom.world.user("reporter"), "/whosaid Lind", in_="#investigations"
    )
    assert "5 of 12 quotes" in reply.words


def _value(reply: Reply, action: str) -> str:
    return next(
        element["value"]
        for block in reply.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == action
    )


def test_what_was_shared_goes_on_after_a_restart(opens: Opens) -> None:
    with opens() as newsroom:
        reporter = newsroom.world.user("reporter")
        reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
        reporter.presses("Share to channel", on=reply)
        newsroom.world.quiet()
        (shared,) = newsroom.world.messages("#newsdesk")
        newsroom.bot.desk.threads.end(shared.message.channel, shared.ts)  # the store has lost it
        said = newsroom.world.user("editor").says("more", in_="#newsdesk", thread=shared)
        assert "Bridge number 7 " in newsroom.world.answer(said).words


def test_a_wire_copy_is_one_hit_whose_context_says_where_it_ran(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    said = "The ferry will sail every morning until the new quay is finished"
    for minute, (outlet, words) in enumerate(
        [("The Gauge", said), ("The Ledger", said.replace("finished", "done")), ("Wire", said)]
    ):
        url = f"https://{outlet.split()[-1].lower()}.example/ferry"
        told = story("Cora Vane", words, title=f"Ferry {minute}", url=url, outlet=outlet)
        newsroom.archive.add(told, now=NOW + timedelta(minutes=minute))
    reply = reply_to(newsroom, reporter, "/whosaid Vane", in_="#newsdesk")
    assert "1 quote" in reply.words
    assert "ran in 3 articles" in reply.words
    reporter.presses("Show context", on=reply)
    world.quiet()
    context = reporter.sees("#newsdesk")[-1].words
    assert "Ran in 3 outlets, first seen 28 June 2025 06:00 UTC in The Gauge." in context
    assert "The Ledger: done for finished" in context
    assert "Wire: the same words." in context
    assert world.refusals == []
