"""views.*"""

from handlers.practice import modals
from handlers.practice.errors import Refused
from handlers.practice.methods.call import Call, method
from handlers.practice.records import Json


@method("views.open")
def open_(call: Call) -> Json:
    view = _view(call)
    trigger = call.space.lent.exchange(call.text("trigger_id", required=True))
    return _opened(call, modals.open_(call.space.world, trigger, view).id)


@method("views.push")
def push(call: Call) -> Json:
    view = _view(call)
    trigger = call.space.lent.exchange(call.text("trigger_id", required=True))
    return _opened(call, modals.push(call.space.world, trigger, view).id)


@method("views.update")
def update(call: Call) -> Json:
    world = call.space.world
    payload = _view(call)
    old = modals.find(world, call.text("view_id") or None, call.text("external_id") or None)
    return _opened(call, modals.update(world, old, payload, call.text("hash") or None).id)


@method("views.publish")
def publish(call: Call) -> Json:
    world = call.space.world
    person = call.text("user_id", required=True)
    if person not in world.people or world.people[person].is_bot:
        raise Refused("user_not_found")
    view = modals.publish(world, person, _view(call), call.text("hash") or None)
    return _opened(call, view.id)


def _view(call: Call) -> Json:
    view = call.structure("view", "invalid_arguments")
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", details=("missing required field: view",))
    return view


def _opened(call: Call, view_id: str) -> Json:
    return {"view": modals.for_app(call.space.world, call.space.world.views[view_id])}
