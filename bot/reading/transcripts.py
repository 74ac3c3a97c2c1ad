"""The labels of a transcript: "REPORTER:", "HJELM:"."""

from dataclasses import replace

from bot.model import Voice
from bot.reading import described
from bot.reading.said import Said
from bot.reading.why import Ground, Why


def in_transcript(label: str, said: Said) -> Said:
    """ "REPORTER" is some reporter, and "HJELM", though in capitals, a person."""
    if label.isupper() and described.called_by_role(label):
        return Said(label.lower(), Voice.ANONYMOUS, 0.9, Why(Ground.LABEL))
    short = said.voice is Voice.BODY and said.who is not None and len(said.who.words) == 1
    return replace(said, voice=Voice.PERSON) if short and said.speaker == label else said
