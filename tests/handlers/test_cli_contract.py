"""What other programs rely on: `whosaid` as a program, its output and its exit status."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

WHOSAID = Path(sys.executable).with_name("whosaid")
BRIDGE = """title: The bridge opens
date: 2025-06-27

“It will stand for a hundred years,” said the engineer, Ida Holm.
"""
BRIDGE_TEXT = "“It will stand for a hundred years,” said the engineer, Ida Holm.\n"


def run(
    folder: Path, *words: str, given: bytes = b"", program: Path = WHOSAID, **settings: str
) -> subprocess.CompletedProcess[bytes]:
    """The program in an empty folder, with no settings but these."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    database = {
        "WHOSAID_DATABASE_URL": f"sqlite:///{folder / 'w.db'}",
        "WHOSAID_ZONE": "Europe/Kyiv",
    }
    return subprocess.run(
        [program, *words], input=given, cwd=folder, env=kept | database | settings,
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip


def test_read_json_prints_the_article_and_its_quotes(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(BRIDGE, "utf-8")
    done = run(tmp_path, "read", "--json", "bridge.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    article = json.loads(done.stdout)
    (quote,) = article.pop("quotes")
    assert article == {"title": "The bridge opens", "published": "2025-06-27", "text": BRIDGE_TEXT}
    assert 0.5 <= quote.pop("confidence") <= 1
    assert [BRIDGE_TEXT[start:end] for start, end in quote.pop("source")] == [
        "the engineer, Ida Holm"
    ]
    assert quote == {
        "kind": "direct",
        "text": "It will stand for a hundred years",
        "content": [[1, 34]],
        "cue": [[37, 41]],
        "speaker": "Ida Holm",
        "role": "engineer",
        "together": [],
        "said_on": None,
        "earlier": False,
        "background": False,
        "stance": None,
        "channel": None,
        "topics": [],
        "provenance": {},
    }
    assert not (tmp_path / "w.db").exists()


def test_read_json_says_what_was_denied_and_through_whom(tmp_path: Path) -> None:
    text = "Ida Holm denied that the bridge was closed, according to Mayor Anna Lundmark."
    given = json.dumps({"id": 1, "text": text}).encode()
    (quote,) = json.loads(run(tmp_path, "read", "--jsonl", given=given).stdout)["quotes"]
    said = (quote["speaker"], quote["stance"], quote["channel"])
    assert said == ("Ida Holm", "denied", "according to Mayor Anna Lundmark")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_read_jsonl_answers_every_line_in_order(tmp_path: Path, workers: str) -> None:
    text = "\r\n  He paused.\r\n\r\n“It will stand,” said Ida Holm.\r\n"
    lines = [
        json.dumps({"id": "a", "text": text}),
        "not json",
        json.dumps({"id": 7, "text": "Nothing was said. 𝄞 \ud800"}),
        json.dumps({"id": [1], "txt": "x"}),
        "",
        json.dumps(["no object"]),
        json.dumps({"text": "No id."}, ensure_ascii=False),
        "\x00\xff",
    ]
    given = "\n".join(lines).encode("latin-1", "backslashreplace")
    done = run(tmp_path, "read", "--jsonl", "--workers", workers, given=given)
    assert (done.returncode, done.stderr) == (1, b"")
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None, 7, [1], None, None, None, None]
    assert ["error" in answer for answer in answers] == [
        False, True, False, True, True, True, False, True,
    ]  # fmt: skip
    (quote,) = answers[0]["quotes"]
    assert [text[start:end] for start, end in quote["content"]] == ["It will stand"]
    assert answers[2]["quotes"] == answers[6]["quotes"] == []


def test_read_jsonl_without_a_bad_line_ends_with_zero(tmp_path: Path) -> None:
    done = run(tmp_path, "read", "--jsonl", given=b'{"id": 1, "text": ""}\n')
    assert (done.returncode, done.stdout) == (0, b'{"id": 1, "quotes": []}\n')


def test_ask_json_prints_what_was_understood_and_the_hits(tmp_path: Path) -> None:
    assert run(tmp_path, "add", "-", given=BRIDGE.encode()).returncode == 0
    asked = ("ask", "--json", "--now", "2025-06-28T09:00", "Holm about bridges since June")
    nothing = json.loads(run(tmp_path, *asked).stdout)
    assert nothing == {
        "understood": {
            "speaker": "Ida Holm",
            "about": "bridges",
            "phrase": None,
            "since": "2025-06-01",
            "until": None,
            "zone": "Europe/Kyiv",
            "outlet": None,
            "kind": None,
            "who_else": False,
            "mentioned": False,
        },
        "total": 1,
        "at_least": False,
        "hits": [
            {
                "quote": "It will stand for a hundred years",
                "speaker": "Ida Holm",
                "role": "engineer",
                "together": [],
                "kind": "direct",
                "published": "2025-06-27",
                "title": "The bridge opens",
                "url": None,
                "outlet": None,
                "earlier": False,
                "cue": "said",
                "told": None,
                "provenance": {},
                "context": BRIDGE_TEXT.strip(),
                "stance": None,
                "channel": None,
                "because": "bridge",
                "beside": "headline",
                "copies": 0,
                "article_corrected": None,
                "corrected": None,
            }
        ],
        "did_you_mean": [],
    }
    near = json.loads(run(tmp_path, "ask", "--json", "Ida Holn").stdout)
    assert (near["total"], near["hits"], near["did_you_mean"]) == (0, [], ["Ida Holm"])


def test_asking_never_loads_spacy(tmp_path: Path) -> None:
    program = (
        "import sys; from handlers.cli import main; sys.argv[1:] = ['ask', 'Holm since June']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([name for name in ('spacy', 'trafilatura', 'slack_bolt') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=True, timeout=60,
        env={**os.environ, "WHOSAID_DATABASE_URL": f"sqlite:///{tmp_path / 'w.db'}"},
    )  # fmt: skip
    assert done.stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("words", "settings", "status", "said"),
    [
        (["ask", "Holm"], {"WHOSAID_DATABASE_URL": "x"}, 2, "WHOSAID_DATABASE_URL is not the add"),
        (["ask", "Holm"], {"WHOSAID_ZONE": "Kyiv"}, 2, "WHOSAID_ZONE is “Kyiv”, which is not a"),
        (["serve"], {}, 2, "SLACK_BOT_TOKEN is not set. Set it to the Bot User OAuth Token"),
        (["serve"], {"SLACK_API_BASE_URL": "https://a.b/"}, 2, "SLACK_API_BASE_URL is not an add"),
        (["ask", "Holm since 30 Feb"], {}, 2, "“30 Feb” is not a day of the calendar. Try"),
        (
            ["ask", "Holm"],
            {"WHOSAID_DATABASE_URL": "sqlite:///none/x.db"},
            2,
            "There is no archive at none/x.db. Put articles in",
        ),
        (["verify", "Yes"], {"WHOSAID_DATABASE_URL": "sqlite:///none/x.db"}, 2, "There is no arc"),
        (["log"], {"WHOSAID_DATABASE_URL": "sqlite:///none/x.db"}, 2, "There is no archive at"),
        (["erase"], {}, 2, "It is not said what is meant. Give an article's address, or --pers"),
        (["erase", "--person", "Nemo", "--reason", "x"], {}, 2, "Nobody is called “Nemo”. Give"),
        (["ask"], {}, 2, "Missing argument 'question'. Try: whosaid ask --help"),
        (["ask", "--nonsense"], {}, 2, "No such option: --nonsense"),
        (["askk"], {}, 2, "No such command 'askk'"),
        (["verify", "x", "--by"], {}, 2, "Option '--by' requires an argument. Try: whosaid verify"),
        (["people", "import", "none.csv"], {}, 2, "There is no file none.csv. Name a CSV file"),
        (["people", "import", "."], {}, 2, ". cannot be read. Name a CSV file"),
        (["people", "merge", "Ida", "Holm"], {}, 2, "Nobody is called “Ida”. Give a full name"),
        (["log", "--limit", "x"], {}, 2, "Invalid value for '--limit': "),
        (["read", "none.txt"], {}, 1, "There is no file none.txt. Check its name."),
    ],
)
def test_what_is_wrong_is_one_sentence_and_a_status(
    tmp_path: Path,
    migrated: Path,
    program: Path,
    *,
    words: list[str],
    settings: dict[str, str],
    status: int,
    said: str,
) -> None:
    shutil.copy(migrated, tmp_path / "w.db")
    done = run(tmp_path, *words, program=program, **settings)
    assert (done.returncode, done.stdout) == (status, b"")
    assert done.stderr.decode().startswith(f"whosaid: {said}")
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "none").exists()


