"""Who is meant when no name is given: pronouns, descriptions, owners, continued quotes.

Each row: a text, and (speaker, role, voice) of its quotes in reading order.
"""

import pytest

from bot.model import Voice
from bot.reading import Reader

PERSON, BODY, ANONYMOUS, UNCLEAR = Voice.PERSON, Voice.BODY, Voice.ANONYMOUS, Voice.UNCLEAR
Said = tuple[str | None, str | None, Voice]

PRONOUNS = [
    (
        "Ivo Marek opened the port. He said the work had taken nine years.",
        [("Ivo Marek", None, PERSON)],
    ),
    (
        "Lena Orlo met Ivo Marek. She said the work had taken nine years.",
        [("Lena Orlo", None, PERSON)],
    ),
    (
        "Lena Orlo met Ivo Marek. He said the work had taken nine years.",
        [("Ivo Marek", None, PERSON)],
    ),
    (
        "Ivo Marek met Peter Kask. He said the work had taken nine years.",
        [("Ivo Marek", None, PERSON)],
    ),
    (
        "Ivo Marek said the port was open. Peter Kask came late. "
        "“We were stuck in the snow,” Kask said. He said the road was bad.",
        [
            ("Ivo Marek", None, PERSON),
            ("Peter Kask", None, PERSON),
            ("Peter Kask", None, PERSON),
        ],
    ),
    (
        "Ivo Marek said Peter Kask had left the town. He said the port was open.",
        [("Ivo Marek", None, PERSON), ("Ivo Marek", None, PERSON)],
    ),
    (
        "Peter Kask should run the port, Ivo Marek said. He said the port was open.",
        [("Ivo Marek", None, PERSON), ("Ivo Marek", None, PERSON)],
    ),
    (
        "“I met Peter Kask in the snow,” said Ivo Marek. “He was cold,” he added.",
        [("Ivo Marek", None, PERSON), ("Ivo Marek", None, PERSON)],
    ),
    (
        "Spokeswoman Nenna Vey met Tavo Marek. She said the port was open.",
        [("Nenna Vey", "Spokeswoman", PERSON)],
    ),
    (
        "Mrs. Vey met Tavo Marek. She said the port was open.",
        [("Vey", None, PERSON)],
    ),
    (
        "Nenna Vey sold her boat. Tavo Marek bought it. She said the price was fair.",
        [("Nenna Vey", None, PERSON)],
    ),
    (
        "Lena Orlo said the quay was closed.\n"
        "Anna Kask, a teacher, disagreed. It rained, she said.",
        [("Lena Orlo", None, PERSON), ("Anna Kask", "teacher", PERSON)],
    ),
    (
        "As for Peter Kask, he said the road was bad.",
        [("Peter Kask", None, PERSON)],
    ),
    (
        "Lena Orlo's husband, Ivo Marek, lost the keys. She said the door was shut.",
        [("Lena Orlo", None, PERSON)],
    ),
    (
        "Ivo Marek grew up in Narva. He went to sea at nine. Later he bought the mill. "
        "Peter Kask's farm is near. He said the mill was old.",
        [("Ivo Marek", None, PERSON)],
    ),
    (
        "The port was closed. He said it would open soon.",
        [(None, None, UNCLEAR)],
    ),
    (
        "According to him, the port is open.",
        [(None, None, UNCLEAR)],
    ),
    (
        "I said the port was open.",
        [(None, None, UNCLEAR)],
    ),
    (
        "The Harbour Council closed the quay. It said the ice was thick.",
        [("Harbour Council", None, BODY)],
    ),
    (
        "The Harbour Council said the quay was closed. “The ice is too thick,” it added.",
        [("Harbour Council", None, BODY), ("Harbour Council", None, BODY)],
    ),
    (
        "Port officials said the quay was closed. They said the ice was thick.",
        [("Port officials", None, ANONYMOUS), ("Port officials", None, ANONYMOUS)],
    ),
]

