"""files.*: what people dropped, and what the app hands out."""

import mimetypes
import re
from secrets import token_hex

from handlers.practice import judge, messages
from handlers.practice.errors import Refused
from handlers.practice.events import file_json
from handlers.practice.installed import BOT_USER
from handlers.practice.methods.call import Call, method
from handlers.practice.records import Channel, File, Json, Message

_LARGEST = 10**9  # bytes
_ALT_TXT = 1_000


@method("files.info", "files:read")
def info(call: Call) -> Json:
    file = call.space.world.files.get(call.text("file", required=True))
    if file is None:
        raise Refused("file_not_found")
    shown = file_json(call.space.world, file)
    return {"file": shown, "comments": [], "response_metadata": {"next_cursor": ""}}


@method("files.getUploadURLExternal", "files:write")
def get_upload_url(call: Call) -> Json:
    world = call.space.world
    name = call.text("filename", required=True)
    length = call.whole("length", 0, _LARGEST)
    if not call.text("length"):
        raise Refused("invalid_arguments", details=("missing required field: length",))
    file = new_file(world.new_id("F"), name, BOT_USER, int(world.now().timestamp()))
    file.alt_txt = call.text("alt_txt") or None
    if len(file.alt_txt or "") > _ALT_TXT:
        raise Refused("invalid_arguments", details=(f"alt_txt is over {_ALT_TXT} characters",))
    file.awaited = length
    world.files[file.id] = file
    ticket = token_hex(12)  # not the id: the address takes bytes from whoever knows it
    world.uploads[ticket] = file.id
    return {"upload_url": f"{world.base_url}/upload/{ticket}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write")
def complete_upload(call: Call) -> Json:
    world = call.space.world
    given = call.structure("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        raise Refused("invalid_arguments", details=("missing required field: files",))
    files: list[File] = []
    for one in given:
        file = world.files.get(one.get("id", "")) if isinstance(one, dict) else None
        if file is None or file.user != BOT_USER:
            raise Refused("file_not_found")
        if len(file.content) != file.awaited:
            raise Refused("file_update_failed" if file.content else "file_not_found")
        file.title = str(one.get("title") or file.name)
        files.append(file)
    for channel in _channels(call):
        _share(call, files, channel)
    return {"files": [file_json(world, file) for file in files]}


@method("files.delete", "files:write")
def delete(call: Call) -> Json:
    world = call.space.world
    file = world.files.get(call.text("file", required=True))
    if file is None:
        raise Refused("file_not_found")
    if file.user != BOT_USER:
        raise Refused("cant_delete_file")
    del world.files[file.id]
    for in_channel in world.messages.values():
        for message in list(in_channel.values()):
            if file.id in message.files:
                message.files.remove(file.id)
                messages.tell(world, message)
    return {}


def _channels(call: Call) -> list[Channel]:
    """Where the files are shared: nowhere, in one place, or in several at once.

    Unlike chat.postMessage this takes no person's id for their DM.
    """
    wanted = [call.text("channel_id")] if call.text("channel_id") else []
    wanted = wanted or [one for one in call.text("channels").split(",") if one]
    if not all(re.fullmatch(r"[CGDZ][A-Z0-9]{2,}", one) for one in wanted):
        raise Refused("invalid_arguments", details=("must match pattern: ^[CGDZ][A-Z0-9]{8,}$",))
    return [call.open_channel(at=one) for one in wanted]


def _share(call: Call, files: list[File], channel: Channel) -> None:
    world = call.space.world
    message = Message(channel.id, BOT_USER, call.text("initial_comment"), subtype="file_share")
    blocks = call.structure("blocks", "invalid_blocks_format")
    if blocks:
        judge.judge_blocks(blocks)
        message.blocks = blocks
    if thread_ts := call.text("thread_ts"):
        message.thread_ts = messages.thread_parent(world, channel, thread_ts).ts
    message.files = [file.id for file in files]
    for file in files:
        file.shared_in.append(channel.id)
    messages.post(world, message)
    call.space.events.posted(message)


def new_file(file_id: str, name: str, user: str, created: int) -> File:
    """A file without content yet; its type is taken from its name, as Slack does."""
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    filetype = {"txt": "text", "md": "markdown", "htm": "html", "": "binary"}.get(suffix, suffix)
    return File(file_id, name, name, mimetype, filetype, user, created)
