"""What a quote's cue turns round, and whom it puts between the words and us."""

import csv
import io

import pytest

from bot.answers import Context, Hit
from bot.cite import Citations, citations
from bot.export import annotation, as_csv, csl, quotation
from bot.model import Kind, Voice
from bot.stance import caveat, channel, denial, stance, unsaid


@pytest.mark.parametrize(
    ("cue", "words", "told"),
    [
        ("denied", "that the strike was illegal", "denied"),
        ("has repeatedly denied", "that the strike was illegal", "denied"),
        ("denying", "that the strike was illegal", "denied"),
        ("denial", "that the strike was illegal", "denied"),
        ("rejected", "claims that she had taken money", "rejected"),
        ("dismissed", "reports that she had taken money", "dismissed"),
        ("ruled out", "a strike in the autumn", "ruled out"),
        ("withdrew the claim", "that the strike was illegal", "withdrawn"),
        ("disavowed … own claim", "that the strike was illegal", "withdrawn"),
        ("took back … remark", "that the strike was illegal", "withdrawn"),
        ("mocked", "the idea that she would resign", "rejected"),
        ("called", "the claim that she had taken money a lie", "rejected"),
        ("called", "the idea that she might win a comfort", None),
        ("condemned", "a decision that had cost three lives", None),
        ("retracted … statement", "that the strike was illegal", "withdrawn"),
        ("walked back … claim", "that the strike was illegal", "withdrawn"),
        ("walked his claim back", "that the strike was illegal", "withdrawn"),
        ("told Walk Free", "that the strike was illegal", None),
        ("told the Reject Hate alliance", "that the strike was illegal", None),
        ("pushed back", "claims that she had taken money", "pushed back"),
        ("warned voters against", "claims that she had taken money", "warned voters against"),
        ("cautioned against", "the notion that she would resign", "cautioned against"),
        ("waved away", "rumours that she would resign", "waved away"),
        ("warned", "that the claims were false", None),
        ("pushed back", "the meeting that had been called", None),
        ("said", "that she would never deny it", None),
        ("told reporters", "that the claims were false", None),
    ],
)
def test_a_denial_is_told_by_its_cue(cue: str, words: str, told: str | None) -> None:
    assert denial(cue, words) == told


@pytest.mark.parametrize(
    ("cue", "is_unsaid"),
    [
        ("did not say", True),
        ("hasn’t said", True),
        ("never claimed", True),
        ("refused to deny", True),
        ("would neither confirm nor deny", True),
        ("stopped short of calling", True),
        ("told no one", True),
        ("has yet to say", True),
        ("said", False),
        ("not only said", False),
        ("did not refuse to say", False),
        ("left without saying", True),
        ("left without ever denying", True),
        ("said without hesitation", False),
        ("said without hesitating", False),
        ("said without notes", False),
        ("should not have said", False),
        ("told the Helpers' Union", False),
        ("told reporters in Notting Hill", False),
        ("said … according to Never Forget Hallam", False),
        ("According to Stop The Dam … told lawmakers", False),
        ("said … according to Vera Shy", False),
        ("told Never Forget Hallam", False),
        ("Help Narrowick quoted … as saying", False),
        ("never denied … according to Vera Shy", True),
        ("Never did he deny", True),
        ("might say", True),
        ("may have said", True),
        ("will tell reporters", True),
        ("is expected to say", True),
        ("want … to say", True),
        ("was urged to say", True),
        ("is more likely to say", False),
        ("would later say", False),
        ("can only say", False),
    ],
)
def test_what_was_not_said_is_told_by_its_cue(cue: str, *, is_unsaid: bool) -> None:
    assert unsaid(cue) is is_unsaid


@pytest.mark.parametrize(
    ("cue", "piece", "kind", "context", "told"),
    [
        (None, "Yes", Kind.DIRECT, "“Yes.”", None),
        ("said", "that it was", Kind.INDIRECT, "Lee said that it was.", None),
        ("denied", "that it was", Kind.INDIRECT, "Lee denied that it was.", "denied"),
        ("did not deny", "that it was", Kind.INDIRECT, "Lee did not deny that.", "did not deny"),
        # Her own words, with which she denies something else.
        ("denied", "I took nothing", Kind.DIRECT, "“I took nothing,” Lee denied.", None),
        ("denied", "I took nothing", Kind.DIRECT, "Lee denied: “I took nothing.”", None),
        ("denied", "a cover-up", Kind.DIRECT, "Lee denied “a cover-up” by the port.", "denied"),
        ("denied", "a “cover-up”", Kind.MIXED, "Lee denied a “cover-up”.", "denied"),
        ("did not say", "Yes", Kind.DIRECT, "“Yes,” Lee did not say.", "did not say"),
        ("might say", "Yes", Kind.DIRECT, "“Yes,” Lee might say.", "might say"),
        ("would say", "only that it was", Kind.INDIRECT, "Lee would say only that it was.", None),
        (
            "According to Ann Lee … did not deny",
            "that it was",
            Kind.INDIRECT,
            "According to Ann Lee, Berg did not deny that it was.",
            "did not deny",
        ),
    ],
)
def test_what_the_speaker_did_with_the_words(
    cue: str | None, piece: str, kind: Kind, context: str, told: str | None
) -> None:
    assert stance(cue, (piece,), kind, context) == told


