"""A checkout is found by the id of a request that was only refused."""

import contextlib
from dataclasses import replace

from application.commands.purchase import CommitPurchase
from application.commands.shop import ChangeReference
from application.history.finding.name_lookup import NameKind
from domain.refusals import Refusal
from tests.application.application_fixture import ApplicationFixture
from tests.application.history.finding.purchases import commit, lookup_of, open_checkout
from tests.domain.event_builders import SHOP


async def test_a_refused_request_leads_to_its_command(app: ApplicationFixture) -> None:
    """The match has the checkout and the position of the refused command; other merchants find nothing."""
    checkout = await open_checkout(app)
    await commit(app, checkout)
    with contextlib.suppress(Refusal):
        change = ChangeReference(reference="x")
        await app.change(checkout.id, change, by=replace(SHOP, request_id="refused-1"))
    match = await lookup_of(app).find("refused-1", ("demo",))
    assert match is not None
    assert (match.kind, match.is_only_refused) == (NameKind.REQUEST_ID, True)
    (refused,) = match.refused
    assert (refused.refusal.checkout_id, refused.refusal.reason) == (
        checkout.id,
        "PurchaseCommitmentFound",
    )
    assert await lookup_of(app).find("refused-1", ("other",)) is None


async def test_a_request_with_events_is_not_only_refused(app: ApplicationFixture) -> None:
    """One id may have opened a checkout and been refused later."""
    checkout = await open_checkout(app, request_id="both")
    with contextlib.suppress(Refusal):
        by = replace(SHOP, request_id="both")
        await app.change(checkout.id, CommitPurchase(shown_version=1), by=by)
    match = await lookup_of(app).find("both", None)
    assert match is not None
    assert (match.is_only_refused, len(match.refused)) == (False, 1)
