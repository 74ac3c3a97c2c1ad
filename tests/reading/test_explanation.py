"""What `whosaid read --explain` prints: each stage, and why the words are whose they are."""

import pytest

from bot.model import Page
from bot.reading import Reader

STAGES = """\
0 junk: Advertisement
1 body: It rained. “The road is open,” said Mira Talvik, who said it would stay so.
    not parsed: It rained.
    0:Yes/UH/intj>2 1:,/,/punct>2 2:said/VBD/ROOT>2 3:Mira/NNP/compound>4 4:Talvik/NNP/nsubj>2 \
5:,/,/punct>4 6:who/WP/nsubj>7 7:said/VBD/relcl>4 8:it/PRP/nsubj>10 9:would/MD/aux>10 \
10:stay/VB/ccomp>7 11:so/RB/advmod>10 12:././punct>2
    kept clause: [Mira Talvik, who] [said] it would stay so
    kept quote: [Mira Talvik, who said it would stay so] [said] “The road is open,”
@ Mira Talvik · person · she
= 0.98 direct · Mira Talvik · The road is open
    quote: [Mira Talvik, who said it would stay so] [said] the source names them
= 0.83 indirect · Mira Talvik · it would stay so
    clause: [Mira Talvik, who] [said] the source names them"""

# A text (¶ is a new paragraph), and why the last words in it are whose they are.
REASONS = [
    (
        "Mira Talvik praised Joren Aldous. “The road is open,” he said.",
        """\
= 0.97 direct · Joren Aldous · The road is open
    quote: [he] [said] nobody else comes near in the reader’s mind
      0.22 Joren Aldous: may be a he or a she, and looks like a person’s name; \
named 1 sentence before
      0.00 Mira Talvik: of the other gender; subject 1 sentence before""",
    ),
    (
        "Mira Talvik, the mayor, opened the road on Monday. Ann Lee, a teacher, watched. "
        "“It is late,” she said.",
        """\
= 0.83 direct · Ann Lee · It is late
    quote: [she] [said] likelier than anybody else in the reader’s mind
      1.10 Ann Lee: of that gender; subject 1 sentence before
      0.61 Mira Talvik: of that gender; subject 2 sentences before""",
    ),
    (
        "Mira Talvik opened the road for Ann Lee. “It is late,” she said. Ann Lee spoke in Narva. "
        "“We won,” said Mira Talvik. Ann Lee nodded. “We did,” she said.",
        """\
= 0.39 direct · unclear (Ann Lee, Mira Talvik) · We did
    quote: [she] [said] brought in since the likeliest was last named (Ann Lee)
      1.47 Ann Lee: of that gender; subject 1 sentence before; subject 3 sentences before; \
named behind a preposition 5 sentences before
      1.48 Mira Talvik: of that gender; spoke 2 sentences before; spoke 4 sentences before; \
subject 5 sentences before
      0.02 Narva: may be no person; named behind a preposition 3 sentences before""",
    ),
    (
        "“The quay is safe,” Ivo Marek said.¶A passenger said he had seen smoke. “I ran,” he said.",
        """\
= 0.39 direct · unclear (passenger, Ivo Marek) · I ran
    quote: [he] [said] told of since, without a name (passenger)
      1.68 Ivo Marek: of that gender; subject 1 sentence before; spoke 2 sentences before""",
    ),
    (
        "The Harbour Authority said the quay was safe. It added that the wall was not.",
        """\
= 0.92 indirect · Harbour Authority · that the wall was not
    clause: [It] [added] the last to speak, and no other was named since""",
    ),
    (
        "The Harbour Authority warned the Port Union. They said the quay was safe.",
        """\
= 0.37 indirect · unclear (Harbour Authority, Port Union) · the quay was safe
    clause: [They] [said] another comes about as near in the reader’s mind (Port Union)
      1.10 Harbour Authority: a body; subject 1 sentence before
      0.55 Port Union: a body; named 1 sentence before""",
    ),
    (
        "The drivers met on Monday. They said the road was shut.",
        """\
= 0.87 indirect · drivers · the road was shut
    clause: [They] [said] the subject of the sentence before""",
    ),
    (
        "Otto Lee, the trade minister, went home. The minister said that the quay must close.",
        """\
= 0.94 indirect · Otto Lee · that the quay must close
    clause: [The minister] [said] called so before
      3.30 Otto Lee: surely a person; subject 1 sentence before""",
    ),
    (
        "Ann Lee and Bo Lee came to Narva. Lee said the road was shut.",
        """\
= 0.37 indirect · unclear (Bo Lee, Ann Lee) · the road was shut
    clause: [Lee] [said] the source can be more than one of them""",
    ),
    (
        "A senior port official came. The official said the road was shut.",
        """\
= 0.88 indirect · senior port official · the road was shut
    clause: [The official] [said] told of so before, without a name""",
    ),
    (
        "Mira Talvik, the mayor, was there. Otto Lee was shot. The doctor said that he would live.",
        """\
= 0.38 indirect · unclear (Otto Lee, Mira Talvik) · that he would live
    clause: [The doctor] [said] nobody was called so; it may be another word for one in mind
      1.10 Otto Lee: surely a person; subject 1 sentence before
      0.61 Mira Talvik: surely a person; subject 2 sentences before""",
    ),
    (
        "“Go,” said Ann Lee.¶“No.” “Yes.”",
        """\
= 0.12 direct · unclear (nobody named) · No.
    turn: [] [] another voice than the last, which nothing names""",
    ),
]


def test_every_stage_of_a_reading_is_shown(reader: Reader) -> None:
    text = (
        "Advertisement\n\nIt rained. “The road is open,” said Mira Talvik, who said it would "
        "stay so."
    )
    assert str(reader.explain(Page(text))) == STAGES


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_the_choice_of_a_speaker_tells_its_reasons(reader: Reader, text: str, reason: str) -> None:
    shown = str(reader.explain(Page(text.replace("¶", "\n\n"))))
    assert shown[shown.rindex("\n= ") + 1 :] == reason


@pytest.mark.parametrize(
    ("text", "fates"),
    [
        (
            "Mira Talvik said that Joren Aldous said that the road was open.",
            [
                "kept clause: [Mira Talvik] [said] that Joren Aldous said that the road was open",
                "lost clause: [Joren Aldous] [said] that the road was open"
                " – its cue is one of another’s words ([said])",
            ],
        ),
        (
            "Mira Talvik did not say that the road was open.",
            [
                "lost clause: [Mira Talvik] [did not say] that the road was open"
                " – its cue tells that it was not said"
            ],
        ),
    ],
)
def test_what_became_no_quote_says_why(reader: Reader, text: str, fates: list[str]) -> None:
    lines = str(reader.explain(Page(text))).splitlines()
    assert [line.strip() for line in lines if line.startswith(("    kept", "    lost"))] == fates


def test_what_is_explained_is_what_is_read(reader: Reader) -> None:
    page = Page("Ann Lee said the road was open. She left.", title="Road open, says mayor")
    assert reader.explain(page).article == reader.read(page)
