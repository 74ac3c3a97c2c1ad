"""Text of others on a terminal: without anything that could steer it."""

import unicodedata


def printable(text: str) -> str:
    """The text on one line; control characters, which a terminal would obey, are shown as �."""
    return "".join(
        character if unicodedata.category(character) not in {"Cc", "Cs"} else "�"
        for character in " ".join(text.split())
    )


def counted(many: int, noun: str) -> str:
    """ "1 article", "2 articles"."""
    return f"{many} {noun}{'' if many == 1 else 's'}"
