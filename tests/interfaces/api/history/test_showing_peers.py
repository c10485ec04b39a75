"""The proxy of a customer's request is shown beside the customer's address."""

from typing import Any

import pytest

from application.checkouts.admission import Target
from application.commands.shop import Suspend
from domain.provenance import Provenance
from interfaces.cli.terminal.values import source
from tests.interfaces.api.history.app_fixture import AppFixture
from tests.interfaces.api.history.dispute import ID, SHOPPER

BY = Provenance(
    actor=SHOPPER,
    dialect="shopper",
    operation="suspend checkout",
    request_id="r-9",
    address="203.0.113.9",
    peer="10.0.0.7",
)
HISTORY = f"/history/checkouts/{ID}"


@pytest.mark.parametrize(
    ("path", "member"),
    [
        (f"{HISTORY}/events", "events"),
        (f"{HISTORY}/timeline", "requests"),
        (f"{HISTORY}/blame", "fields"),
        ("/history/events", "events"),
    ],
)
async def test_the_history_shows_a_peer(app_fixture: AppFixture, path: str, member: str) -> None:
    """It is a member of the provenance, which requests without a trusted proxy do not have."""
    await app_fixture.opened()
    await app_fixture.checkouts.change(Target(checkout_id=ID, merchant=None), Suspend(), BY)
    shown: list[dict[str, Any]] = (await app_fixture.get(path)).json()[member]
    by = [each["provenance"] for each in shown]
    assert {each["actor"]: each.get("peer", "absent") for each in by} == {
        "shop:demo-client": "absent",
        SHOPPER: "10.0.0.7",
    }


def test_the_command_line_shows_a_peer() -> None:
    """The request came from the customer through the proxy."""
    assert "from 203.0.113.9  through 10.0.0.7" in source(BY).plain
