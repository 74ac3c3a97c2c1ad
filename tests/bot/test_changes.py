"""What a new version of an article did to its quotes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.changes import Change, Wording, changes

OLD = Wording(1, "Ida Holm", "It will stand for a hundred years")
NEW = Wording(2, "Ida Holm", "It will stand for ninety years")
OTHER = Wording(3, "Ida Holm", "Nobody asked the bakers")
BY_ANOTHER = Wording(4, "Anna Lundmark", "It will stand for a hundred years")
UNCLEAR = Wording(5, None, "It will stand for a hundred years")


def test_a_reworded_quote_is_told_as_one_change() -> None:
    assert changes([OLD], [OTHER, NEW]) == (Change(OLD, NEW), Change(None, OTHER))


def test_what_went_and_what_came_are_told_apart() -> None:
    assert changes([OLD, OTHER], []) == (Change(OLD, None), Change(OTHER, None))
    assert changes([], [NEW]) == (Change(None, NEW),)
    assert changes([], []) == ()


def test_the_same_words_by_somebody_else_are_no_rewording() -> None:
    assert changes([OLD], [BY_ANOTHER]) == (Change(OLD, None), Change(None, BY_ANOTHER))
    assert changes([UNCLEAR], [UNCLEAR]) == (Change(UNCLEAR, None), Change(None, UNCLEAR))


wordings = st.lists(
    st.builds(Wording, st.integers(1, 9), st.sampled_from(["A", "B", None]), st.text(max_size=20)),
    max_size=6,
)


@given(wordings, wordings)
def test_every_quote_is_told_once(went: list[Wording], came: list[Wording]) -> None:
    told = changes(went, came)
    assert sorted(map(repr, (each.before for each in told if each.before))) == sorted(
        map(repr, went)
    )
    assert sorted(map(repr, (each.after for each in told if each.after))) == sorted(map(repr, came))
