"""Where one voice ends and another begins, though nothing says so but the quotation marks."""

from bot.reading.sentences import Sentence


def another_voice(sentences: list[Sentence], number: int) -> bool:
    """ "“I had,” said Lee. “You are late.” “I know.”": in one paragraph a quotation that is closed
    and another that opens right behind it are two voices; so is the first of a row of them."""
    behind = number > 0 and _adjoin(sentences[number - 1], sentences[number])
    opens = number == 0 or sentences[number - 1].paragraph != sentences[number].paragraph
    row = opens and number + 1 < len(sentences) and _opens_quoted(sentences[number + 1])
    return behind or (row and _adjoin(sentences[number], sentences[number + 1]))


def _opens_quoted(one: Sentence) -> bool:
    return one.bare or any(s.start == one.start and s.closed for s in one.stretches)


def _adjoin(one: Sentence, other: Sentence) -> bool:
    """Does a quotation that ends the one sentence adjoin the quotation that is the other?"""
    if one.paragraph != other.paragraph:
        return False
    first = next(iter(other.placeholders.values()), None) or other.stretches[0]
    spoken = one.placeholders.values()  # not “Coast Today.”, where she said so
    ends = (s for s in spoken if one.end <= s.outer_end <= first.outer_start)
    return any(stretch.closed for stretch in ends)
