"""What was denied never looks as if it had been said, wherever it is shown."""

from dataclasses import replace
from datetime import time

from quoted import DAY, answer, hit
from test_render import shown

from bot.answers import Context, Digest, Question, Subscription
from bot.model import Kind
from bot.verdict import Unattributed, Verification
from bot.verify import Comparison, Finding, compare
from handlers.cli.ask import hit_json, hit_lines
from handlers.render.answers import answered
from handlers.render.carry import Asked
from handlers.render.citations import cited
from handlers.render.contexts import in_context
from handlers.render.digests import posted_digest
from handlers.render.drafts import Checked, checked_draft
from handlers.render.timelines import Stretch, timeline_message
from handlers.render.verdicts import verdict, verified_message

SAID = "that she had sold the bridge"
DENIED = hit(SAID, kind=Kind.INDIRECT, cue="denied", context=f"Lind denied {SAID}.")
COMPARED = Comparison(Finding.DENIED, (0, len(SAID)), "", "", (), 1.0)
VERIFIED = Verification(SAID, Finding.DENIED, (DENIED,), COMPARED, 1)


def test_slack_says_before_the_words_that_they_were_denied() -> None:
    digest = Digest(Subscription("C1", "T1", "U1", time(8), "Europe/Kyiv"), DAY, (DENIED,))
    messages = [
        answered(answer(DENIED), Asked(Question(), once="a"), "Vera Lind"),
        posted_digest(digest),
        timeline_message(Stretch("Lind", [DENIED], 0, Asked(Question()))),
        verified_message([VERIFIED]),
        cited(DENIED),
    ]
    for message in messages:
        assert f"[denied] {SAID}" in shown(message)
    for message in messages[:3]:
        assert f": [denied] {SAID}" in message.text
    context = Context(DENIED, None, DENIED.context, ((12, 12 + len(SAID)),), None)
    assert "[denied] Lind denied that she had sold" in shown(in_context(context))


def test_the_verdict_on_what_was_denied_says_so() -> None:
    assert verdict(VERIFIED) == "Denied: Vera Lind denied this."
    taken_back = replace(VERIFIED, hits=(DENIED._replace(cue="took back"),))
    assert verdict(taken_back) == "Denied: Vera Lind took back this."
    in_draft = f"Vera Lind (Harbour News, 27 June 2025): [denied] {SAID}"
    assert in_draft in shown(checked_draft("A", [Checked(None, VERIFIED)]))
    unsaid = replace(VERIFIED, finding=Finding.UNSAID, hits=(DENIED._replace(cue="did not deny"),))
    passed_on = replace(
        VERIFIED, finding=Finding.EXACT, hits=(DENIED._replace(cue="According to Jo Berg … said"),)
    )
    assert verdict(passed_on) == (
        "Exact: said in these words, to the letter."
        " Known only through somebody else: according to Jo Berg."
    )
    assert verdict(unsaid) == "Not said: Vera Lind did not deny this."


def test_words_of_an_unclear_speaker_say_what_was_denied_and_what_was_turned() -> None:
    compared = compare(SAID, SAID)
    turned = compare(f"not {SAID}", SAID)
    assert compared is not None
    assert turned is not None
    where = Unattributed(SAID, compared, ("Jo Berg",), None, None, None, "The Gauge")
    found = Verification(SAID, Finding.UNCLEAR, (), compared, 7, (), where)
    head = "Found in these words (The Gauge), but"
    assert verdict(found) == f"{head} it is unclear who said them: perhaps Jo Berg."
    denied = replace(found, unattributed=replace(where, stance="denied"))
    assert verdict(denied) == f"{head} not as said: somebody denied them: perhaps Jo Berg."
    put_in = replace(found, comparison=turned, unattributed=replace(where, comparison=turned))
    assert verdict(put_in).startswith("May say the opposite: not was put in. Found in words close")


def test_a_terminal_and_a_program_are_told_too() -> None:
    lines = hit_lines(DENIED)
    assert (lines[0], lines[-1]) == (f"  [denied] {SAID}", "  cue: denied")
    assert hit_lines(hit("Yes."))[0] == "  “Yes.”"
    assert hit_json(DENIED)["stance"] == "denied"
    assert hit_json(DENIED._replace(cue="According to Lee … said"))["channel"] == "according to Lee"
