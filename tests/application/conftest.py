"""The application fixture of each test."""

import pytest

from tests.application.application_fixture import ApplicationFixture


@pytest.fixture
def app() -> ApplicationFixture:
    """One process on an empty storage."""
    return ApplicationFixture()
