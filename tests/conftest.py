"""What every test may ask for."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The measuring material that lies beside the checkout; a user's clone has none."""
    if not SHARED.is_dir():
        pytest.skip("needs the annotated news beside the checkout (../shared)")
    return SHARED
