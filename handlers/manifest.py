"""The Slack app manifest, with the command names of the settings."""

import re
from importlib.resources import files

from handlers.settings import Settings


def manifest(settings: Settings) -> str:
    """YAML, ready for "Create New App, From a manifest" at api.slack.com/apps."""
    text = files("handlers").joinpath("manifest.yaml").read_text(encoding="utf-8")
    names = {"/whosaid": settings.command, "/digest": settings.digest_command}
    return re.sub(r"(?<=command: )/\w+$", lambda found: names[found[0]], text, flags=re.M)
