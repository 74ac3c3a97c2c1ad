"""A workspace with the small app on it, and without one."""

from collections.abc import Iterator

import pytest
from bots import INSTALLED, Seen, small_app

from handlers.practice.driver import Practice, bolt, workspace


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def world(seen: Seen) -> Iterator[Practice]:
    """The small app on Socket Mode. It may take its time: these tests run on busy machines too."""
    with workspace(bolt(small_app(seen)), app=INSTALLED, ack_timeout_s=15) as practice:
        yield practice


@pytest.fixture
def bare() -> Iterator[Practice]:
    """No app at all: for what Slack answers by itself."""
    with workspace(app=INSTALLED) as practice:
        yield practice