@pytest.mark.parametrize(
    ("cue", "through"),
    [
        (None, None),
        ("said", None),
        ("According to", None),  # the source itself is whom it is according to
        ("According to Ann Lee … told him", "according to Ann Lee"),
        ("said … according to the Gazette", "according to the Gazette"),
        ("said … per Lee", "according to Lee"),
        ("per Lee", "according to Lee"),
        ("said … of 40 per cent", None),
        ("Ann Lee said, quoting", "as quoted by Ann Lee"),
        ("Ann Lee quoted … as saying", "as quoted by Ann Lee"),
        ("Ann Lee, quoting … said", "as quoted by Ann Lee"),
        ("Ann Lee, the nurse, said … had told her", "according to Ann Lee, the nurse"),
        ("she read", "as quoted by her"),
        ("read", None),
        ("The pilot, Per Dahl, quoted … as saying", "as quoted by The pilot, Per Dahl"),
        ("said a reporter quoting", "as quoted by a reporter"),
        ("said the Gazette, quoting", "as quoted by the Gazette"),
        ("was quoted by the Gazette as saying", "as quoted by the Gazette"),
        ("quoted by Jonas Berg … said", "as quoted by Jonas Berg"),
        ("was quoted as saying by the Gazette", "as quoted by the Gazette"),
        ("Jonas Berg recalled … saying", "according to Jonas Berg"),
        ("Jonas Berg retweeted", "as quoted by Jonas Berg"),
        ("reportedly said", "reportedly"),
        ("is said to have claimed", "is said to have"),
        ("was quoted", None),
        ("also quoted", None),
        ("has retweeted", None),
    ],
)
def test_who_passed_the_words_on(cue: str | None, through: str | None) -> None:
    assert channel(cue) == through


QUOTE = Hit(
    id=7,
    pieces=("that she had sold it",),
    speaker="Vera Lind",
    person_id=1,
    voice=Voice.PERSON,
    role=None,
    kind=Kind.INDIRECT,
    background=False,
    confidence=0.9,
    day=None,
    published=None,
    title=None,
    url=None,
    outlet=None,
    cue="denied",
    context="Vera Lind denied that she had sold it.",
)


def test_what_stands_before_the_words_tells_both() -> None:
    assert caveat(QUOTE) == "denied"
    assert caveat(QUOTE._replace(cue="said")) is None
    both = QUOTE._replace(cue="According to Ann Lee … denied")
    assert caveat(both) == "according to Ann Lee, denied"


def test_what_was_denied_says_so_before_its_words_in_every_citation() -> None:
    assert citations(QUOTE._replace(title="A bridge")) == Citations(
        ap="[denied] that she had sold it (reported) — Vera Lind",
        house="Vera Lind: [denied] that she had sold it (reported)",
        markdown="> \\[denied\\] that she had sold it (reported)\n>\n> — Vera Lind",
        footnote="Vera Lind (denied), in: A bridge",
    )


def test_what_somebody_denied_is_nobodys_claim() -> None:
    assert quotation(QUOTE) == {
        "@context": "https://schema.org",
        "@type": "DisagreeAction",
        "identifier": "whosaid-7",
        "description": "Vera Lind: denied",
        "agent": {"@type": "Person", "name": "Vera Lind"},
        "object": {
            "@type": "Claim",
            "text": "that she had sold it",
            "appearance": {"@type": "NewsArticle"},
            "sdPublisher": {"@type": "SoftwareApplication", "name": "whosaid"},
        },
    }
    assert quotation(QUOTE._replace(cue="did not deny"))["@type"] == "AssessAction"
    passed_on = quotation(QUOTE._replace(cue="According to Ann Lee … said"))
    assert (passed_on["@type"], passed_on["description"]) == ("Claim", "according to Ann Lee")


def test_who_denied_words_is_not_given_out_as_their_speaker() -> None:
    made = annotation(Context(QUOTE, None, QUOTE.context, ((17, 37),), None))
    assert made["motivation"] == made["body"]["purpose"] == "describing"
    assert made["body"]["value"] == "Vera Lind: denied"
    assert csl(QUOTE)["note"] == "Vera Lind: [denied] that she had sold it (reported)"


def test_a_table_says_before_the_words_that_they_were_denied() -> None:
    [row] = csv.DictReader(io.StringIO(as_csv([QUOTE])))
    assert row["quote"] == "[denied] that she had sold it"
