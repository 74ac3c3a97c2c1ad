"""Edit under an answer: a form with the question filled in, and the answer to what was changed."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from handlers.desk import Desk
from handlers.posts import answer_at, post_quotes
from handlers.presses import place_of, tell
from handlers.promptly import acked, wait_for_ack
from handlers.render.carry import unpacked
from handlers.render.editing import FORM, FormError, edited, question_form
from handlers.render.plain import sentence
from handlers.troubles import attempted

TOO_LONG = "This question is too long for the form. Type it anew."


def register(app: App, desk: Desk) -> None:
    def edit_pressed(
        body: dict[str, Any], respond: Respond, context: BoltContext, client: WebClient
    ) -> None:
        wait_for_ack(context)
        asked = unpacked(body["actions"][0]["value"])
        form = question_form(asked, body["response_url"], place_of(body))
        if form is None:
            tell(respond, body, sentence(TOO_LONG))
            return
        _, problem = attempted(lambda: client.views_open(trigger_id=body["trigger_id"], view=form))
        if problem is not None:
            tell(respond, body, problem)

    def checked(ack: Ack, view: dict[str, Any]) -> None:
        try:
            edited(view)
        except FormError as error:
            ack(response_action="errors", errors={error.field: error.seen})
        else:
            ack()

    def submitted(body: dict[str, Any], client: WebClient, context: BoltContext) -> None:
        wait_for_ack(context)
        answer_form(desk, client, body["user"]["id"], body["view"])

    app.action("edit")(ack=acked, lazy=[edit_pressed])
    app.view(FORM)(ack=checked, lazy=[submitted])


def answer_form(desk: Desk, client: WebClient, user: str, view: dict[str, Any]) -> None:
    """Put the new answer in the place of the old one, or, when Slack has forgotten that, in a DM.

    A form that has errors stays open.
    """
    try:
        asked, response_url, place = edited(view)
    except FormError:
        return
    answer, problem = attempted(lambda: desk.reply(asked, place=place)[1])
    message = answer or problem
    if message is None:
        return
    if not answer_at(response_url, message, replaces=problem is None):
        # In the DM only what everybody may see.
        elsewhere, problem = attempted(lambda: desk.reply(asked)[1])
        post_quotes(desk, client, user, elsewhere or problem or message)
