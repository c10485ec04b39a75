"""A till for each test."""

import pytest

from tests.application.till import Till


@pytest.fixture
def till() -> Till:
    """One process on an empty storage."""
    return Till()
