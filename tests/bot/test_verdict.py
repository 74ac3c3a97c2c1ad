"""The verdict on a sentence is the strongest thing that is true of it."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Hit
from bot.model import Kind, Voice
from bot.verdict import (
    Match,
    Unattributed,
    as_meant,
    by_a_stranger,
    closest,
    concluded,
    held,
    unless_unattributed,
)
from bot.verify import Finding

THEIRS, OTHER, THIRD = 1, 2, 3
PORT = "We will open the grain port by May and nobody will stop us"
TRAINS = "Every night train in this country has to stop at the old border"


def match(typed: str, person: int, said: str, kind: Kind = Kind.DIRECT) -> list[Match]:
    found = held(typed, said, kind, least=0.3)
    hit = Hit(
        id=person,
        pieces=(said,),
        speaker=f"Speaker {person}",
        person_id=person,
        voice=Voice.PERSON,
        role=None,
        kind=kind,
        background=False,
        confidence=0.9,
        day=None,
        published=None,
        title=None,
        url=None,
        outlet=None,
        cue=None,
        context=said,
    )
    return [Match(found, hit)] if found else []


def verdict(typed: str, *said: tuple[int, str], named: tuple[int, ...] = ()) -> tuple[str, list]:
    matches = sorted((one for each in said for one in match(typed, *each)), key=closest)
    found = concluded(typed, matches, 7, named)
    assert (found.articles, found.named) == (7, named)
    return found.finding.value, [hit.person_id for hit in found.hits]


HALF = "We will open the grain port, said all of us in a great hurry there"
COAL = PORT.replace("grain", "coal")
NOT = PORT.replace("will open", "will not open")
SPLICE = f"We will open the grain port by May and {TRAINS.lower()}"


@pytest.mark.parametrize(
    ("typed", "said", "verdict_of_theirs"),
    [
        (PORT, [(THEIRS, PORT), (OTHER, PORT)], ("exact", [THEIRS])),
        (PORT, [(THEIRS, f"{PORT} ever"), (OTHER, PORT)], ("cut", [THEIRS])),
        (PORT, [(THEIRS, HALF), (OTHER, PORT)], ("other speaker", [OTHER])),
        (PORT, [(THEIRS, COAL), (OTHER, PORT)], ("other speaker", [OTHER, THEIRS])),
        (PORT, [(THEIRS, COAL), (OTHER, f"{PORT} ever")], ("other speaker", [OTHER, THEIRS])),
        (PORT, [(THEIRS, COAL), (OTHER, NOT)], ("altered", [THEIRS])),
        (PORT, [(THEIRS, NOT), (OTHER, PORT)], ("other speaker", [OTHER, THEIRS])),
        (PORT, [(THEIRS, NOT)], ("cut", [THEIRS])),
        (PORT, [(OTHER, NOT)], ("other speaker, altered", [OTHER])),
        (PORT, [(OTHER, COAL)], ("other speaker, altered", [OTHER])),
        (PORT, [(OTHER, COAL), (THEIRS, HALF)], ("other speaker, altered", [OTHER])),
        (PORT, [(THEIRS, HALF)], ("not found", [])),
        (PORT, [], ("not found", [])),
        (SPLICE, [(THEIRS, PORT), (THEIRS, TRAINS)], ("spliced", [THEIRS, THEIRS])),
        (SPLICE, [(THEIRS, PORT), (OTHER, TRAINS)], ("spliced", [OTHER, THEIRS])),
        (SPLICE, [(THIRD, PORT), (OTHER, TRAINS)], ("spliced", [OTHER, THIRD])),
        (SPLICE, [(THEIRS, PORT), (OTHER, SPLICE)], ("other speaker", [OTHER])),
        (SPLICE, [(THEIRS, SPLICE), (OTHER, PORT)], ("exact", [THEIRS])),
    ],
)
def test_a_likeness_of_theirs_hides_nothing_and_theirs_comes_first(
    typed: str, said: list[tuple[int, str]], verdict_of_theirs: tuple[str, list[int]]
) -> None:
    for order in permutations(said):
        assert verdict(typed, *order, named=(THEIRS,)) == verdict_of_theirs


PLAN = "the plan was “a disgrace to every one of us” and would fail before the winter"


@pytest.mark.parametrize(
    ("typed", "said", "kind", "finding"),
    [
        ("talks would move on in May", "talks would move on in May", Kind.INDIRECT, "reported"),
        (
            "talks will move on in May",
            "talks would move on in May",
            Kind.INDIRECT,
            "reported, altered",
        ),
        ("a disgrace to every one of us", PLAN, Kind.MIXED, "exact"),
        ("a disgrace to every one", PLAN, Kind.MIXED, "cut"),
        ("the plan would fail before the winter", PLAN, Kind.MIXED, "reported"),
        (PLAN, PLAN, Kind.MIXED, "reported"),
        (
            "it was ‘an old man’s toy’ then",
            "it was ‘an old man’s toy’ then",
            Kind.MIXED,
            "reported",
        ),
        ("an old man’s toy", "it was ‘an old man’s toy’ then", Kind.MIXED, "exact"),
    ],
)
def test_what_an_article_reports_is_not_what_was_said(
    typed: str, said: str, kind: Kind, finding: str
) -> None:
    (found,) = match(typed, THEIRS, said, kind)
    assert found.comparison.finding is Finding(finding)
    start, end = found.comparison.at
    assert finding.startswith("reported") or said[start:end] == typed


def test_words_reported_of_them_are_reported_and_of_another_are_neither() -> None:
    matches = match(PORT, OTHER, PORT, Kind.INDIRECT)
    assert concluded(PORT, matches, 1).finding is Finding.REPORTED
    assert concluded(PORT, matches, 1, (THEIRS,)).finding is Finding.NEITHER


@pytest.mark.parametrize(
    ("typed", "said", "finding"),
    [
        (PORT, [PORT], Finding.OTHER_SPEAKER),
        (COAL, [PORT], Finding.NEITHER),
        (SPLICE, [PORT, TRAINS], Finding.SPLICED),
        ("The moon is made of old cheese", [PORT], Finding.NOT_FOUND),
    ],
)
def test_of_somebody_the_archive_does_not_know_all_was_said_by_others(
    typed: str, said: list[str], finding: Finding
) -> None:
    matches = sorted((one for each in said for one in match(typed, OTHER, each)), key=closest)
    found = by_a_stranger(concluded(typed, matches, 1))
    assert (found.finding, found.strangers) == (finding, found.hits)


_WORD = st.sampled_from(["we", "will", "not", "open", "the", "port", "by", "May", "never", "grain"])
_SENTENCE = st.lists(_WORD, min_size=1, max_size=12).map(" ".join)
_SAID = st.lists(st.tuples(st.sampled_from([THEIRS, OTHER]), _SENTENCE), max_size=4)


@given(_SENTENCE, _SAID)
def test_exact_means_that_they_said_it_and_other_speaker_that_they_did_not(
    typed: str, said: list[tuple[int, str]]
) -> None:
    finding, people = verdict(typed, *said, named=(THEIRS,))
    if (THEIRS, typed) in said:
        assert (finding, people) == ("exact", [THEIRS])
    elif (OTHER, typed) in said:
        assert finding in {"cut", "other speaker"}
        assert (finding == "cut") == (people[0] == THEIRS)
    else:
        assert finding not in {"exact", "punctuation"}


@pytest.mark.parametrize(
    ("cue", "typed", "finding"),
    [
        ("denied", "she had promised the contract", Finding.DENIED),
        ("denied", "that she had promised the contract to her brother", Finding.DENIED),
        ("did not deny", "she had promised the contract", Finding.UNSAID),
        ("never said", "she had promised the contract", Finding.UNSAID),
        ("denied", "she had not promised the contract to her brother", Finding.RETOLD),
        ("said", "she had promised the contract", Finding.REPORTED),
    ],
)
def test_words_that_were_denied_were_not_said(cue: str, typed: str, finding: Finding) -> None:
    said = "that she had promised the contract to her brother"
    [one] = match(typed, THEIRS, said, Kind.INDIRECT)
    hit = one.hit._replace(cue=cue)
    meant = Match(as_meant(one.comparison, hit), hit)
    assert concluded(typed, [meant], 1).finding is finding
    assert concluded(typed, [meant], 1, [THEIRS]).finding is finding
    stranger = by_a_stranger(concluded(typed, [meant], 1))
    assert stranger.finding is Finding.NEITHER


def test_who_denied_words_is_told_before_who_said_them() -> None:
    [denied] = match(PORT, THEIRS, PORT, Kind.INDIRECT)
    hit = denied.hit._replace(cue="denied")
    both = [*match(PORT, OTHER, PORT), Match(as_meant(denied.comparison, hit), hit)]
    assert concluded(PORT, both, 2, [THEIRS]).finding is Finding.DENIED
    assert concluded(PORT, both, 2).finding is Finding.EXACT


def test_what_is_nobodys_is_no_strangers_either() -> None:
    [one] = match(PORT, THEIRS, PORT)
    where = Unattributed(PORT, one.comparison, (), None, None, None, None)
    unclear = unless_unattributed(concluded(PORT, [], 1), [where])
    assert by_a_stranger(unclear) == unclear
