"""Refused commands of shoppers are kept up to a number, and counted beyond it."""

import json

import pytest

from application.commands.purchase import CommitPurchase
from application.ports.refusal_log import COUNTED_ATTEMPTS_KEPT
from domain.provenance import Provenance
from domain.refusals import OutdatedView
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT, SHOP

SHOPPER = Provenance(
    actor="shopper:checkout-1", dialect="shopper", operation="commit purchase", request_id="r-1"
)
COMMIT = CommitPurchase(shown_version=1)


async def refuse(app: ApplicationFixture, checkout_id: str, by: Provenance, times: int) -> None:
    """Send so many commands that are refused."""
    for _ in range(times):
        with pytest.raises(OutdatedView):
            await app.change(checkout_id, COMMIT, by=by)
        app.clock.advance()


async def test_more_than_are_kept(app: ApplicationFixture) -> None:
    """The first ones are kept. Of the others the latest is kept, with their number."""
    checkout = await app.open(SHIRT)
    await refuse(app, checkout.id, SHOPPER, COUNTED_ATTEMPTS_KEPT + 5)

    *first, latest = await app.refused_commands(checkout.id)

    assert len(first) == COUNTED_ATTEMPTS_KEPT
    assert json.loads(first[-1].facts) == {"shown": 1, "current": 2}
    assert json.loads(latest.facts) == {"shown": 1, "current": 2, "beyond_limit": 5}
    assert (latest.reason, latest.provenance) == ("OutdatedView", SHOPPER)


async def test_refused_commands_of_the_shop(app: ApplicationFixture) -> None:
    """They are all kept, also after a shopper has used up the number."""
    checkout = await app.open(SHIRT)
    await refuse(app, checkout.id, SHOPPER, COUNTED_ATTEMPTS_KEPT + 5)
    await refuse(app, checkout.id, SHOP, COUNTED_ATTEMPTS_KEPT + 5)

    kept = await app.refused_commands(checkout.id)

    of_shop = [each for each in kept if each.provenance == SHOP]
    assert len(of_shop) == COUNTED_ATTEMPTS_KEPT + 5
    assert len(kept) - len(of_shop) == COUNTED_ATTEMPTS_KEPT + 1


async def test_two_shoppers(app: ApplicationFixture) -> None:
    """Each checkout has a number of its own."""
    one = await app.open(SHIRT)
    other = await app.open(SHIRT, token="public-SE-2")
    await refuse(app, one.id, SHOPPER, COUNTED_ATTEMPTS_KEPT + 1)
    await refuse(app, other.id, SHOPPER, 2)

    assert len(await app.refused_commands(other.id)) == 2
