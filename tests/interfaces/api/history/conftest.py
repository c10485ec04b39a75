"""A fresh app fixture for each test, and the document of one for all."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.interfaces.api.history.app_fixture import AppFixture


@pytest.fixture
async def app_fixture() -> AsyncIterator[AppFixture]:
    """Empty stores."""
    built = AppFixture()
    async with built.client:
        yield built


@pytest.fixture
async def dispute(app_fixture: AppFixture) -> AppFixture:
    """A dispute, played out."""
    await app_fixture.dispute()
    return app_fixture


@pytest.fixture(scope="package")
def document() -> dict[str, Any]:
    """The document that the server answers at /openapi.json. It takes a quarter of a second to make."""
    return AppFixture().app.openapi()
