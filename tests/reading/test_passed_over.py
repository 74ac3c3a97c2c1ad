"""“He” and “she” behind somebody who has no name, or whom the last words told of: never the name
that was said before."""

import pytest

from bot.reading import Reader

# A text (¶ is a new paragraph), and whom its last quotation can be whose.
OPEN = [
    (
        "“The quay is safe,” Nenna Vey said.¶A neighbour said she had seen smoke.¶"
        "“I ran into the yard,” she said.",
        ("neighbour", "Nenna Vey"),
    ),
    (
        "“The quay is safe,” Ivo Marek said.¶A passenger said he had seen smoke. "
        "“I ran onto the deck,” he said.",
        ("passenger", "Ivo Marek"),
    ),
    (
        "“The quay is safe,” Nenna Vey said.¶One of the survivors told the court she had not slept."
        "¶“I see it every night,” she said.",
        ("One of the survivors", "Nenna Vey"),
    ),
    (
        "“The quay is safe,” Nenna Vey said.¶A mother of three, who asked not to be named, said "
        "she had moved.¶“I see it every night,” she said.",
        ("mother of three", "Nenna Vey"),
    ),
    (
        "“The quay is safe,” Ivo Marek said.¶The victim’s brother told the court he had not slept."
        "¶“I see it every night,” he said.",
        ("victim’s brother", "Ivo Marek"),
    ),
    (
        "“The quay is safe,” Nenna Vey told the Ledger.¶Another resident disagreed. "
        "“I nearly drowned there,” she said.",
        ("resident", "Nenna Vey"),
    ),
    (
        "“The quay is safe,” Nenna Vey told the Ledger.¶Her neighbour was not convinced. "
        "“I nearly drowned there,” she said.",
        ("neighbour", "Nenna Vey"),
    ),
    (
        "“The quay is safe,” Ivo Marek told the Ledger.¶The man he hit, a waiter, saw it "
        "differently. “I nearly drowned there,” he said.",
        ("man", "Ivo Marek"),
    ),
    (
        "“The quay is safe,” Ivo Marek told the Ledger.¶But a 70-year-old shook his head. "
        "“I nearly drowned there,” he said.",
        ("70-year-old", "Ivo Marek"),
    ),
    # Told of behind a place, with more of it behind, or where nobody spoke before.
    (
        "“We are ready,” Ivo Marek said.¶On the quay, a fisherman mended his nets. “I have had "
        "enough,” he said.",
        ("fisherman", "Ivo Marek"),
    ),
    (
        "“We are ready,” Nenna Vey said.¶Among the crowd was a young teacher. She had come on "
        "foot. “I have had enough,” she said.",
        ("young teacher", "Nenna Vey"),
    ),
    (
        "Nenna Vey opened the port.¶For one resident, it was too late. “I have had enough,” she "
        "said.",
        ("resident", "Nenna Vey"),
    ),
    (
        "Nenna Vey opened the port. A reporter asked whether it was late. “It is not,” she said.",
        ("Nenna Vey", "reporter"),
    ),
    # Whom the last words told of goes on being told of.
    (
        "Oskar Pell, the baker, has died. “He was a fair man,” said his neighbour Ivo Marek.¶"
        "He opened the shop in 1961. “It was the best day of my life,” he told the Ledger in 2010.",
        ("Oskar Pell", "Ivo Marek"),
    ),
    (
        "Nenna Vey, the sculptor, has died.¶“My mother worked until the end,” said her daughter, "
        "Lena Vey.¶She won the prize in 1980. “I spent it on a roof,” she told a reporter then.",
        ("Nenna Vey", "Lena Vey"),
    ),
    (
        "Nenna Vey won the race. “She flew,” said Lena Orlo, who came second.¶The 24-year-old had "
        "been ill in May. “I could not get up,” she said.",
        ("Nenna Vey", "Lena Orlo"),
    ),
    (
        "Oskar Pell left on Sunday. “He had no choice,” said party chairman Ivo Marek.¶His four "
        "years were hard. “I leave with a clear conscience,” he said in a letter.",
        ("Oskar Pell", "Ivo Marek"),
    ),
    # Words that are read out.
    (
        "“We will fight on,” said Ivo Marek. In a letter read out in court, Prowse said he was "
        "sorry.¶“I see her bicycle,” he wrote.",
        ("Prowse", "Ivo Marek"),
    ),
    (
        "“We will fight on,” said Ivo Marek.¶Lena Orlo, for the defence, read out a letter in "
        "which her client said he would never drive again.¶“I see her bicycle,” he wrote.",
        ("Lena Orlo’s client", "Ivo Marek"),
    ),
]

# A text, and whose its last quotation still is.
SETTLED = [
    ("“The ferry is late,” said Ivo Marek. He laughed. “It always is,” he said.", "Ivo Marek"),
    ("“He was a fair man,” said Ivo Marek. “I miss him,” he said.", "Ivo Marek"),
    ("“He was a fair man,” said Ivo Marek. He smiled. “I miss him,” he said.", "Ivo Marek"),
    (
        "“The quay is safe,” Nenna Vey said.¶Her brother was not convinced. “I know the sea,” she "
        "said.",
        "Nenna Vey",
    ),
    (
        "“The quay is safe,” Ivo Marek said.¶A court fined the port. “I shall appeal,” he said.",
        "Ivo Marek",
    ),
    (
        "“The quay is safe,” Ivo Marek said.¶A neighbour disagreed. Marek was not moved. “I know "
        "the sea,” he said.",
        "Ivo Marek",
    ),
    (
        "“The quay is safe,” Ivo Marek said.¶The people who came were angry. “I know the sea,” he "
        "said.",
        "Ivo Marek",
    ),
]


@pytest.mark.parametrize(("text", "candidates"), OPEN)
def test_nobody_is_settled_on_over_somebody_told_of_since(
    reader: Reader, text: str, candidates: tuple[str, ...]
) -> None:
    last = reader.quotes(text.replace("¶", "\n\n"))[-1]

    assert (last.speaker, last.candidates[:2]) == (None, candidates)


@pytest.mark.parametrize(("text", "speaker"), SETTLED)
def test_the_speaker_goes_on_where_nobody_else_was_told_of(
    reader: Reader, text: str, speaker: str
) -> None:
    assert reader.quotes(text.replace("¶", "\n\n"))[-1].speaker == speaker
