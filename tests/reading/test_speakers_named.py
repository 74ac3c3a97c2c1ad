"""Who is meant by a name: longest forms, titles and roles, particles, namesakes, bodies.

Each row: a text, and (speaker, role, voice) of its quotes in reading order.
"""

import pytest

from bot.model import Voice
from bot.reading import Reader

PERSON, BODY, ANONYMOUS = Voice.PERSON, Voice.BODY, Voice.ANONYMOUS
UNCLEAR = Voice.UNCLEAR
Said = tuple[str | None, str | None, Voice]


def said(reader: Reader, text: str) -> list[Said]:
    return [(q.speaker, q.role, q.voice) for q in reader.quotes(text)]


LONGEST_FORM = [
    (
        "Mira Talvik opened the port on Monday. Talvik said the work had taken nine years.",
        [("Mira Talvik", None, PERSON)],
    ),
    (
        "Talvik said the work had taken nine years. The port was opened by Mira Talvik.",
        [("Mira Talvik", None, PERSON)],
    ),
    (
        "Mira Anne Talvik opened the port. Mira Talvik said the work had taken nine years.",
        [("Mira Anne Talvik", None, PERSON)],
    ),
    (
        "M. Talvik said the work was done. Later Mira Talvik left the town.",
        [("Mira Talvik", None, PERSON)],
    ),
    (
        "Oskar B. Lindholm Jr. bought the mill. Lindholm said the mill would reopen in May.",
        [("Oskar B. Lindholm Jr", None, PERSON)],
    ),
    (
        "Abdel Karim al-Masri arrived late. Al-Masri said the road was blocked.",
        [("Abdel Karim al-Masri", None, PERSON)],
    ),
    (
        "Ludwig van der Moer paints in Narva. Van der Moer said the light was good.",
        [("Ludwig van der Moer", None, PERSON)],
    ),
    (
        "Sean O'Keeffe runs the ferry. “It is slow,” O'Keeffe said.",
        [("Sean O'Keeffe", None, PERSON)],
    ),
    (
        "Anne-Marie Saar-Kask runs the school. Saar-Kask said it was full.",
        [("Anne-Marie Saar-Kask", None, PERSON)],
    ),
    (
        "Leonora da Costa e Silva is the judge. Leonora da Costa said the trial would be short.",
        [("Leonora da Costa", None, PERSON)],
    ),
    (
        "Commission President Ursel von der Moer said the deal was near. "
        "Von der Moer said it was hard.",
        [
            ("Ursel von der Moer", "Commission President", PERSON),
            ("Ursel von der Moer", "Commission President", PERSON),
        ],
    ),
    (
        "Top Marek aides left. Ivo Marek stayed. Top Marek aides said the work was done.",
        [("Top Marek aides", None, ANONYMOUS)],
    ),
    (
        "Texan Ivo Marek stayed. Marek said the work was done.",
        [("Ivo Marek", "Texan", PERSON)],
    ),
    (
        "Harbourlord Curly Hagen rose. The hall was full. Curly Hagen said the ice was thick.",
        [("Curly Hagen", None, PERSON)],
    ),
    (
        "Ivo Marek reached the top. Top Marek aides left. Marek said the work was done.",
        [("Ivo Marek", None, PERSON)],
    ),
    (
        "Ivo Marek Opens Port in Narva\n\nThe port is open. Marek said the ice was thick.",
        [("Ivo Marek", None, PERSON)],
    ),
    (
        "Park Ji-won plays the cello. Park said the hall was cold.",
        [("Park Ji-won", None, PERSON)],
    ),
    (
        "The bridge was drawn by Ivo Marek. Marek's plan was cheap. Marek said it was safe.",
        [("Ivo Marek", None, PERSON)],
    ),
]

ROLES = [
    (
        "Mr. Talvik said the port was open.",
        [("Talvik", None, PERSON)],
    ),
    (
        "Sen. Mira Talvik said the port was open.",
        [("Mira Talvik", "Sen.", PERSON)],
    ),
    (
        "Dr. Mira Talvik said the ward was full.",
        [("Mira Talvik", None, PERSON)],
    ),
    (
        "Prime Minister Mira Talvik said the port was open.",
        [("Mira Talvik", "Prime Minister", PERSON)],
    ),
    (
        "The Minister of Transport of Marenia, Mira Talvik, said the port was open.",
        [("Mira Talvik", "Minister of Transport of Marenia", PERSON)],
    ),
    (
        "Mira Talvik, the ministry's spokeswoman, said the port was open.",
        [("Mira Talvik", "ministry's spokeswoman", PERSON)],
    ),
    (
        "Mira Talvik, who is a teacher in Narva, said the school was full.",
        [("Mira Talvik", "teacher in Narva", PERSON)],
    ),
    (
        "Mira Talvik, editor at large at the Narva Gazette, said the paper would close.",
        [("Mira Talvik", "editor at large at the Narva Gazette", PERSON)],
    ),
    (
        "Ivo Marek, the club's 78-year-old president and general manager, said sales were up.",
        [("Ivo Marek", "club's 78-year-old president and general manager", PERSON)],
    ),
    (
        "Narva Port director Mira Talvik said the cranes were new.",
        [("Mira Talvik", "Narva Port director", PERSON)],
    ),
    (
        "Former Narva mayor Ivo Marek said the cranes were old.",
        [("Ivo Marek", "Former Narva mayor", PERSON)],
    ),
    (
        "Secretary of State Ivo Marek said the treaty was ready.",
        [("Ivo Marek", "Secretary of State", PERSON)],
    ),
    (
        "Governor of Marenia Lena Orlo said the storm had passed.",
        [("Lena Orlo", "Governor of Marenia", PERSON)],
    ),
    (
        "CEO of the Harbour Council Ivo Marek said the fees would rise.",
        [("Ivo Marek", "CEO of the Harbour Council", PERSON)],
    ),
    (
        "CEO of the Harbour Council Mirel Veyt said the fees would rise.",
        [("Mirel Veyt", "CEO of the Harbour Council", PERSON)],
    ),
    (
        "Bank of Marenia Governor Lena Orlo said rates would stay.",
        [("Lena Orlo", "Bank of Marenia Governor", PERSON)],
    ),
    (
        "Marenia's foreign minister, Lena Orlo, said the talks were over.",
        [("Lena Orlo", "Marenia's foreign minister", PERSON)],
    ),
    (
        "Lena Orlo met the crew. Orlo, the foreign minister, said the talks were over.",
        [("Lena Orlo", "foreign minister", PERSON)],
    ),
    (
        "The crowd waited. Storm warnings were sent. Sen. Lena Orlo said the ferry was late.",
        [("Lena Orlo", "Sen.", PERSON)],
    ),
]

