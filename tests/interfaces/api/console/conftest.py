"""A fresh console for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.api.console.console_fixture import AUDITOR, KEY, Console


@pytest.fixture
async def console() -> AsyncIterator[Console]:
    """The console at a loopback address, before the sign-in."""
    built = Console()
    async with built.browser:
        yield built


@pytest.fixture
async def signed_in(console: Console) -> Console:
    """The console for a reader who does not see personal data."""
    answer = await console.sign_in(KEY, "Eva")
    assert answer.status_code == 303, answer.text
    return console


@pytest.fixture
async def auditor(console: Console) -> Console:
    """The console for a reader who sees every merchant and personal data."""
    answer = await console.sign_in(AUDITOR, "Ada")
    assert answer.status_code == 303, answer.text
    return console
