"""The names under which refused commands are stored."""

import pytest

from application.commands.shop import Suspend
from domain.refusals import StaleVersion
from tests.application.application_fixture import ApplicationFixture


async def test_a_refused_command_is_stored_under_declared_names(
    app: ApplicationFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal log stores `NAME` of the command and of the refusal, and not the names of their classes."""
    monkeypatch.setattr(StaleVersion, "NAME", "Outdated")
    monkeypatch.setattr(Suspend, "NAME", "Freeze")
    checkout = await app.open()
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, Suspend(), expected=(99,))
    (refused,) = await app.refused_commands(checkout.id)
    assert (refused.reason, refused.operation) == ("Outdated", "Freeze")