NAMESAKES = [
    (
        "Anna Kask and Peter Kask run the farm. Mr. Kask said rain was near. "
        "Mrs. Kask said it was not.",
        [("Peter Kask", None, PERSON), ("Anna Kask", None, PERSON)],
    ),
    (
        "Anna Kask and Peter Kask run the farm. Peter said rain was near. Anna said it was not.",
        [("Peter Kask", None, PERSON), ("Anna Kask", None, PERSON)],
    ),
    (
        "Gov. Ivo Kask met Sen. Lena Kask. Sen. Kask said the law was ready.",
        [("Lena Kask", "Sen.", PERSON)],
    ),
    (
        "Anna Kask owns the mill.\nPeter Kask drives the bus. Kask said the bus was late.",
        [(None, None, UNCLEAR)],
    ),
    (
        "Anna Kask owns the mill. Her brother is Peter Kask.\nKask said the mill would close.",
        [("Anna Kask", None, PERSON)],
    ),
    (
        "Anna Kask owns the mill. Mr. Kask said nothing would change.",
        [("Kask", None, PERSON)],
    ),
    (
        "Jon Hart Sr and Jon Hart Jr run the yard.\n“It is mine,” said Hart Sr.\n"
        "“It is mine,” said Hart Jr.\n“Go home,” said Mr Hart.",
        [("Jon Hart Sr", None, PERSON), ("Jon Hart Jr", None, PERSON), (None, None, UNCLEAR)],
    ),
    (
        "Piet Marsh II and his son Piet Marsh III paint.\n“I work,” said Piet Marsh II.\n"
        "“I paint,” said Piet Marsh III.",
        [("Piet Marsh II", None, PERSON), ("Piet Marsh III", None, PERSON)],
    ),
    (
        "Jon Hart founded the yard. “It is mine,” Jon Hart said. His son Jon Hart Jr. runs it. "
        "“I run it,” Hart Jr. said.",
        [("Jon Hart", None, PERSON), ("Jon Hart Jr", None, PERSON)],
    ),
    (
        "Aldo F. Hanley Jr. spoke. “It is safe,” Hanley said. “It was safe,” Aldo Hanley Jr. said.",
        [("Aldo F. Hanley Jr", None, PERSON), ("Aldo F. Hanley Jr", None, PERSON)],
    ),
    (
        "King Aldo III spoke on Monday. Aldo said that he was tired.",
        [("Aldo", "King", PERSON)],
    ),
]

BODIES = [
    (
        "The ministry said the road was closed.",
        [("ministry", None, BODY)],
    ),
    (
        "The Ministry of Transport closed the road. The ministry said it was icy.",
        [("Ministry of Transport", None, BODY)],
    ),
    (
        "The World Harbour Organization (WHO) met. The WHO said fees would rise.",
        [("World Harbour Organization", None, BODY)],
    ),
    (
        "The Office for National Figures (ONF) met. ONF said prices rose.",
        [("Office for National Figures", None, BODY)],
    ),
    (
        "The Marenia Port Authority met on Monday. MPA said fees would rise.",
        [("Marenia Port Authority", None, BODY)],
    ),
    (
        "The Narva Herald found the letters. The Herald reported that they were forged.",
        [("Narva Herald", None, BODY)],
    ),
    (
        "The Church of the North Wind sold the hall. The Church said it was empty.",
        [("Church of the North Wind", None, BODY)],
    ),
    (
        "The Justice Department said the case was closed.",
        [("Justice Department", None, BODY)],
    ),
    (
        "The Harbour Records Institution (HARIN) met. HARIN said fees would rise.",
        [("Harbour Records Institution", None, BODY)],
    ),
    (
        "A new PAC said the vote was near.",
        [("new PAC", None, ANONYMOUS)],
    ),
    (
        "The Special Prosecutor's Office said the search was over.",
        [("Special Prosecutor's Office", None, BODY)],
    ),
    (
        "The Teachers' Union of Marenia met. The union said the vote was clear.",
        [("Teachers' Union of Marenia", None, BODY)],
    ),
    (
        "The National Security and Harbour Council said the talks were over.",
        [("National Security and Harbour Council", None, BODY)],
    ),
    (
        "The Sea Org said the ship had sailed.",
        [("Sea Org", None, BODY)],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*LONGEST_FORM, *ROLES, *NAMESAKES, *BODIES], ids=lambda v: str(v)[:50]
)
def test_a_name_means_somebody(reader: Reader, text: str, expected: list[Said]) -> None:
    assert said(reader, text) == expected
