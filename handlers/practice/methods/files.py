"""files.*: what people dropped, and what the app hands out."""

import mimetypes
from secrets import token_hex

from handlers.practice import judge, messages
from handlers.practice.errors import Refused
from handlers.practice.events import file_json
from handlers.practice.installed import BOT_USER
from handlers.practice.methods.call import Call, method
from handlers.practice.records import File, Json, Message


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
    call.whole("length", 0, 10**9)
    file = new_file(world.new_id("F"), name, BOT_USER, int(world.now().timestamp()))
    file.alt_txt = call.text("alt_txt") or None
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
        if not file.content:
            raise Refused("file_not_uploaded")
        file.title = str(one.get("title") or file.name)
        files.append(file)
    if call.text("channel_id"):
        _share(call, files)
    return {"files": [file_json(world, file) for file in files]}


def _share(call: Call, files: list[File]) -> None:
    world = call.space.world
    channel = call.open_channel("channel_id")
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
