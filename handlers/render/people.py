"""Somebody as a button names them."""

from bot.answers import Person
from handlers.render.limits import BUTTON_TEXT
from handlers.render.text import label


def person_label(person: Person) -> str:
    """Rustem Umerov, Minister of … (12): a long role is cut, the number of quotes never is."""
    number = f" ({person.quotes:,})"
    who = f"{person.name}, {person.role}" if person.role else person.name
    return label(who, BUTTON_TEXT - len(number)) + number
