"""What a draft quotes: every quotation once, with whom it has it from and what it says of it."""

import pytest

from bot.model import Page
from bot.reading import Reader
from bot.reading.drafted import quotations

WHO = "\n\nDora Kell is the harbour master."
S = "We will open the second bridge before the first snow falls"


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (f"Kell said “{S}”.", [(S, "Dora Kell", None)]),
        (f"Kell never said “{S}”.", [(S, "Kell", "never said")]),
        (f"Kell did not say “{S}”.", [(S, "Kell", "did not say")]),
        (f"“{S}”, Kell never said.", [(S, "Kell", "never said")]),
        (f"“{S}”: Kell never said it.", [(S, "Kell", "never said")]),
        (f"“{S}.” Kell never said that.", [(f"{S}.", "Kell", "never said")]),
        (f"It was not Kell who said “{S}”.", [(S, "Kell", "was not Kell who said")]),
        (f"Kell denied saying “{S}”.", [(S, "Dora Kell", "denied saying")]),
        (f"Kell insists she never said “{S}”.", [(S, "Dora Kell", "never said")]),
        (f"Kell rejected “{S}”.", [(S, "Dora Kell", "rejected")]),
        (f"“{S}” is what Kell told us.", [(S, "Kell", None)]),
        (f"“{S}” is what Kell told Lind.", [(S, "Kell", None)]),
        (f"The words “{S}” are not Kell's.", [(S, "Kell", "are not")]),
        (f"No one said “{S}”.", [(S, None, "No one said")]),
        (f"If Kell had said “{S}”, we would know.", [(S, "Kell", "If Kell had said")]),
        (f"“I never said ‘{S}’,” Kell said.", [(f"I never said ‘{S}’", "Dora Kell", None)]),
        (
            "Kell said it was “a disgrace to us all”, “a shame” and no more.",
            [("a disgrace to us all", "Dora Kell", None), ("a shame", "Dora Kell", None)],
        ),
        (f"‘{S},’ Kell said.", [(S, "Dora Kell", None)]),
        (
            "“We will open it,” Kell said.\n\n“Then we will close it.”",
            [("We will open it", "Dora Kell", None), ("Then we will close it.", "Dora Kell", None)],
        ),
        (
            "“We will open what nobody closes, Kell said.\n\nIt rained.",
            [("We will open what nobody closes", None, None)],
        ),
        ("She paused: “…”", []),
        (
            "'We’ll open the ministers' bridge in May,' Kell said.",
            [("We’ll open the ministers' bridge in May", "Dora Kell", None)],
        ),
        ("The “old wood” gave way at Kell Bridge.", [("old wood", None, None)]),
        (
            "“We will open it.\n\n“Then we will close it,” Kell said.",
            [("We will open it. Then we will close it", "Dora Kell", None)],
        ),
        (
            "“We will open it.\n\n“Then we will close it.”",
            [("We will open it. Then we will close it.", None, None)],
        ),
        (
            "“We will open it,” Kell said, “in May.”",
            [("We will open it in May.", "Dora Kell", None)],
        ),
    ],
)
def test_every_quotation_of_a_draft_is_found_once_with_what_is_claimed_of_it(
    reader: Reader, draft: str, found: list[tuple[str, str | None, str | None]]
) -> None:
    read = reader.read(Page(draft + WHO))
    assert [(one.words.rstrip(","), one.speaker, one.unsaid) for one in quotations(read)] == found


@pytest.mark.parametrize(
    ("draft", "named"),
    [
        (f"Kell said “{S}”.", True),
        (f"Minister says “{S}”.", False),
        (f"An official said “{S}”.", False),
        (f"“{S}”", False),
    ],
)
def test_who_is_only_called_by_what_he_is_is_nobody_the_archive_could_know(
    reader: Reader, draft: str, named: bool
) -> None:
    assert [one.named for one in quotations(reader.read(Page(draft)))] == [named]
