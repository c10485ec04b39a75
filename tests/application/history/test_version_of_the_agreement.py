"""The version with which the purchase was agreed."""

from application.commands.purchase import CommitPurchase, ReleaseCommitment
from application.history.inquiries import Subject
from tests.application.application_fixture import ApplicationFixture
from tests.application.history.test_values_of_a_field import windows_of
from tests.domain.event_builders import SHIRT


async def test_it_is_the_last_commitment(app: ApplicationFixture) -> None:
    """An open checkout has none, and a released agreement is none. The second commitment counts."""
    checkout = await app.open(SHIRT)
    subject = Subject(checkout_id=checkout.id, merchants=None)
    assert await windows_of(app).commitment(subject) is None
    committed = await app.change(checkout.id, CommitPurchase(shown_version=checkout.version))
    assert await windows_of(app).commitment(subject) == committed.version
    await app.change(checkout.id, ReleaseCommitment(reason="declined"))
    assert await windows_of(app).commitment(subject) is None
    again = await app.change(checkout.id, CommitPurchase(shown_version=committed.version + 1))
    assert await windows_of(app).commitment(subject) == again.version
