"""What is offered instead: one condition less each time, and nothing that was not asked about."""

import pytest

from bot.answers import Question
from bot.looser import looser
from bot.model import Kind

LIND = Question("Vera Lind", zone="Europe/Kyiv")


@pytest.mark.parametrize(
    ("question", "known", "offered"),
    [
        (LIND, True, []),
        (Question("Lind"), False, [("About Lind", Question(about="Lind"))]),
        (
            LIND._replace(who="vera lind drones"),
            False,
            [
                ("vera lind about drones", LIND._replace(who="vera lind", about="drones")),
                ("vera about lind drones", LIND._replace(who="vera", about="lind drones")),
                ("drones about vera lind", LIND._replace(who="drones", about="vera lind")),
                ("About vera lind drones", LIND._replace(who=None, about="vera lind drones")),
            ],
        ),
        (
            Question("Vera Lind and Jon Berg", "grain"),
            False,
            [
                ("Vera Lind", Question("Vera Lind", "grain")),
                ("Jon Berg", Question("Jon Berg", "grain")),
                ("Everybody on grain", Question(about="grain")),
            ],
        ),
        (
            Question("Lind, Berg & co"),
            False,
            [
                ("Lind", Question("Lind")),
                ("Berg", Question("Berg")),
                ("co", Question("co")),
                ("About Lind, Berg & co", Question(about="Lind, Berg & co")),
            ],
        ),
        (Question(about="grain"), False, []),
        (
            Question("Vera Lind", "grain", who_else=True),
            True,
            [("Vera Lind on grain", Question("Vera Lind", "grain"))],
        ),
        (
            Question("Vera Lind", "grain", mentioned=True),
            True,
            [("Everybody on grain", Question(about="grain"))],
        ),
        (
            Question("Vera Lind", "grain", outlet="Gauge", kind=Kind.DIRECT),
            True,
            [
                ("In every outlet", Question("Vera Lind", "grain", kind=Kind.DIRECT)),
                ("Direct and reported", Question("Vera Lind", "grain", outlet="Gauge")),
                ("Everybody on grain", Question(about="grain", outlet="Gauge", kind=Kind.DIRECT)),
                ("All by Vera Lind", Question("Vera Lind")),
            ],
        ),
        (
            Question("Nemo", phrase="no way"),
            False,
            [("Everybody on no way", Question(phrase="no way"))],
        ),
        (
            Question(phrase="the air defense"),
            False,
            [("Spelled “the air defence”", Question(phrase="the air defence"))],
        ),
    ],
)
def test_each_offer_leaves_one_condition_out(
    question: Question, known: bool, offered: list[tuple[str, Question]]
) -> None:
    assert list(looser(question, known=known)) == offered
