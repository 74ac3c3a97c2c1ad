"""The number of a version, as NewsML-G2 and ninjs write it."""

import re

_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


def version_number(told: object) -> int | None:
    """3 for "3"; None for anything else."""
    words = str(told).strip()
    return int(words) if _NUMBER.fullmatch(words) else None
