"""`whosaid practice` as a person starts and stops it."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from asking import ask

from handlers.practice.alone import alone_with
from handlers.practice.start import where
from handlers.settings import Settings

WHOSAID = Path(sys.executable).with_name("whosaid")
FIRST_START_S = 180  # it reads the seeds; a machine may have one slow core


@contextmanager
def started(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    settings = {
        "WHOSAID_DATABASE_URL": f"sqlite:///{folder / 'practice.db'}",
        "WHOSAID_ZONE": "UTC",
    }
    process = subprocess.Popen(
        [WHOSAID, "practice", "--port", "0", "--no-browser"],
        cwd=folder,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def address(process: "subprocess.Popen[str]") -> str:
    """Read what the command says until it says where the page is."""
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    raise AssertionError(said)


def stopped(process: "subprocess.Popen[str]") -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(FIRST_START_S)


def get(url: str) -> Any:
    return json.loads(ask(url)[1])


def test_it_may_be_stopped_while_it_reads_and_keeps_what_was_said(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        assert process.stdout is not None
        assert "Reading the news in seeds/" in process.stdout.readline()
        assert stopped(process) == 0

    with started(tmp_path) as process:
        url = address(process)
        said = {"as": "reporter", "do": "say", "channel": "#newsdesk", "text": "/whosaid Umerov"}
        assert ask(f"{url}/page/act", body=said)[0] == 200
        assert stopped(process) == 0

    with started(tmp_path) as process:
        url = address(process)
        seen = get(f"{url}/page/channel?as=reporter&id=C0NEWSDESK")["messages"]
        assert seen[0]["text"].startswith("Rustem Umerov")
        assert get(f"{url}/page/state?as=reporter")["app_connected"]
        assert stopped(process) == 0


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    other_news = f"sqlite:///{tmp_path / 'other.db'}"
    with started(tmp_path) as process:
        port = address(process).rpartition(":")[2]
        other = subprocess.run(
            [WHOSAID, "practice", "--port", port, "--no-browser"],
            cwd=tmp_path,
            env={**os.environ, "WHOSAID_DATABASE_URL": other_news},
            capture_output=True,
            text=True,
            timeout=FIRST_START_S,
            check=False,
        )
        assert (other.returncode, other.stderr.strip()) == (
            2,
            f"whosaid: Port {port} on 127.0.0.1 is taken."
            f" Stop what runs there, or take another: whosaid practice --port {int(port) + 1}",
        )


@pytest.mark.parametrize(
    ("url", "beside"),
    [
        ("sqlite:////srv/desk/news.db", "/srv/desk/news.practice.json"),
        ("postgresql+psycopg://db.example/news", None),
        ("sqlite:///:memory:", None),
    ],
)
def test_the_workspace_is_kept_beside_its_database(url: str, beside: str | None) -> None:
    settings = Settings(WHOSAID_DATABASE_URL=url, _env_file=None)
    assert where(settings)[0] == url
    if beside:
        assert where(settings)[1] == Path(beside)
    else:
        assert where(settings)[1].name == "practice.json"


def test_two_workspaces_do_not_share_a_folder(tmp_path: Path) -> None:
    with alone_with(tmp_path / "practice.practice.json"), started(tmp_path) as second:
        told, _ = second.communicate(timeout=FIRST_START_S)
    assert second.returncode != 0
    assert f"Another practice workspace is at work in {tmp_path}. Stop it, or give" in told
