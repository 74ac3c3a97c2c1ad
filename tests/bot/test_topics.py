"""Topics, the forms of their phrases, and what stands for what when somebody asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadSetting
from bot.forms import MOST_FORMS, forms
from bot.model import Tag, Topic
from bot.topics import Lexicon, parse_topics

DRONES = Topic("drones", ("UAV", "unmanned aircraft", "quadcopter"), "medtop:20000053")
SPENDING = Topic("defence spending", ("military budget",))
WHO = Topic("world health", ("WHO", "pandemic"))
LEXICON = Lexicon((DRONES, SPENDING, WHO))


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("A drone fell.", [("drones", "drones", "drone")]),
        ("Drone-makers met.", [("drones", "drones", "Drone")]),
        ("Two UAVs and a drone", [("drones", "UAV", "UAVs")]),
        ("an un-manned thing, a uav", []),
        ("Unmanned\naircraft landed", [("drones", "unmanned aircraft", "Unmanned\naircraft")]),
        ("Defense spending rose", [("defence spending", "defence spending", "Defense spending")]),
        ("droned on", []),
        ("hydrone", []),
        ("who said so", []),
        ("The WHO's plan", [("world health", "WHO", "WHO")]),
        ("Uav and Whos", []),
        ("Military budgets, UAVs", [
            ("defence spending", "military budget", "Military budgets"), ("drones", "UAV", "UAVs"),
        ]),
        ("", []),
    ],
)  # fmt: skip
def test_a_phrase_is_found_as_whole_words_in_any_form(
    text: str, tags: list[tuple[str, str, str]]
) -> None:
    found = LEXICON.tags(text, [(0, len(text))])
    assert [(tag.topic, tag.phrase, text[slice(*tag.at)]) for tag in found] == tags


def test_only_the_spans_count_and_offsets_are_those_of_the_text() -> None:
    text = "A drone. The UAV landed."
    assert LEXICON.tags(text, [(9, 16), (16, 24)]) == (Tag("drones", "UAV", (13, 16)),)


def test_where_two_phrases_begin_together_the_longer_is_the_cause() -> None:
    lexicon = Lexicon((Topic("aid", ("military aid", "military aid package")),))
    text = "a military aid package"
    assert lexicon.tags(text, [(0, len(text))]) == (Tag("aid", "military aid package", (2, 22)),)


def test_no_topics_tag_nothing() -> None:
    assert Lexicon(()).tags("drones", [(0, 6)]) == ()


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        (
            "drones",
            ("drones", "drone", "UAV", "UAVs", "unmanned aircraft", "quadcopter", "quadcopters"),
        ),
        ("uav", ("uav", "uavs", "drones", "drone")),
        ("defence", ("defence", "defense", "defences", "defenses")),
        ("pandemics", ("pandemics", "pandemic", "world health", "world healths")),
        ("who", ("who", "whos", "world health", "world healths")),
        ("world health", ("world health", "world healths", "WHOs", "pandemic", "pandemics")),
        ("peace  talks", ("peace talks", "peace talk")),
        ("??", ()),
        ("", ()),
    ],
)
def test_asking_about_words_asks_for_all_that_means_the_same(
    words: str, phrases: tuple[str, ...]
) -> None:
    assert LEXICON.phrases_for(words) == phrases


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("drone", ("drone", "drones")),
        ("drones", ("drones", "drone")),
        ("army", ("army", "armies")),
        ("armies", ("armies", "army")),
        ("boy", ("boy", "boys")),
        ("crisis", ("crisis", "crises")),
        ("crises", ("crises", "crise", "crisis")),
        ("losses", ("losses", "loss")),
        ("loss", ("loss", "losses")),
        ("virus", ("virus", "viruses")),
        ("taxes", ("taxes", "tax")),
        ("wives", ("wives", "wife")),
        ("men", ("men", "man")),
        ("aircraft", ("aircraft",)),
        ("news", ("news",)),
        ("politics", ("politics",)),
        ("gas", ("gas", "gases")),
        ("EU", ("EU",)),
        ("UAV", ("UAV", "UAVs")),
        ("F-16", ("F-16",)),
        ("prisoner of war", ("prisoner of war", "prisoners of war")),
        ("of war", ("of war", "of wars")),
        ("labour law", ("labour law", "labour laws", "labor law", "labor laws")),
        ("mobilisation", ("mobilisation", "mobilization", "mobilisations", "mobilizations")),
        ("organized", ("organized", "organised")),
        ("centre", ("centre", "center", "centres", "centers")),
        ("Kiev", ("Kiev", "Kyiv", "Kievs")),
        ("travelling", ("travelling", "traveling", "travellings")),
        ("", ()),
    ],
)
def test_a_phrase_has_forms_and_spellings(phrase: str, expected: tuple[str, ...]) -> None:
    assert forms(phrase) == expected


def test_a_topic_list_is_toml() -> None:
    text = """
        [[topic]]
        name = " drones "
        phrases = ["UAV", " quadcopter ", ""]
        media_topic = "medtop:20000053"

        [[topic]]
        name = "grain"
    """
    assert parse_topics(text) == (
        Topic("drones", ("UAV", "quadcopter"), "medtop:20000053"),
        Topic("grain", ()),
    )
    assert parse_topics("") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[topic", "The topic list is not TOML"),
        ('topic = "drones"', "The topic list has no .*topic.* tables"),
        ("topic = [1]", "A topic of the topic list has no name"),
        ("[[topic]]\nname = ' '", "A topic of the topic list has no name"),
        ("[[topic]]\nname = 'a'\nphrases = 'b'", "The phrases of the topic “a” are not a list"),
        ("[[topic]]\nname = 'a'\nphrases = [1]", "The phrases of the topic “a” are not a list"),
        (
            "[[topic]]\nname = 'a'\nmedia_topic = 1",
            "The media_topic of the topic “a” is not a text",
        ),
    ],
)
def test_a_fault_in_the_topic_list_is_said(text: str, said: str) -> None:
    with pytest.raises(BadSetting, match=said):
        parse_topics(text)


@given(st.text(max_size=200))
def test_forms_are_few_and_begin_with_what_was_typed(phrase: str) -> None:
    found = forms(phrase)
    assert len(found) == len(set(found)) <= MOST_FORMS
    assert found[:1] == ((" ".join(phrase.split()),) if phrase.split() else ())


@given(st.text(alphabet="drone UAVsʼ-İß\n.", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_a_tag_is_a_slice_inside_its_span(text: str, start: int, end: int) -> None:
    for tag in LEXICON.tags(text, [(start, end)]):
        assert start <= tag.at[0] < tag.at[1] <= min(end, len(text))
        folded = text[slice(*tag.at)].lower().rstrip("s")
        assert folded in {"drone", "uav"}