DESCRIBED = [
    (
        "Transport Minister Lena Orlo met Ivo Marek. The minister said the road was open.",
        [("Lena Orlo", "Transport Minister", PERSON)],
    ),
    (
        "Sen. Lena Orlo met Gov. Ivo Marek. The governor said the road was open.",
        [("Ivo Marek", "Gov.", PERSON)],
    ),
    (
        "Lena Orlo, 45, drives a bus. Ivo Marek, 61, does not. The 45-year-old said it was fun.",
        [("Lena Orlo", None, PERSON)],
    ),
    (
        "Ivo Marek opened the mill. The retired teacher said it would run in May.",
        [(None, None, UNCLEAR)],
    ),
    (
        "A senior port official said the quay was closed. The official said the ice was thick.",
        [("senior port official", None, ANONYMOUS), ("senior port official", None, ANONYMOUS)],
    ),
    (
        "Harbour Board President Lena Holt signed. The mill owners' club was angry. Its president"
        " said the price was too high.",
        [("Its president", None, ANONYMOUS)],
    ),
    (
        "The former mayor, Lena Orlo, met the mayor, Ivo Marek. The mayor said the road was open. "
        "The former mayor said it was shut.",
        [("Ivo Marek", "mayor", PERSON), ("Lena Orlo", "former mayor", PERSON)],
    ),
    (
        "Deputy mayor Lena Orlo and mayor Ivo Marek spoke.\nThe mayor said the road was open.",
        [("Ivo Marek", "mayor", PERSON)],
    ),
    (
        "The mayor’s spokeswoman, Lena Orlo, met the mayor, Ivo Marek. The mayor said the road was "
        "open.",
        [("Ivo Marek", "mayor", PERSON)],
    ),
    (
        "Foreign minister Lena Orlo met finance minister Ivo Marek. The finance minister said the "
        "road was open.",
        [("Ivo Marek", "finance minister", PERSON)],
    ),
    (
        "The health minister, Lena Orlo, spoke. The finance minister said the road was open. The "
        "minister said it was late.",
        [("finance minister", None, ANONYMOUS), ("finance minister", None, ANONYMOUS)],
    ),
    (
        "Former mayor Lena Orlo spoke on Monday. The mayor said the road was open.",
        [("Lena Orlo", "Former mayor", PERSON)],
    ),
    (
        "Ivo Marek, chairman and chief executive of Port, spoke. The chairman said it was late.",
        [("Ivo Marek", "chairman and chief executive of Port", PERSON)],
    ),
    (
        "Ivo Marek, a lawyer for the mayor, spoke. The mayor said it was late.",
        [(None, None, UNCLEAR)],
    ),
    (
        "The minister, Lena Orlo, spoke.\nSocial Harbour leader Ivo Marek listened.\n“I will,” she "
        "said.",
        [("Lena Orlo", "minister", PERSON)],
    ),
    (
        "Coach Ivo Marek praised the team.\n“They came on angry,” the Italian said.",
        [(None, None, UNCLEAR)],
    ),
    (
        "German Ivo Marek beat Spaniard Peter Kask. “I was tired,” the Spaniard said.",
        [("Peter Kask", None, PERSON)],
    ),
    (
        "The health secretary, Lena Banks, spoke in Narva.\nBanks said she would stay.",
        [("Lena Banks", "health secretary", PERSON)],
    ),
    (
        "Peter Kask and Sasha Holt bake. “It was hard,” said Sasha Holt.\nShe said the oven was "
        "new.\n“It was cheap,” he said.",
        [("Sasha Holt", None, PERSON), ("Sasha Holt", None, PERSON), ("Peter Kask", None, PERSON)],
    ),
    (
        "Lena Orlo left. Peter Kask smiled.\nIvo Marek wept. He said he had asked a friend.",
        [("Ivo Marek", None, PERSON)],
    ),
    (
        "Police held Ivo Marek after a neighbour, Peter Kask, called them. “He was loud,” he said.",
        [(None, None, UNCLEAR)],
    ),
    (
        "Lena Holt, chairwoman of the Port Union, sat down. The union was angry. Its chairwoman"
        " said the strike would go on.",
        [("Lena Holt", "chairwoman of the Port Union", PERSON)],
    ),
    (
        "A senior port official said the talks should include Lena Holt and Marek Dahl. According"
        " to him, the ice is late.",
        [("senior port official", None, ANONYMOUS), ("senior port official", None, ANONYMOUS)],
    ),
    (
        "Ivo Marek saw a nurse at the gate. The nurse said the ward was full.",
        [("nurse", None, ANONYMOUS)],
    ),
    (
        "A tall port lawyer left the talks. It rained. The lawyer said the deal was dead.",
        [("tall port lawyer", None, ANONYMOUS)],
    ),
    (
        "A dockers' agent said the quay was closed. He said the ice was thick.",
        [("dockers' agent", None, ANONYMOUS), ("dockers' agent", None, ANONYMOUS)],
    ),
    (
        "Nineteen-year-old Sami Vey took the kick. The nineteen-year-old said it was easy.",
        [("Sami Vey", None, PERSON)],
    ),
    (
        "Marenia's foreign minister, Lena Orlo, flew home. "
        "Marenia's foreign minister said the talks were over.",
        [("Lena Orlo", "Marenia's foreign minister", PERSON)],
    ),
    (
        "Ivo Marek and his sister, Lena Vey, left. His sister said the house was cold.",
        [("Lena Vey", None, PERSON)],
    ),
    (
        "The charity North Landing runs the ship. The charity said two doctors were aboard.",
        [("North Landing", None, BODY)],
    ),
    (
        "Ivo Marek lost. The senators said the vote was fair.",
        [("senators", None, ANONYMOUS)],
    ),
    (
        "A senior official said the talks would go on.",
        [("senior official", None, ANONYMOUS)],
    ),
    (
        "Witnesses said the fire began at noon.",
        [("Witnesses", None, ANONYMOUS)],
    ),
    (
        "Two sources close to Ivo Marek said the mill would be sold.",
        [("Two sources close to Ivo Marek", None, ANONYMOUS)],
    ),
    (
        "A spokesman for Ivo Marek said the mill would be sold.",
        [("spokesman for Ivo Marek", None, ANONYMOUS)],
    ),
    (
        "Ivo Marek's lawyer said the mill would be sold.",
        [("Ivo Marek's lawyer", None, ANONYMOUS)],
    ),
    (
        "Ivo Marek's lawyer, Lena Orlo, said the mill would be sold.",
        [("Lena Orlo", "Ivo Marek's lawyer", PERSON)],
    ),
    (
        "Marek supporters said the mill would be sold. Ivo Marek was absent.",
        [("Marek supporters", None, ANONYMOUS)],
    ),
    (
        "Ivo Marek left in May. Marek campaign manager Lena Orlo said the mill would be sold.",
        [("Lena Orlo", "Marek campaign manager", PERSON)],
    ),
    (
        "Ivo Marek sold the mill. Marek's statement said the price was fair.",
        [("Ivo Marek", None, PERSON)],
    ),
    (
        "Lena Orlo sold the mill. Her letter said the price was fair.",
        [("Lena Orlo", None, PERSON)],
    ),
    (
        "Lena Orlo sold the mill. Her campaign said the price was fair.",
        [("Lena Orlo’s campaign", None, BODY)],
    ),
]

