"""What Slack is given to show: nothing it refuses, nothing that acts, no word changed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from string import Formatter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quoted import DAY, HOSTILE, QUESTIONS, answer, contexts, hit, hits, long_text

from bot.answers import Added, Context, Digest, Person, Question, Subscription
from bot.feeds import Feed
from bot.model import Kind, Voice
from bot.verdict import Verification
from bot.verify import Change, Comparison, Finding
from bot.watch import Saved, Watch
from handlers.guide import entries
from handlers.practice.judge import judge_message, judge_view
from handlers.render.answers import answered
from handlers.render.articles import NotKept, taken_in
from handlers.render.blocks import Message, held, holding, joined, says, size, told_apart
from handlers.render.carry import Asked, packed, unpacked
from handlers.render.changes import _TOLD, log_message
from handlers.render.citations import cited
from handlers.render.contexts import gone, in_context
from handlers.render.digests import posted_digest, posted_parts
from handlers.render.drafts import Checked, checked_draft
from handlers.render.home import Front, home_view
from handlers.render.limits import BLOCK_ID, MESSAGE_TEXT, MESSAGE_TOTAL
from handlers.render.people import person_label
from handlers.render.picking import pick_one
from handlers.render.plain import sentence
from handlers.render.quotes import quoted_pieces
from handlers.render.recalls import Recall, recall_message
from handlers.render.timelines import Stretch, timeline_message
from handlers.render.verdicts import verified_message
from handlers.render.watches import New, news_message
from store.changes import Change as Logged
from store.changes import Named

NOW = datetime(2025, 6, 28, 6, tzinfo=UTC)
slowly = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SUBSCRIPTION = Subscription("C1", "T1", "U1", time(8), "Europe/Kyiv", id=4)


def words_of(part: object) -> Iterator[str]:
    """Every text a message shows, in order."""
    if isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for value in part.values():
            yield from words_of(value)
    elif isinstance(part, (list, tuple)):
        for each in part:
            yield from words_of(each)


def shown(message: Message) -> str:
    return "".join(words_of(message.blocks))


def slack_takes(message: Message) -> None:
    judge_message(message.posted(), text_most=MESSAGE_TEXT)
    judge_message(message.private())
    assert message.text
    assert size(message.blocks) <= MESSAGE_TOTAL


@slowly
@given(
    st.lists(hits(), max_size=5),
    st.integers(0, 500),
    QUESTIONS,
    long_text(600),
    st.sampled_from([None, "U0EDITOR"]),
)
def test_slack_refuses_no_answer(found, total, question, understood, shared_by) -> None:  # type: ignore[no-untyped-def]  # hypothesis fills it
    reply = answer(
        *found,
        understood=question,
        total=max(total, len(found)),
        older=9,
        person=Person(1, question.who or "–", Voice.PERSON, understood, total),
    )
    slack_takes(answered(reply, Asked(question, 4, 5, "once"), understood, shared_by=shared_by))


@slowly
@given(st.lists(hits(), max_size=12), st.integers(1, 42), QUESTIONS)
def test_slack_refuses_no_digest_of_up_to_500_quotes(found, times, question) -> None:  # type: ignore[no-untyped-def]  # hypothesis fills it
    every = tuple(found * times)[:500]
    daily = replace(SUBSCRIPTION, question=question)
    digest = Digest(daily, DAY, every[:10], every[10:], len(every))
    for message in [posted_digest(digest), *posted_parts(digest)]:
        slack_takes(message)


@slowly
@given(st.lists(hits(), min_size=1, max_size=15), st.integers(0, 9_000), QUESTIONS, long_text(600))
def test_slack_refuses_no_timeline(found, earlier, question, understood) -> None:  # type: ignore[no-untyped-def]  # hypothesis fills it
    asked = Asked(question, 4, 5)
    slack_takes(timeline_message(Stretch(understood, found, earlier, asked, at_least=True)))


@slowly
@given(st.lists(st.tuples(QUESTIONS, st.lists(hits(), min_size=1, max_size=50)), min_size=1))
def test_slack_refuses_no_news_on_what_is_watched(found) -> None:  # type: ignore[no-untyped-def]  # hypothesis fills it
    news = [
        New(Saved(n, "U1", question, 3, Watch.AT_ONCE, NOW), question.about or "–", every)
        for n, (question, every) in enumerate(found)
    ]
    slack_takes(news_message(news, [(each.saved, NOW) for each in news]))


@slowly
@given(contexts())
def test_slack_refuses_no_context(context: Context) -> None:
    slack_takes(in_context(context))


@slowly
@given(
    st.lists(
        st.one_of(
            st.builds(NotKept, long_text(), long_text()),
            st.builds(
                Added,
                article_id=st.just(1),
                title=st.one_of(st.none(), long_text(2_000)),
                version=st.integers(1, 3),
                new=st.integers(0, 40),
                known=st.integers(0, 40),
                unchanged=st.booleans(),
                by_speaker=st.lists(
                    st.tuples(st.one_of(st.none(), long_text(400)), st.integers(1, 30)), max_size=30
                ).map(tuple),
                first_seen=st.just(datetime(2025, 7, 3, 22, tzinfo=UTC)),
            ),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_slack_refuses_no_account_of_what_came_in(outcomes: list[Added | NotKept]) -> None:
    slack_takes(taken_in(outcomes, "Europe/Kyiv"))


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ({"unchanged": True}, "Known since 28 June 2025:"),
        ({"version": 2}, "A new version (number 2):"),
        ({}, "Kept:"),
    ],
)
def test_a_withdrawn_article_that_comes_again_is_called_so_and_not_by_its_title(
    outcome: dict[str, Any], told: str
) -> None:
    shown = Added(7, "The minister took bribes", 1, 0, 0, False, (), NOW, withdrawn="Wrong")
    said = taken_in([replace(shown, **outcome)], "UTC")
    assert said.text == f"An article: {told} withdrawn, and not shown before it is reinstated."
    assert "bribes" not in json.dumps(said.blocks)


@given(
    st.sampled_from(["no such change", *_TOLD]),
    st.fixed_dictionaries(
        {},
        optional={
            name: st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.text()))
            for told in _TOLD.values()
            for _, name, *_ in Formatter().parse(told)
            if name and name not in {"person", "to", "places", "channel", "held", "article"}
        },
    ),
)
def test_no_detail_of_a_change_breaks_the_log(kind: str, detail: dict[str, object]) -> None:
    slack_takes(
        log_message([Logged(1, NOW, "U1", kind, detail, {}, False)], {}, zone="UTC",
                    older=False, before=None)
    )  # fmt: skip


def test_a_channel_that_a_text_writes_is_no_channel_in_the_log() -> None:
    wrote = "<#C0OTHER1> opens"
    changes = [
        Logged(1, NOW, "U1", "article killed", {"article": 1, "reason": wrote}, {}, None,
               article=Named(wrote, "The <#C0OTHER1>", DAY)),
        Logged(2, NOW, "U1", "article restricted", {"places": ["C0HERE", "C0THERE"]}, {}, None,
               article=Named("Bridge", None, None)),
        Logged(3, NOW, "U1", "links switched", {"channel": "C0HERE", "on": True}, {}, "No. Do."),
    ]  # fmt: skip
    told = log_message(changes, {}, zone="UTC", older=False, before=None)
    slack_takes(told)
    parts = [each for block in told.blocks if block["type"] == "rich_text"
             for section in block["elements"] for each in section["elements"]]  # fmt: skip
    linked = [each["channel_id"] for each in parts if each["type"] == "channel"]
    assert linked == ["C0HERE", "C0THERE", "C0HERE"]
    assert told.text.splitlines()[1:] == [
        "U1: Bridge is for a channel, a channel only",
        "U1: links in a channel are read",
    ]
    assert told.text.count("&lt;#C0OTHER1&gt;") == 3
    assert parts[-1] == {"type": "text", "text": " (No. Do.)", "style": {"italic": True}}
    assert sum(block["type"] == "actions" for block in told.blocks) == 2


def test_an_article_that_no_channel_is_left_for_is_not_said_to_be_for_some() -> None:
    left = Added(7, "Advance", 2, 1, 0, False, (), NOW, restricted=True, nowhere=True)
    assert taken_in([left], "UTC").text.endswith(
        "for no channel any more: this version and the one before have none in common."
    )


NOTICES = st.tuples(
    long_text(), st.booleans(), st.integers(0, 3), st.lists(long_text(2_000), max_size=8)
)


@slowly
@given(st.lists(NOTICES, min_size=1, max_size=12))
def test_slack_refuses_no_notice(told: list[tuple[str, bool, int, list[str]]]) -> None:
    story = Added(1, None, 1, 0, 0, True, ((None, 3),), first_seen=NOW)
    recalls = [
        Recall(name, kill, [(url, replace(story, title=url[:9])) for url in urls], unseen)
        for name, kill, unseen, urls in told
    ]
    notices = recall_message(recalls)
    slack_takes(notices)
    slack_takes(joined([sentence(told[0][0]), notices]))


def test_a_notice_says_of_every_story_it_means_how_to_take_it_back() -> None:
    story = Added(1, "Bridge 12", 1, 0, 0, True, (), first_seen=NOW)
    long = f"https://news.example/{'x' * 2_000}"
    addresses = [long, *(f"https://news.example/{each}" for each in range(7))]
    recall = Recall("The text", True, [(url, story) for url in addresses], 1)
    told = recall_message([recall])
    hidden = "If it is withdrawn, under embargo or for other channels, run whosaid kill URL."
    assert told.text.splitlines() == [
        "The text reads as a kill notice. Nothing is taken back until an editor says so.",
        "Bridge 12: no quotes in it. Its address is too long for a button: run whosaid kill URL.",
        *["Bridge 12: no quotes in it."] * 4,
        "And 3 more: send the notice with the address.",
        f"No story that is shown here is at 1 address of it. {hidden}",
    ]
    assert sum(block["type"] == "actions" for block in told.blocks) == 4
    many = recall_message([replace(recall, name=f"file {each}") for each in range(12)])
    assert "And 9 more notices: send them one by one." in json.dumps(many.blocks)


@slowly
@given(
    long_text(),
    st.lists(
        st.builds(Person, st.integers(), long_text(300), st.just(Voice.PERSON), long_text(300)),
        max_size=200,
    ),
    QUESTIONS,
)
def test_slack_refuses_no_picker_and_no_sentence(text, people, question) -> None:  # type: ignore[no-untyped-def]  # hypothesis fills it
    slack_takes(sentence(text))
    choices, near = (
        answer(person=None, choices=tuple(people)),
        answer(person=None, near=tuple(people)),
    )
    for reply in (choices, near):
        slack_takes(answered(reply, Asked(question), text[:600] or "–"))


@given(hits(), st.integers(0, 3_000))
def test_what_stands_in_quotation_marks_is_a_slice_of_the_article(hit_, room: int) -> None:  # type: ignore[no-untyped-def]  # hypothesis fills it
    pieces, was_cut = quoted_pieces(hit_, room)
    controls = "\u2066\u2067\u2068\u2069"
    for piece, whole in zip(pieces, hit_.pieces, strict=False):
        inside = piece[1:-1] if hit_.kind is Kind.DIRECT else piece
        assert whole.strip(controls).startswith(inside.strip(controls))
    assert was_cut or len(pieces) == len(hit_.pieces)
    assert sum(map(len, pieces)) <= room + sum(len(piece) + 4 for piece in pieces)


def test_hostile_words_are_shown_as_they_are_and_do_nothing() -> None:
    message = answered(answer(hit(HOSTILE)), Asked(Question(who="Lind")), "Vera Lind")
    assert f"“\u2068{HOSTILE}\u2069\u2069”" in shown(message)
    assert "&lt;!channel&gt; &lt;@U1&gt;" in message.text
    assert "<" not in message.text
    assert {block["type"] for block in message.blocks} == {"rich_text", "actions"}
    kinds = {
        part["type"]
        for block in message.blocks
        for each in block["elements"]
        for part in each.get("elements", [])
    }
    assert kinds == {"text", "link"}


def test_a_direct_quote_shows_words_speaker_role_day_outlet_cue_and_reason() -> None:
    reply = answer(
        hit(
            "We will build it.", "By spring.", because="bridges", beside="headline", background=True
        ),
        person=Person(3, "Vera Lind", Voice.PERSON, "prime minister", 9),
    )
    message = answered(reply, Asked(Question(who="Lind"), once="a"), "Vera Lind · about bridges")
    assert list(words_of(message.blocks)) == [
        "Vera Lind · about bridges · 1 quote",
        "Edit",
        "1. ",
        "Vera Lind",
        ", then transport minister",
        "“We will build it.” … “By spring.”",
        "27 June 2025 · background · cue: said · matched: bridges (in the headline) · Harbour News",
        " · ",
        "A bridge for Marenia",
        "Show context",
        "Copy with citation",
        "Who else on this",
        "Wrong?",
        "Share to channel",
        "Save",
    ]
    assert message.blocks[1]["elements"][2]["elements"][2]["url"] == (
        "https://news.example/bridge#:~:text=We%20will%20build%20it."
    )
    assert message.text == (
        "Vera Lind · about bridges · 1 quote\n"
        "Vera Lind (27 June 2025): “We will build it.” … “By spring.”"
    )


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"kind": Kind.INDIRECT}, "27 June 2025 · reported · cue: said · Harbour News"),
        ({"kind": Kind.MIXED}, "27 June 2025 · reported, partly quoted · cue: said · Harbour News"),
        ({"day": None, "cue": None}, "undated · Harbour News"),
        (
            {"day": date(2025, 6, 26), "cue": None},
            "said 26 June 2025, published 27 June 2025 · Harbour News",
        ),
        (
            {"earlier": True, "cue": None},
            "published 27 June 2025, said earlier (day not given) · Harbour News",
        ),
        (
            {"told": "told <!here> in Kyiv", "kind": Kind.INDIRECT},
            "27 June 2025 · reported · cue: told <!here> in Kyiv · Harbour News",
        ),
        ({"together": ("Jo Berg", "Ida Holm")}, ", transport minister, and Jo Berg and Ida Holm"),
    ],
)
def test_how_a_quote_was_said_is_told(changed: dict[str, object], line: str) -> None:
    reply = answer(hit("the bridge would be built", **changed))
    texts = list(words_of(answered(reply, Asked(Question()), "Vera Lind").blocks))
    assert line in texts
    marks = "“the bridge would be built”" if "kind" not in changed else "the bridge would be built"
    assert marks in texts


def test_a_long_quote_is_cut_at_a_word_with_the_dots_outside_of_its_marks() -> None:
    message = answered(answer(*[hit("bridge " * 2_000)] * 5), Asked(Question()), "Vera Lind")
    texts = list(words_of(message.blocks))
    quote = next(text for text in texts if text.startswith("“"))
    assert quote.endswith("bridge” …")
    assert quote.removesuffix("” …").removeprefix("“") in "bridge " * 2_000
    assert "cut here: Show context has it in full" in texts


def test_nobody_meant_offers_names_and_claims_nothing() -> None:
    near = (Person(5, "Vera Lindt", Voice.PERSON, "painter", 2),)
    reply = answer(understood=Question(who="Vera Lynd"), person=None, near=near)
    message = answered(reply, Asked(Question(who="Vera Lynd")), "Vera Lynd")
    assert list(words_of(message.blocks)) == [
        "Vera Lynd",
        "Nobody named Vera Lynd is quoted in the archive. Did you mean one of these?",
        "Vera Lindt, painter (2)",
    ]
    pressed = message.blocks[1]["elements"][0]["value"]
    assert unpacked(pressed) == Asked(Question(who="Vera Lynd"), person=5)


def test_several_people_meant_are_a_picker_that_says_how_many_are_left_out() -> None:
    many = tuple(Person(n, f"Ann Berg {n}", Voice.PERSON, None, 50 - n) for n in range(13))
    reply = answer(understood=Question(who="Berg"), person=None, choices=many)
    message = answered(reply, Asked(Question(who="Berg")), "Berg")
    assert "Several people are called that. Who is meant? And 3 more: type a fuller name." in shown(
        message
    )
    assert [each["text"]["text"] for each in message.blocks[1]["elements"]] == [
        f"Ann Berg {n} ({50 - n})" for n in range(10)
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"nearest": date(2025, 3, 3)},
            "No quotes in that period. The nearest is of 3 March 2025.",
        ),
        (
            {"person": Person(3, "Vera Lind", Voice.PERSON, None, 1_200)},
            "The archive holds 1,200 quotes by Vera Lind, but none that match this.",
        ),
        ({"person": None}, "Nobody named Vera Lind is quoted in the archive."),
        (
            {"person": None, "understood": Question(who="Lind", mentioned=True)},
            "The archive knows nobody named Lind.",
        ),
        (
            {"person": None, "understood": Question(who="Lind drones")},
            "Nobody named Lind drones is quoted in the archive. Try: Lind about drones.",
        ),
        (
            {"person": None, "understood": Question(about="x")},
            "Nothing in the archive matches this.",
        ),
    ],
)
def test_an_empty_answer_says_why(changed: dict[str, object], said: str) -> None:
    assert said in shown(answered(answer(**changed), Asked(Question()), "Vera Lind"))


def test_a_context_marks_the_quote_in_its_paragraph() -> None:
    context = Context(
        hit("build it"), "Before.", "“We will build it,” Lind said.", ((9, 17),), "After."
    )
    message = in_context(context)
    runs = message.blocks[2]["elements"][0]["elements"]
    assert runs == [
        {"type": "text", "text": "“We will "},
        {"type": "text", "text": "build it", "style": {"bold": True}},
        {"type": "text", "text": ",” Lind said."},
    ]
    assert "Before." in shown(message)
    assert "After." in shown(message)
    slack_takes(gone())


def test_what_was_kept_is_told_by_speaker() -> None:
    added = Added(
        1,
        "A bridge",
        1,
        7,
        0,
        False,
        (("Vera Lind", 6), ("Ann Berg", 1), (None, 2)),
        datetime(2025, 7, 3, 22, 30, tzinfo=UTC),
    )
    known = Added(2, None, 1, 0, 0, True, (), datetime(2025, 7, 3, 22, 30, tzinfo=UTC))
    message = taken_in([added, known, NotKept("a.bin", "It is no text. Send text.")], "Europe/Kyiv")
    assert message.text == (
        "A bridge: Kept: 6 quotes by Vera Lind, 1 by Ann Berg, 2 whose speaker is unclear.\n"
        "Untitled: Known since 4 July 2025: no quotes in it.\n"
        "a.bin: Not kept. It is no text. Send text."
    )
    assert [each["text"]["text"] for each in message.blocks[-1]["elements"]] == [
        "Vera Lind",
        "Ann Berg",
    ]


FOUND = st.builds(
    Verification,
    sentence=long_text(3_000),
    finding=st.sampled_from(Finding),
    hits=st.lists(hits(), max_size=2).map(tuple),
    comparison=st.one_of(
        st.none(),
        st.builds(
            Comparison,
            finding=st.sampled_from(Finding),
            at=st.just((0, 1)),
            before=long_text(900),
            after=long_text(900),
            changes=st.lists(
                st.builds(Change, st.one_of(st.just(""), long_text(300)), long_text(300)),
                max_size=40,
            ).map(tuple),
            covered=st.floats(0, 1),
        ),
    ),
    articles=st.integers(0, 10**9),
)


@slowly
@given(st.lists(FOUND, min_size=1, max_size=5))
def test_slack_refuses_no_verdict(every: list[Verification]) -> None:
    slack_takes(verified_message(every))


@slowly
@given(
    st.lists(st.builds(Checked, st.one_of(st.none(), long_text(400)), FOUND), max_size=6),
    st.integers(1, 30),
    long_text(300),
)
def test_slack_refuses_no_table_of_a_draft(every: list[Checked], times: int, name: str) -> None:
    slack_takes(checked_draft(name, every * times))


@slowly
@given(hits())
def test_slack_refuses_no_citation(hit_) -> None:  # type: ignore[no-untyped-def]  # hypothesis fills it
    slack_takes(cited(hit_))


def test_a_citation_has_a_box_for_each_form() -> None:
    kinds = [part["type"] for part in cited(hit()).blocks[0]["elements"]]
    assert kinds == ["rich_text_section", "rich_text_preformatted"] * 4
    assert "“We will build the bridge.” — Vera Lind, transport minister, June 27, 2025" in shown(
        cited(hit())
    )


def test_a_digest_is_known_again_by_its_metadata() -> None:
    digest = Digest(SUBSCRIPTION, DAY, (hit("One."),) * 10, (hit("Two."),) * 13, 23)
    message, parts = posted_digest(digest), posted_parts(digest)
    assert message.metadata == {
        "event_type": "whosaid_digest",
        "event_payload": {
            "subscription": 4,
            "day": "2025-06-27",
            "shown": "7 7 7 7 7 7 7 7 7 7",
            "first": 1,
        },
    }
    assert message.text.startswith(
        "Daily digest: 23 new quotes until 27 June 2025, 08:00 Europe/Kyiv"
    )
    assert shown(message).endswith("13 more quotes in the thread.")
    assert [part.metadata["event_payload"]["part"] for part in parts if part.metadata] == [1, 2]


def test_a_long_role_leaves_the_number_of_quotes() -> None:
    role = "Secretary of the National Security and Defence Council of Ukraine"
    told = person_label(Person(1, "Rustem Umerov", Voice.PERSON, role, 1_234))
    assert told == "Rustem Umerov, Secretary of the National Security and Defence… (1,234)"
    assert person_label(Person(1, "Ann Berg", Voice.PERSON, None, 2)) == "Ann Berg (2)"


def test_the_home_tab_is_taken_by_slack() -> None:
    people = [Person(n, HOSTILE, Voice.PERSON, HOSTILE, n) for n in range(200)]
    counts = {"articles": 1, "quotes": 2}
    question = Question(HOSTILE, about=HOSTILE)
    saved = [Saved(n, "U1", question, None, Watch.DAILY, NOW) for n in range(200)]
    digests = [(Subscription("C1", "T1", "U1", time(8), "UTC", question), HOSTILE)] * 200
    feeds = [
        Feed(n, f"https://x.example/{HOSTILE * 20}", None, NOW, last_error=HOSTILE, failures=n)
        for n in range(200)
    ]
    front = Front(
        "/whosaid",
        entries("/whosaid", "/digest"),
        ["/whosaid Lind"],
        people,
        saved,
        digests,
        feeds,
        counts,
        "Europe/Kyiv",
    )
    view = home_view(front)
    assert "What I do" in str(view)
    judge_view(view, kind="home")
    assert "The archive holds 1 article with 2 quotes." in json.dumps(view)


def test_a_button_carries_its_question_and_brings_it_back() -> None:
    asked = Asked(
        Question("Lind", "bridges", "a bridge", DAY, DAY, "Europe/Kyiv", "News", Kind.DIRECT, True),
        older=88,
        person=3,
        once="abc",
    )
    assert unpacked(packed(asked)) == asked
    assert unpacked(packed(Asked(Question()))) == Asked(Question())


def test_an_option_names_everybody_and_claims_no_day_that_was_not_told() -> None:
    long = "Konstantina-Alexandra Papadimitriou-Vandenberghe"
    quotes = [
        hit(),
        hit(together=("Jo Berg",)),
        hit(earlier=True),
        hit(day=None),
        hit(speaker=long, earlier=True),
        hit(speaker=long, together=("Jo Berg",), earlier=True),
        hit(together=(long, long)),
    ]
    (row,) = pick_one(quotes)
    assert [option["text"]["text"] for option in row["elements"][0]["options"]] == [
        "1. Vera Lind, 27 June 2025",
        "2. Vera Lind and Jo Berg, 27 June 2025",
        "3. Vera Lind, published 27 June 2025, said earlier",
        "4. Vera Lind, undated",
        "5. Konstantina-Alexandra…, published 27 June 2025, said earlier",
        "6. Konstantina-A… and Jo Berg, published 27 June 2025, said earlier",
        "7. Vera Lind and 2 more, 27 June 2025",
    ]


@given(st.sets(st.integers(1, 10**8), min_size=1, max_size=40))
def test_a_block_of_a_full_table_is_marked_with_every_quote_in_it(ids: set[int]) -> None:
    made, again = told_apart([holding(says("Words"), *ids)] * 2)
    assert sorted(held(made)[0]) == sorted(held(again)[0]) == sorted(ids)
    assert max(len(block["block_id"]) for block in (made, again)) <= BLOCK_ID


def test_a_paragraph_that_no_mark_has_room_for_is_left_out_of_a_context() -> None:
    many = tuple(range(10**7, 10**10, 10**7))
    around = Context(hit("build it"), "Before.", "“We build it,” Lind said.", ((4, 12),), "After.")
    told = shown(in_context(replace(around, beside=(many, many, (2, 3)))))
    assert "After." in told
    assert "build it" in told
    assert "We" not in told
    assert "Before." not in told


def test_who_sends_a_version_under_embargo_is_told_that_all_of_it_is_hidden() -> None:
    until = datetime(2025, 6, 30, 9, tzinfo=UTC)
    told = [
        taken_in([Added(1, "Advance", number, 1, 0, False, (), NOW, until)], "UTC").text
        for number in (1, 2)
    ]
    assert told == [
        "Advance: Kept: hidden until 30 June 2025, 09:00 UTC.",
        "Advance: A new version (number 2): hidden until 30 June 2025, 09:00 UTC, with its"
        " versions before.",
    ]
