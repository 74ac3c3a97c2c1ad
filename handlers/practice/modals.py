"""Views: opened, stacked, updated, answered, closed; and Home. The caller holds the lock."""

from typing import Any

from handlers.practice import filled, judge, messages
from handlers.practice.courier import Outcome
from handlers.practice.errors import Refused
from handlers.practice.events import view_json
from handlers.practice.hooks import Trigger
from handlers.practice.judge import limits
from handlers.practice.records import Json, View
from handlers.practice.world import World


def open_(world: World, trigger: Trigger, payload: Json) -> View:
    """views.open: the first of a stack; another stack that is open is replaced, as in Slack."""
    judge.judge_view(payload, kind="modal")
    _external_id_is_free(world, payload)
    view = _made(world, trigger.person, payload)
    _forget(world, world.stacks.get(trigger.person, []))
    world.stacks[trigger.person] = [view.id]
    _show(world, trigger.person)
    return view


def push(world: World, trigger: Trigger, payload: Json) -> View:
    """views.push: only from an interaction in an open modal, and three deep at most."""
    judge.judge_view(payload, kind="modal")
    if trigger.view is None or trigger.view not in world.stacks.get(trigger.person, []):
        raise Refused("not_found", "There is no open modal to push onto.")
    return _pushed(world, trigger.person, payload)


def _pushed(world: World, person: str, payload: Json) -> View:
    stack = world.stacks[person]
    if len(stack) >= limits.VIEWS_IN_STACK:
        raise Refused("push_limit_reached")
    _external_id_is_free(world, payload)
    view = _made(world, person, payload)
    view.root, view.previous = stack[0], stack[-1]
    stack.append(view.id)
    _show(world, person)
    return view


def update(world: World, view: View, payload: Json, given_hash: str | None = None) -> View:
    """views.update; hash: refused with hash_conflict when the view has changed since."""
    judge.judge_view(payload, kind=view.payload["type"])
    if given_hash and given_hash != view.hash:
        raise Refused("hash_conflict")
    view.payload = _filled(world, payload, view)
    view.values = filled.initial(view.payload["blocks"], view.values)
    view.hash = _hash(world)
    _show(world, view.person)
    return view


def publish(world: World, person: str, payload: Json, given_hash: str | None = None) -> View:
    """views.publish: this person's Home."""
    judge.judge_view(payload, kind="home")
    old = world.homes.get(person)
    if old and given_hash and given_hash != old.hash:
        raise Refused("hash_conflict")
    view = _made(world, person, payload, old)
    if old:
        del world.views[old.id]
        view.id = view.root = old.id
        world.views[view.id] = view
    world.homes[person] = view
    world.tell({"type": "home"}, person)
    return view


def find(world: World, view_id: str | None, external_id: str | None) -> View:
    for view in world.views.values():
        if view.id == view_id or (external_id and view.payload.get("external_id") == external_id):
            return view
    raise Refused("not_found", "This form is not open any more.")


def answered(world: World, person: str, view: View, outcome: Outcome) -> Json:
    """What a submitted form's ack does, as the person sees it."""
    if outcome.error:
        return {"outcome": "timeout", "error": outcome.error}
    answer = outcome.answer
    try:
        if not answer:
            take_away(world, person, view)
            return {"outcome": "closed"}
        judge.judge_submission(answer, view.payload["blocks"])
        return _acted(world, person, view, answer)
    except Refused as no:
        world.refuse("ack of view_submission", str(no))
        return {"outcome": "timeout", "error": no.error}


def _acted(world: World, person: str, view: View, answer: Json) -> Json:
    action = answer["response_action"]
    if action == "errors":
        return {"outcome": "errors", "errors": answer["errors"]}
    if action == "update":
        update(world, view, answer["view"])
        return {"outcome": "updated"}
    if action == "push":
        _pushed(world, person, answer["view"])
        return {"outcome": "pushed"}
    take_away(world, person, view, clear=True)
    return {"outcome": "cleared"}


def take_away(world: World, person: str, view: View, *, clear: bool = False) -> list[View]:
    """Close the topmost modal (or, where it says clear_on_close, the stack); what was closed."""
    stack = world.stacks.get(person, [])
    if view.id not in stack:
        raise Refused("view_not_found", "This form is not open any more.")
    whole = clear or bool(view.payload.get("clear_on_close"))
    gone = list(reversed(stack)) if whole else [stack[-1]]
    closed = [world.views[one] for one in gone]
    world.stacks[person] = [one for one in stack if one not in gone]
    _forget(world, gone)
    _show(world, person)
    return closed


def for_app(world: World, view: View) -> Json:
    """The view as the app gets it: with its state, hash and place in the stack."""
    shown = view_json(view.id, view.payload, view.hash)
    known = offered(world, view.person)
    shown["state"] = filled.state(view.payload["blocks"], view.values, known)
    shown |= {"root_view_id": view.root, "previous_view_id": view.previous}
    return shown


def offer(world: World, person: str, answer: Json) -> None:
    """Remember what an external_select offered, so that one of it can be chosen."""
    world.offers[person] = [*offered(world, person), *filled.options_of(answer)][-500:]


def offered(world: World, person: str) -> list[Json]:
    return world.offers.get(person, [])


def _filled(world: World, payload: Json, before: View | None = None) -> dict[str, Any]:
    old = before.payload["blocks"] if before else ()
    return {**payload, "blocks": messages.with_ids(world, payload["blocks"], old)}


def _made(world: World, person: str, payload: Json, before: View | None = None) -> View:
    kept = _filled(world, payload, before)
    view_id = world.new_id("V")
    values = filled.initial(kept["blocks"])
    world.views[view_id] = View(view_id, person, kept, _hash(world), view_id, values=values)
    return world.views[view_id]


def _hash(world: World) -> str:
    return f"{world.clock.ts()}.{world.new_id('h')}"


def _external_id_is_free(world: World, payload: Json) -> None:
    wanted = payload.get("external_id")
    if wanted and any(wanted == one.payload.get("external_id") for one in world.views.values()):
        raise Refused("duplicate_external_id")


def _forget(world: World, gone: list[str]) -> None:
    for view_id in gone:
        world.views.pop(view_id, None)


def _show(world: World, person: str) -> None:
    view = world.top_view(person)
    world.tell({"type": "view", "view": for_page(world, view) if view else None}, person)


def for_page(world: World, view: View) -> Json:
    """VIEW of the page API."""
    shown = {**view.payload, "id": view.id, "hash": view.hash, "state": {"values": view.values}}
    shown.setdefault("callback_id", "")
    shown.setdefault("private_metadata", "")
    shown["depth"] = (
        len(world.stacks.get(view.person, [])) if view.payload["type"] == "modal" else 1
    )
    return shown
