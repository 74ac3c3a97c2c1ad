from bot.reading import Reader
from bot.reading.explanation import Candidate
from bot.reading.structure import Role


def test_every_stage_of_a_reading_can_be_shown(reader: Reader) -> None:
    text = "Advertisement\n\n“The road is open,” said Mira Talvik, who said it would stay so."
    shown = reader.explain(text)
    assert [role for role, _ in shown.paragraphs] == [Role.JUNK, Role.BODY]
    (sentence,) = shown.sentences
    assert sentence.candidates == (
        Candidate(
            "quote",
            "said",
            "Mira Talvik, who said it would stay so",
            ("“The road is open,”",),
            True,
        ),
        Candidate("clause", "said", "Mira Talvik, who", ("it would stay so",), True),
    )
    assert str(shown).splitlines()[0] == "0 junk: Advertisement"
    assert str(shown).splitlines()[-1].endswith("Mira Talvik · it would stay so")


def test_a_candidate_that_stands_inside_another_is_shown_as_lost(reader: Reader) -> None:
    shown = reader.explain("Mira Talvik said that Joren Aldous said that the road was open.")
    assert [(c.cue, c.kept) for s in shown.sentences for c in s.candidates] == [
        ("said", True),
        ("said", False),
    ]
    assert "lost clause: [Joren Aldous] [said] that the road was open" in str(shown)