RELAYED = [
    (
        "“It is cold,” Lena Orlo told the Herald's Ivo Marek.",
        [("Lena Orlo", None, PERSON)],
    ),
    (
        "Lena Orlo told reporters in Narva that the road was open.",
        [("Lena Orlo", None, PERSON)],
    ),
    (
        "Lena Orlo and Ivo Marek said the road was open.",
        [("Lena Orlo", None, PERSON)],
    ),
    (
        "Lena Orlo, who met Ivo Marek on Monday, said the road was open.",
        [("Lena Orlo", None, PERSON)],
    ),
    (
        "Officials in Marenia said the road was open.",
        [("Officials in Marenia", None, ANONYMOUS)],
    ),
    (
        "“The road is open,” Lena Orlo said.\n“The bridge is not.”",
        [("Lena Orlo", None, PERSON)],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*PRONOUNS, *DESCRIBED, *RELAYED], ids=lambda v: str(v)[:50]
)
def test_a_speaker_is_resolved(reader: Reader, text: str, expected: list[Said]) -> None:
    assert [(q.speaker, q.role, q.voice) for q in reader.quotes(text)] == expected


def test_what_stays_open_lists_who_it_can_be(reader: Reader) -> None:
    (quote,) = reader.quotes(
        "Ivo Marek and Peter Kask met on Monday and on Tuesday and again on Friday in Narva. "
        "Peter Kask and Ivo Marek left. It was late. Nobody else was there. "
        "In the end, he said the road was open."
    )
    assert quote.candidates
    assert set(quote.candidates) <= {"Ivo Marek", "Peter Kask"}


def test_a_description_is_never_the_voice_of_a_person(reader: Reader) -> None:
    text = "A senior official said the road was open. Another senior official said it was not."
    assert [q.voice for q in reader.quotes(text)] == [Voice.ANONYMOUS, Voice.ANONYMOUS]


@pytest.mark.parametrize(
    ("opening", "speaker"),
    [
        ("Finance minister Vera Holt arrived late.", None),
        ("Local resident Vera Holt looked on.", None),
        ("Asked if she was afraid, Vera Holt paused.", None),
        ("Told that Kemp had left, Vera Holt paused.", None),
        ("Hours later, Vera Holt paused.", None),
        ("There was relief for Vera Holt.", None),
        ("Vera Holt watched. Pressed by reporters, she named no price.", "Vera Holt"),
        ("She met Vera Holt at noon.", "Rosa Lund"),
        ("It rained on the town.", "Rosa Lund"),
    ],
)
def test_who_is_named_in_the_paragraph_is_not_passed_over(
    reader: Reader, opening: str, speaker: str | None
) -> None:
    before = "Goalkeeper Rosa Lund missed the game. “I am sad,” Lund wrote.\n\n"
    quote = reader.quotes(f"{before}{opening} “We won,” she said.")[-1]
    assert (quote.text, quote.speaker) == ("We won", speaker)
    if speaker is None:
        assert quote.candidates == ("Vera Holt", "Rosa Lund")


@pytest.mark.parametrize("asked", ["Asked", "Questioned again", "Pressed", "Challenged"])
def test_who_asked_does_not_give_the_answer(reader: Reader, asked: str) -> None:
    quote = reader.quotes(
        "Farmer Tor Blom lost his house.\n\nGovernor Eli Vance, 61, joked that he could swim. "
        f"{asked} by Blom, 30, if he was afraid, he said: “Of you, yes.”"
    )[-1]
    assert (quote.text, quote.speaker) == ("Of you, yes.", "Eli Vance")
