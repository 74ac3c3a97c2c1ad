import pytest

from bot.reading import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """One for all tests: its pipeline takes a second to load."""
    return Reader()