def test_a_env_file_works(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_APP_TOKEN=wrong\n", "utf-8")
    done = run(tmp_path, "ask", "Holm")
    assert done.stderr.decode().startswith("whosaid: SLACK_APP_TOKEN does not begin with xapp-.")


def test_on_a_terminal_adding_shows_a_bar_and_no_log(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(BRIDGE, "utf-8")
    ours, theirs = os.openpty()
    env = {**os.environ, "WHOSAID_DATABASE_URL": f"sqlite:///{tmp_path / 'w.db'}", "TERM": "xterm"}
    with subprocess.Popen(
        [WHOSAID, "add", "bridge.txt", "none.txt"], cwd=tmp_path, stdout=subprocess.PIPE,
        stderr=theirs, env=env,
    ) as process:  # fmt: skip
        os.close(theirs)
        shown = _all_of(ours)
        assert process.stdout
        printed = process.stdout.read().decode()
    assert process.returncode == 1
    assert printed.startswith("1 article kept, 1 failed; 1 new quote.\n")
    assert "2/2" in shown
    assert "failed none.txt: There is no file none.txt." in shown
    assert "INFO" not in shown


def _all_of(terminal: int) -> str:
    """What a terminal was sent, until its other end closes."""
    shown = b""
    with suppress(OSError):  # Linux says so at the end
        while piece := os.read(terminal, 65_536):
            shown += piece
    os.close(terminal)
    return shown.decode()


def test_a_reader_that_goes_away_gets_no_traceback(tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_bytes(b'{"id": 1, "text": ""}\n' * 2_000)
    with (
        lines.open("rb") as given,
        subprocess.Popen(
            [WHOSAID, "read", "--jsonl"], stdin=given, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, cwd=tmp_path,
        ) as process,
    ):  # fmt: skip
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
