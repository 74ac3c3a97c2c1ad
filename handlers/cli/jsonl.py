"""Many articles for other programs: a JSON object a line in, one a line out, in the same order."""

import json
import sys
from collections.abc import Iterator
from functools import partial
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, BinaryIO

from bot.model import Page
from handlers.bulk import Bulk
from handlers.cli.quotes_json import quotes_json
from handlers.intake import MAX_BYTES

if TYPE_CHECKING:
    from bot.reading import Reader


def answer_lines(stream: BinaryIO, bulk: Bulk) -> int:
    """Answer every line with a line, in order; returns the exit status."""
    status = 0
    out = sys.stdout
    if isinstance(out, TextIOWrapper):
        # A lone surrogate, which JSON allows, leaves as the escape that it came as.
        out.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    for failed, answer in bulk.in_order(_answers, lines(stream), len):
        status = max(status, failed)
        out.write(answer + "\n")
        out.flush()  # who reads along is not to wait for a full buffer
    return status


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines, none longer than the limit and one byte: what is over is skipped, not kept."""
    limit = 2 * MAX_BYTES  # escapes take room
    for line in iter(partial(stream.readline, limit + 1), b""):
        rest = line
        while len(rest) > limit and not rest.endswith(b"\n"):
            rest = stream.readline(limit + 1)
        yield line


def _answers(reader: "Reader", chunk: list[bytes]) -> list[tuple[int, str]]:
    """For each line whether it failed (1) or not (0), and its answer."""
    questions = [asked(line) for line in chunk]
    articles = iter(reader.read_many(Page(one["text"]) for one in questions if "error" not in one))
    answers: list[tuple[int, str]] = []
    for one in questions:
        if "error" in one:
            answers.append((1, json.dumps(one, ensure_ascii=False)))
        else:
            quotes = quotes_json(next(articles).quotes, one["text"])
            answer = {"id": one["id"], "quotes": quotes}
            answers.append((0, json.dumps(answer, ensure_ascii=False)))
    return answers


def asked(line: bytes) -> dict[str, Any]:
    """The id and text of a line; or the id, as far as there is one, and what is wrong."""
    if len(line) > 2 * MAX_BYTES:
        return {"id": None, "error": "The line is larger than 20 MB."}
    try:
        fields = json.loads(line.decode(), parse_constant=_no_json)
        if not isinstance(fields, dict):
            return {"id": None, "error": "The line is not a JSON object."}
        own = fields.get("id")
        json.dumps(own, allow_nan=False)  # 1e999 is JSON, and the infinity it is read as is not
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"The line is not JSON: {str(error)[:200]}."}
    if not isinstance(fields.get("text"), str):
        return {"id": own, "error": "The line has no “text”, or it is not a string."}
    return {"id": own, "text": fields["text"]}


def _no_json(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON value")
