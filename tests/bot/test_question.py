"""The grammar of questions, asked at 09:00 in Kyiv on Saturday, 28 June 2025."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Question
from bot.errors import BadQuestion
from bot.model import Kind
from bot.question import line, parse, refine

NOW = datetime(2025, 6, 28, 6, 0, tzinfo=UTC)
ZONE = "Europe/Kyiv"
OUTLETS = ("Reuters", "The Guardian", "example.org")
JUNE = date(2025, 6, 1)
LAST_WEEK = {"since": date(2025, 6, 16), "until": date(2025, 6, 22)}
MONDAY = {"since": date(2025, 6, 23), "until": date(2025, 6, 23)}


def asked(words: str) -> Question:
    return parse(words, now=NOW, zone=ZONE, outlets=OUTLETS)


def asks(**fields: object) -> Question:
    return Question(zone=ZONE)._replace(**fields)  # type: ignore[arg-type]  any field


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # names
        ("Umerov", asks(who="Umerov")),
        ("  Rustem   Umerov? ", asks(who="Rustem Umerov")),
        ("Умєров", asks(who="Умєров")),
        ("O'Brien", asks(who="O'Brien")),
        ("Theresa May", asks(who="Theresa May")),
        ("April Ryan", asks(who="April Ryan")),
        ("the ministry", asks(who="the ministry")),
        ("@Umerov", asks(who="Umerov")),
        ("by Umerov", asks(who="Umerov")),
        ("Euro 2024", asks(who="Euro 2024")),
        # topics
        ("Umerov about drones", asks(who="Umerov", about="drones")),
        ("Umerov on drones", asks(who="Umerov", about="drones")),
        ("Umerov regarding drones", asks(who="Umerov", about="drones")),
        ("Umerov re: drones", asks(who="Umerov", about="drones")),
        ("Umerov over tariffs", asks(who="Umerov", about="tariffs")),
        ("Umerov with regard to grain", asks(who="Umerov", about="grain")),
        ("Theresa May on Brexit", asks(who="Theresa May", about="Brexit")),
        ("Trump on March for Life", asks(who="Trump", about="March for Life")),
        ("Umerov about talks about grain", asks(who="Umerov", about="talks about grain")),
        ("about drones", asks(about="drones")),
        ("anyone about drones", asks(about="drones")),
        ("everybody on drones", asks(about="drones")),
        ("Umerov about last week", asks(who="Umerov", about="last week")),
        ("Umerov about direct", asks(who="Umerov", about="direct")),
        ("Umerov about reform since independence",
         asks(who="Umerov", about="reform since independence")),
        ("Umerov about talks in Istanbul", asks(who="Umerov", about="talks in Istanbul")),
        # exact words
        ('"we are expanding"', asks(phrase="we are expanding")),
        ("“we are expanding”", asks(phrase="we are expanding")),
        ("„we are expanding“", asks(phrase="we are expanding")),
        ("«we are expanding»", asks(phrase="we are expanding")),
        ("‘we are expanding’", asks(phrase="we are expanding")),
        ("'we are expanding'", asks(phrase="we are expanding")),
        ('"we are expanding', asks(phrase="we are expanding")),
        ('Umerov "all for all" since June', asks(who="Umerov", phrase="all for all", since=JUNE)),
        ('Umerov about "march in March"', asks(who="Umerov", about="march in March")),
        ('Umerov about "A" and "B"', asks(who="Umerov", about="A and B")),
        ("who said “we are expanding”?", asks(phrase="we are expanding")),
        ("who said we are expanding since June", asks(phrase="we are expanding", since=JUNE)),
        # everything at once, in any order at the end
        ("Umerov about drones since June in Reuters direct",
         asks(who="Umerov", about="drones", since=JUNE, outlet="Reuters", kind=Kind.DIRECT)),
        ("Umerov about drones in reuters since June, indirect only",
         asks(who="Umerov", about="drones", since=JUNE, outlet="Reuters", kind=Kind.INDIRECT)),
        ("Umerov only direct quotes in the guardian",
         asks(who="Umerov", outlet="The Guardian", kind=Kind.DIRECT)),
        ("Umerov about drones in example.org",
         asks(who="Umerov", about="drones", outlet="example.org")),
        ("Umerov about drones since June in Nowhere Post",
         asks(who="Umerov", about="drones", since=JUNE, outlet="Nowhere Post")),
        ("Umerov in Nowhere Post", asks(who="Umerov", outlet="Nowhere Post")),
        ("since June", asks(since=JUNE)),
        ("last week", asks(since=date(2025, 6, 16), until=date(2025, 6, 22))),
        ("in Reuters", asks(outlet="Reuters")),
        ("Umerov in 2024 in Reuters",
         asks(who="Umerov", since=date(2024, 1, 1), until=date(2024, 12, 31), outlet="Reuters")),
        ("Umerov since June in a New Paper",
         asks(who="Umerov", since=JUNE, outlet="a New Paper")),
        # the way people put it
        ("What did Umerov say about drones since June?",
         asks(who="Umerov", about="drones", since=JUNE)),
        ("what has Umerov said", asks(who="Umerov")),
        ("What's Umerov saying about grain?", asks(who="Umerov", about="grain")),
        ("please show me quotes by Umerov on grain", asks(who="Umerov", about="grain")),
        ("direct quotes by Umerov", asks(who="Umerov", kind=Kind.DIRECT)),
        ("Umerov's quotes about grain", asks(who="Umerov", about="grain")),
        ("Umerov's indirect quotes", asks(who="Umerov", kind=Kind.INDIRECT)),
        ("Umerov said about drones", asks(who="Umerov", about="drones")),
        ("who spoke about drones last year",
         asks(about="drones", since=date(2024, 1, 1), until=date(2024, 12, 31))),
        ("what Umerov said about drones", asks(who="Umerov", about="drones")),
        ("Did Umerov say anything about drones?", asks(who="Umerov", about="drones")),
        ("Umerov talking about drones", asks(who="Umerov", about="drones")),
        ("What about drones?", asks(about="drones")),
        ("latest on drones", asks(about="drones")),
        ("the latest from Umerov", asks(who="Umerov")),
        ("who mentioned drones", asks(about="drones")),
        ("Will Self on books", asks(who="Will Self", about="books")),
        ("Do Quang about rice", asks(who="Do Quang", about="rice")),
        ('Umerov about "drones', asks(who="Umerov", about="drones")),
        ("who else about drones", asks(about="drones")),
        ("everybody but Umerov about drones", asks(who="Umerov", about="drones", who_else=True)),
        # filters where people put them
        ("Umerov since June about drones", asks(who="Umerov", about="drones", since=JUNE)),
        ("last week about drones", asks(about="drones", **LAST_WEEK)),
        ("What did Umerov say last week about drones?",
         asks(who="Umerov", about="drones", **LAST_WEEK)),
        ("Umerov in Reuters last week about drones",
         asks(who="Umerov", about="drones", outlet="Reuters", **LAST_WEEK)),
        ("in Reuters Umerov about drones", asks(who="Umerov", about="drones", outlet="Reuters")),
        ("since June, what did Umerov say about drones",
         asks(who="Umerov", about="drones", since=JUNE)),
        ("last week Umerov", asks(who="Umerov", **LAST_WEEK)),
        ("Umerov on Monday about drones", asks(who="Umerov", about="drones", **MONDAY)),
        ("who spoke on Monday about drones", asks(about="drones", **MONDAY)),
        ('"all for all" in Reuters by Umerov',
         asks(who="Umerov", phrase="all for all", outlet="Reuters")),
        ("Umerov via Reuters", asks(who="Umerov", outlet="Reuters")),
        ("Umerov (Reuters)", asks(who="Umerov", outlet="Reuters")),
        ("Umerov according to the Guardian", asks(who="Umerov", outlet="The Guardian")),
        ("what did Umerov tell Reuters about drones",
         asks(who="Umerov", about="drones", outlet="Reuters")),
        ("Last Week Tonight about drones", asks(who="Last Week Tonight", about="drones")),
        ("Day on drones", asks(who="Day", about="drones")),
        # more of the way people put it
        ("when did Umerov last speak about drones", asks(who="Umerov", about="drones")),
        ("how often did Umerov mention drones", asks(who="Umerov", about="drones")),
        ("did Umerov mention drones last week?", asks(who="Umerov", about="drones", **LAST_WEEK)),
        ("did Umerov say all for all?", asks(who="Umerov", phrase="all for all")),
        ("did Umerov say “all for all” about grain?",
         asks(who="Umerov", phrase="all for all", about="grain")),
        ("Umerov said he would resign last week",
         asks(who="Umerov", phrase="he would resign", **LAST_WEEK)),
        ("everything Umerov said", asks(who="Umerov")),
        ("Umerov said yesterday", asks(who="Umerov", since=date(2025, 6, 27),
                                       until=date(2025, 6, 27))),
        ("all Umerov quotes since June", asks(who="Umerov", since=JUNE)),
        ("Umerov statements on drones", asks(who="Umerov", about="drones")),
        ("Umerov direct quotes about drones",
         asks(who="Umerov", about="drones", kind=Kind.DIRECT)),
        ("only direct quotes by Umerov", asks(who="Umerov", kind=Kind.DIRECT)),
        ("Umerov's latest quotes", asks(who="Umerov")),
        ("Umerov latest", asks(who="Umerov")),
        ("anything new from Umerov", asks(who="Umerov")),
        ("what's new on drones", asks(about="drones")),
        ("what was said about drones", asks(about="drones")),
        ("what's Umerov's position on drones", asks(who="Umerov", about="drones")),
        ("I need quotes from Umerov about drones", asks(who="Umerov", about="drones")),
        ("do you have anything from Umerov", asks(who="Umerov")),
        ("who is Umerov", asks(who="Umerov")),
        ("who said what about drones", asks(about="drones")),
        ("quotes mentioning Umerov", asks(who="Umerov", mentioned=True)),
        ("what others say about Umerov", asks(who="Umerov", mentioned=True)),
        ("other than Umerov about drones", asks(who="Umerov", about="drones", who_else=True)),
        ("who besides Umerov about drones", asks(who="Umerov", about="drones", who_else=True)),
        ("from:Umerov about:drones since:June", asks(who="Umerov", about="drones", since=JUNE)),
        ("umerov: drones", asks(who="umerov", about="drones")),
        ("Umerov – drones", asks(who="Umerov", about="drones")),
        ("drones by Umerov", asks(who="Umerov", about="drones")),
        ("Umerov: what about drones?", asks(who="Umerov", about="drones")),
        ("/whosaid Umerov", asks(who="Umerov")),
        ("who else but Umerov about drones", asks(who="Umerov", about="drones", who_else=True)),
    ],
)  # fmt: skip
def test_a_question_is_understood(typed: str, meant: Question) -> None:
    assert asked(typed) == meant


PERIODS = "Try “since 1 June”, “between 1 and 27 June”, “last week” or “in March 2025”."


@pytest.mark.parametrize(
    ("typed", "said", "remedy"),
    [
        ("", "The question is empty.", "Try “Umerov about drones since June”."),
        (" ?!\0\n", "The question is empty.", "Try “Umerov about drones since June”."),
        ('""', "That asks for nothing I can look up.", "Try “Umerov about drones since June”."),
        ("direct", "That asks for nothing I can look up.", "Try “Umerov about drones since June”."),
        ("- -", "That asks for nothing I can look up.", "Try “Umerov about drones since June”."),
        ("about", "About what?", "Try “about drones” or “about peace talks”."),
        ("Umerov about", "The topic is missing.", "Try “Umerov about drones”."),
        (
            "who else",
            "Who else about what?",
            "Try “who else about drones”, or ask it under an answer.",
        ),
        (
            "30 Feb",
            "“30 Feb” is not a day of the calendar.",
            "Try “since 1 June”, “last week” or “in March 2025”.",
        ),
        (
            "Umerov 1 June",
            "“1 June” needs a word before it.",
            "Try “on 1 June”, “since 1 June” or “before 1 June”.",
        ),
        (
            "Umerov since Brexit",
            "I cannot read “Brexit” as a date.",
            "Try “since 1 June”, “between 1 and 27 June”, “last week” or “in March 2025”.",
        ),
        ("Umerov about drones since the summit", "I cannot read “the summit” as a date.",
         "Try a day, as in “since 1 June”, or “drones” alone."),
        ("Umerov after the summit", "I cannot read “the summit” as a date.", PERIODS),
        ("Umerov about drones since Easter", "I cannot read “Easter” as a date.", PERIODS),
        ("Umerov about drones sicne June", "I cannot read “sicne June” as a period.",
         "Did you mean “since June”?"),
        ("Umerov last wek", "I cannot read “last wek” as a period.", "Did you mean “last week”?"),
        ("Umerov about drones yestarday", "I cannot read “yestarday” as a period.",
         "Did you mean “yesterday”?"),
        ("umerov abuot drones", "I cannot read “abuot”.", "Did you mean “umerov about drones”?"),
        ("Umerov recently", "“recently” is no period I can count.", PERIODS),
        ("about drones these days", "“these days” is no period I can count.", PERIODS),
        ("Umerov next week", "“next week” has not come yet.", PERIODS),
        ("Umerov June 2025", "“June 2025” needs a word before it.",
         "Try “in June 2025”, “since June 2025” or “before June 2025”."),
        ("Umerov vs Yermak", "I look for one speaker at a time.",
         "Try “Umerov about drones”, and then “and Yermak?” in the thread."),
        ("Umerov “all” “prisoners”", "I look for one phrase at a time.",
         "Try “all” alone, and then the other."),
        ("when did Umerov first mention drones",
         "I show the newest first, and cannot look for the first time.",
         "Try “timeline Umerov about drones”, which is in order."),
        ("what did Umerov not say about drones",
         "I know what was said, and not what was left unsaid.", "Try “Umerov about drones”."),
        ("since June Umerov since May", "That names a period twice.",
         "Name it once, as in “Umerov about drones since June”."),
        ("Umerov about “", "The topic is missing.", "Try “Umerov about drones”."),
        ("Umerov since 2030", "“2030” has not come yet.", PERIODS),
        ("Umerov in 2030", "“2030” has not come yet.", PERIODS),
        ("Umerov in June 2030", "“June 2030” has not come yet.", PERIODS),
        ("Umerov in 2030 in Reuters", "“2030” has not come yet.", PERIODS),
        ("Umerov on 1 June 2030", "“1 June 2030” has not come yet.", PERIODS),
        ("Umerov during early 2031 direct", "“early 2031” has not come yet.", PERIODS),
        ("in 2030", "“2030” has not come yet.", PERIODS),
        ("about drones until May 2099", "“May 2099” has not come yet.", PERIODS),
        ("Umerov in", "Nothing stands after “in”.", PERIODS),
        ("Umerov since Jnue", "I cannot read “Jnue” as a date.", "Did you mean “since June”?"),
        (
            "Umerov about drones since Jnue",
            "I cannot read “Jnue” as a date.",
            "Did you mean “since June”?",
        ),
        (
            "Umerov since",
            "The date after “since” is missing.",
            "Try “since 1 June”, “between 1 and 27 June”, “last week” or “in March 2025”.",
        ),
        (
            "we are going to build a great many of them",
            "That is too long for a name.",
            "Put exact words in quotation marks, or name who and what: "
            "“Umerov about drones since June”.",
        ),
        (
            "x" * 2000,
            "That question has 2,000 characters; I read up to 1,000.",
            "Ask in a few words, for example “Umerov about drones since June”.",
        ),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_with_a_working_example(
    typed: str, said: str, remedy: str
) -> None:
    with pytest.raises(BadQuestion) as caught:
        asked(typed)
    assert (caught.value.seen, caught.value.remedy) == (said, remedy)


BEFORE = asks(who="Umerov", about="drones", since=JUNE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("about ceasefire?", BEFORE._replace(about="ceasefire")),
        ("what about grain?", BEFORE._replace(about="grain")),
        ("on grain?", BEFORE._replace(about="grain")),
        ("and on grain", BEFORE._replace(about="grain")),
        ("about grain since May", BEFORE._replace(about="grain", since=date(2025, 5, 1))),
        ("since May", BEFORE._replace(since=date(2025, 5, 1))),
        ("and before March?", BEFORE._replace(since=None, until=date(2025, 2, 28))),
        ("and in March?", BEFORE._replace(since=date(2025, 3, 1), until=date(2025, 3, 31))),
        ("June?", BEFORE._replace(until=date(2025, 6, 30))),
        ("last week", BEFORE._replace(since=date(2025, 6, 16), until=date(2025, 6, 22))),
        ("any time", BEFORE._replace(since=None)),
        ("about anything", BEFORE._replace(about=None)),
        ("only direct", BEFORE._replace(kind=Kind.DIRECT)),
        ("only Putin", BEFORE._replace(who="Putin")),
        ("Indirect", BEFORE._replace(kind=Kind.INDIRECT)),
        ("direct and indirect", BEFORE),
        ("in Reuters", BEFORE._replace(outlet="Reuters")),
        ("any outlet", BEFORE),
        ("who else?", BEFORE._replace(who_else=True)),
        ("Who else said that?", BEFORE._replace(who_else=True)),
        ("who else about grain", BEFORE._replace(about="grain", who_else=True)),
        ("and who else since May?", BEFORE._replace(since=date(2025, 5, 1), who_else=True)),
        ("and Zelensky?", BEFORE._replace(who="Zelensky")),
        ("by Putin", BEFORE._replace(who="Putin")),
        ("and Zelensky about grain?", BEFORE._replace(who="Zelensky", about="grain")),
        ("“all for all”", BEFORE._replace(phrase="all for all")),
        ("about “march in March”", BEFORE._replace(about="march in March")),
        ("and last week about grain?", BEFORE._replace(about="grain", **LAST_WEEK)),
        ("and on Monday about grain?", BEFORE._replace(about="grain", **MONDAY)),
        ("what about last week?", BEFORE._replace(**LAST_WEEK)),
        ("since May please", BEFORE._replace(since=date(2025, 5, 1))),
        ("in Reuters only", BEFORE._replace(outlet="Reuters")),
        ("and Yermak about that?", BEFORE._replace(who="Yermak")),
        ("did he mention grain?", BEFORE._replace(about="grain")),
        ("has she said anything about grain?", BEFORE._replace(about="grain")),
        ("did he say “all for all”?", BEFORE._replace(phrase="all for all")),
        ("anything on grain?", BEFORE._replace(about="grain")),
        ("same but since May", BEFORE._replace(since=date(2025, 5, 1))),
    ],
)
def test_a_follow_up_changes_what_it_names_and_keeps_the_rest(typed: str, meant: Question) -> None:
    assert refine(BEFORE, typed, now=NOW, zone=ZONE, outlets=OUTLETS) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "thanks",
        "ok",
        "only",
        "good one, team",
        "I'll call him on Monday",
        "let's meet in March",
        "on it",
        "over to you",
        "in 5 minutes",
        "older",
        "more",
        ":+1:",
        "and then?",
    ],
)
def test_talk_among_people_is_no_follow_up(typed: str) -> None:
    with pytest.raises(BadQuestion):
        refine(BEFORE, typed, now=NOW, zone=ZONE, outlets=OUTLETS)


def test_who_else_needs_a_topic() -> None:
    with pytest.raises(BadQuestion, match="Who else about what"):
        refine(asks(who="Umerov"), "who else?", now=NOW, zone=ZONE)


def test_a_new_speaker_ends_who_else() -> None:
    previous = BEFORE._replace(who_else=True)
    assert refine(previous, "and Putin?", now=NOW, zone=ZONE) == BEFORE._replace(who="Putin")


def test_a_follow_up_counts_days_in_the_zone_of_whoever_asks() -> None:
    late = datetime(2025, 6, 28, 22, 30, tzinfo=UTC)
    refined = refine(BEFORE, "today", now=late, zone="Asia/Tokyo")
    day = date(2025, 6, 29)
    assert refined == BEFORE._replace(since=day, until=day, zone="Asia/Tokyo")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (asks(who="Rustem Umerov", about="drones", since=JUNE, until=date(2025, 6, 27)),
         "Rustem Umerov · about drones · 1–27 June 2025, Europe/Kyiv"),
        (asks(who="Umerov", about="drones", who_else=True), "Everybody but Umerov · about drones"),
        (asks(phrase="all for all", kind=Kind.DIRECT, outlet="Reuters"),
         "Everybody · in these words: all for all · direct quotes only · in Reuters"),
        (asks(who="Umerov"), "Umerov"),
    ],
)  # fmt: skip
def test_what_was_understood_is_one_line_without_quotation_marks(
    question: Question, said: str
) -> None:
    assert line(question) == said


_PIECES = """
Umerov about on since before in between and direct "a b" “ ” ' who said what did say else but June
30 Feb Reuters last week every body about quotes by 's ? : who else anyone 7d - – re: in the
"""
_WORDS = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(_PIECES.split()), max_size=40).map(" ".join)
)


@given(_WORDS)
def test_no_question_raises_anything_but_a_bad_question(words: str) -> None:
    try:
        understood = parse(words, now=NOW, zone=ZONE, outlets=OUTLETS)
    except BadQuestion:
        return
    assert understood != Question(zone=ZONE)
    assert line(understood)


@given(_WORDS)
def test_no_follow_up_raises_anything_but_a_bad_question(words: str) -> None:
    try:
        assert refine(BEFORE, words, now=NOW, zone=ZONE, outlets=OUTLETS).zone == ZONE
    except BadQuestion:
        return
