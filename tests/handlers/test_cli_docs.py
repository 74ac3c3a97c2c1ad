"""Every example of docs/cli.md, run as it stands there."""

import os
import re
import subprocess
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs" / "cli.md"
MORE = "…\n"  # ends an output that is shown in part


def examples(page: str) -> list[tuple[str, str]]:
    """Each command of the page with the output that the page shows for it."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", page, re.S):
        for example in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, shown = example.partition("\n")
            found.append((command, shown))
    return found


def test_the_examples_do_what_the_page_says(tmp_path: Path, program: Path) -> None:
    page = DOCS.read_text("utf-8")
    article = re.search(r"```text\n(.*?)```", page, re.S)
    assert article
    (tmp_path / "bridge.txt").write_text(article[1], "utf-8")
    shown = examples(page)
    # One shell for all, as a reader would have: $? is the status of the command before.
    script = "\n".join(
        f"{command} 2>&1; status=$?; echo '<end>'; (exit $status)" for command, _ in shown
    )
    env = {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "WHOSAID_DATABASE_URL": f"sqlite:///{tmp_path / 'w.db'}",
        "WHOSAID_ZONE": "Europe/Kyiv",
    }
    script = script.replace("2> log.txt 2>&1", "2> log.txt")
    done = subprocess.run(
        ["/bin/sh", "-c", script], cwd=tmp_path, env=env, capture_output=True, check=False,
        timeout=900,
    )  # fmt: skip
    printed = done.stdout.decode().split("<end>\n")
    assert done.stderr == b""
    for (command, expected), actual in zip(shown, printed, strict=False):
        if expected.endswith(MORE):
            assert actual.startswith(expected.removesuffix(MORE)), command
        else:
            assert actual == expected, command
    assert len(printed) == len(shown) + 1
