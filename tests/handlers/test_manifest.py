"""The manifest: the names of the settings, and no more rights than the docs explain."""

import re
from pathlib import Path

import pytest

from handlers.manifest import manifest
from handlers.settings import Settings

DOCS = Path(__file__).parents[2] / "docs" / "slack.md"


@pytest.mark.parametrize(
    ("command", "digest"), [("/whosaid", "/digest"), ("/who-said", "/news_digest")]
)
def test_the_manifest_has_the_commands_of_the_settings(command: str, digest: str) -> None:
    settings = Settings(_env_file=None, WHOSAID_COMMAND=command, WHOSAID_DIGEST_COMMAND=digest)
    text = manifest(settings)
    assert re.findall(r"- command: (\S+)", text) == [command, digest]
    assert text.count("should_escape: true") == 2


def test_every_scope_is_explained_in_the_docs() -> None:
    scopes = re.findall(r"^ +- (\w+:?[\w.:]*)$", manifest(Settings(_env_file=None)), flags=re.M)
    asked = [each for each in scopes if ":" in each or each == "commands"]
    assert len(asked) == 13
    docs = DOCS.read_text(encoding="utf-8")
    assert [each for each in asked if f"`{each}`" not in docs] == []
