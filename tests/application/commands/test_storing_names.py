"""The names under which refused attempts are stored."""

import pytest

from application.commands.shop import Suspend
from domain.refusals import StaleVersion
from tests.application.application_fixture import ApplicationFixture


async def test_an_attempt_has_the_names_that_the_classes_declare(
    app: ApplicationFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal log stores `NAME` of the command and of the refusal, and not the names of their classes."""
    monkeypatch.setattr(StaleVersion, "NAME", "Outdated")
    monkeypatch.setattr(Suspend, "NAME", "Freeze")
    checkout = await app.open()
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, Suspend(), expected=(99,))
    (attempt,) = await app.attempts(checkout.id)
    assert (attempt.reason, attempt.operation) == ("Outdated", "Freeze")
