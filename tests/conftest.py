"""What every test may ask for."""

from pathlib import Path

import pytest
from hypothesis import settings

from bot.reading import Reader
from store.engine import open_store

# How long an example takes depends on what else the machine does; speed is for tests/bench.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def reader() -> Reader:
    """One for all tests: its pipeline takes a second to load. It follows no topics."""
    return Reader()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables and nothing in them; migrating takes longer than a test."""
    file = tmp_path_factory.mktemp("sqlite") / "whosaid.db"
    open_store(f"sqlite:///{file}").dispose()
    return file


@pytest.fixture
def shared() -> Path:
    """The measuring material that lies beside the checkout; a user's clone has none."""
    if not SHARED.is_dir():
        pytest.skip("needs the annotated news beside the checkout (../shared)")
    return SHARED
