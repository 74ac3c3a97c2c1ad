"""Settings: from the environment or a .env file, and one sentence for each that is wrong."""

from pathlib import Path

import pytest

from bot.errors import BadSetting
from handlers.settings import SLACK_API, load_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WHOSAID_DATABASE_URL", "WHOSAID_ZONE", "SLACK_API_BASE_URL", "SLACK_BOT_TOKEN",
                 "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "WHOSAID_COMMAND"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)


def env(folder: Path, text: str) -> Path:
    file = folder / ".env"
    file.write_text(text, "utf-8")
    return file


def test_nothing_needs_to_be_set() -> None:
    settings = load_settings(None)
    assert settings.database_url.startswith("sqlite:///")
    assert settings.database_url.endswith("whosaid.db")
    assert settings.slack_api_base_url == SLACK_API
    assert settings.command == "/whosaid"
    assert settings.slack_bot_token is None


def test_a_env_file_works_and_an_empty_variable_counts_as_missing(tmp_path: Path) -> None:
    file = env(tmp_path, "WHOSAID_ZONE=Europe/Kyiv\nSLACK_BOT_TOKEN=\nOTHER=x\n")
    settings = load_settings(file)
    assert (settings.zone, settings.slack_bot_token) == ("Europe/Kyiv", None)


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_ZONE", "UTC")
    assert load_settings(env(tmp_path, "WHOSAID_ZONE=Europe/Kyiv")).zone == "UTC"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("WHOSAID_ZONE=Kyiv", "WHOSAID_ZONE is “Kyiv”, which is not a time zone. Set it to a time"),
        ("SLACK_BOT_TOKEN=secret", "SLACK_BOT_TOKEN does not begin with xoxb-. Set it to the Bot"),
        ("SLACK_APP_TOKEN=secret", "SLACK_APP_TOKEN does not begin with xapp-. Set it to an app-"),
        ("SLACK_API_BASE_URL=https://example.org/api/",
         "SLACK_API_BASE_URL is not an address on this machine."),
        ("SLACK_API_BASE_URL=http://127.0.0.1.example.org/", "SLACK_API_BASE_URL is not an"),
        ("SLACK_API_BASE_URL=ftp://127.0.0.1/", "SLACK_API_BASE_URL is not an"),
        ("WHOSAID_COMMAND=who said", "WHOSAID_COMMAND is “who said”, which is not a slash comm"),
        ("WHOSAID_PIPELINE=nope", "WHOSAID_PIPELINE is “nope”, and no pipeline of that name is"),
        ("WHOSAID_PIPELINE=../x", "WHOSAID_PIPELINE is “../x”, and no pipeline of that name is"),
        ("WHOSAID_DAY_FIRST=perhaps", "WHOSAID_DAY_FIRST is malformed. Set it to true if"),
    ],
)  # fmt: skip
def test_a_malformed_variable_is_named_with_what_to_set(
    tmp_path: Path, line: str, said: str
) -> None:
    with pytest.raises(BadSetting) as caught:
        load_settings(env(tmp_path, line))
    assert str(caught.value).startswith(said)
    assert "secret" not in str(caught.value)


def test_a_env_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"A=\xff\xfe")
    with pytest.raises(BadSetting, match="is not a text file"):
        load_settings(file)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("http://127.0.0.1:8030/api", "http://127.0.0.1:8030/api/"),
        ("http://localhost:1/api/", "http://localhost:1/api/"),
        ("http://[::1]:1/api/", "http://[::1]:1/api/"),
        ("https://slack.com/api", SLACK_API),
    ],
)
def test_the_api_may_be_slacks_own_or_on_this_machine(
    tmp_path: Path, address: str, kept: str
) -> None:
    file = env(tmp_path, f"SLACK_API_BASE_URL={address}")
    assert load_settings(file).slack_api_base_url == kept


@pytest.mark.parametrize(
    ("lines", "over_http", "missing"),
    [
        ("", False, "SLACK_BOT_TOKEN is not set."),
        ("SLACK_BOT_TOKEN=xoxb-1", False, "SLACK_APP_TOKEN is not set."),
        ("SLACK_BOT_TOKEN=xoxb-1", True, "SLACK_SIGNING_SECRET is not set."),
    ],
)
def test_connecting_says_which_variable_is_missing(
    tmp_path: Path, lines: str, over_http: bool, missing: str
) -> None:
    with pytest.raises(BadSetting) as caught:
        load_settings(env(tmp_path, lines)).require_slack(over_http=over_http)
    assert caught.value.seen == missing


def test_no_token_shows_in_the_settings_themselves(tmp_path: Path) -> None:
    settings = load_settings(env(tmp_path, "SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-2"))
    assert "xoxb" not in repr(settings)
    assert "xapp" not in repr(settings)
    settings.require_slack()
