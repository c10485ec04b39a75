"""A completion looks up the key of the buyer's data once, and notices an erasure that comes between its steps."""

from collections.abc import Awaitable
from dataclasses import dataclass

import pytest

from application.persons.fields import has_person
from application.ports.key_vault import DataKeyId
from application.ports.payment_provider import Declined, Paid, PaymentOrder
from application.ports.person_vault import PERSON, PersonAccess
from domain.checkout import Checkout
from domain.stage import Stage
from tests.application.application_fixture import ApplicationFixture
from tests.application.selling.selling_fixture import ProviderStub, SellingFixture, target
from tests.domain.event_builders import NOW, SHOP


@dataclass
class ErasingProvider(ProviderStub):
    """A provider that takes so long that the buyer's data is erased meanwhile, by the process `app`."""

    app: ApplicationFixture
    session: Checkout

    def __post_init__(self) -> None:
        super().__init__()

    async def authorise(self, order: PaymentOrder) -> Paid | Declined:
        """Erase the buyer's data, then pay."""
        await self.app.checkouts.erase(self.session.id, PERSON, "mark", SHOP)
        await self.app.storage.vault.destroy(
            DataKeyId(checkout_id=self.session.id, data_class=PERSON), NOW
        )
        return await super().authorise(order)


async def test_a_completion_looks_up_the_key_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key that opened the session as it was read opens it after the payment too."""
    selling = SellingFixture()
    await selling.stock()
    session = await selling.open(("mug", 1))
    persons = selling.app.storage.persons
    access = persons.access
    looked_up: list[str] = []

    def count(checkout_id: str) -> Awaitable[PersonAccess]:
        looked_up.append(checkout_id)
        return access(checkout_id)

    monkeypatch.setattr(persons, "access", count)
    completed = await selling.complete(session)
    assert completed.delivery == session.delivery
    assert looked_up == [session.id]


@pytest.mark.parametrize("by_another_process", [False, True])
async def test_data_erased_during_the_payment_is_not_shown(by_another_process: bool) -> None:
    """The purchase completes, and the answer has nothing of the erased buyer."""
    selling = SellingFixture()
    await selling.stock()
    session = await selling.open(("mug", 1))
    assert has_person(session)
    app = selling.app.start_process() if by_another_process else selling.app
    provider = ErasingProvider(app, session)
    later = SellingFixture(app=selling.app, provider=provider, ids=selling.ids)
    completed = await later.complete(session)
    assert completed.stage is Stage.COMPLETED
    assert completed.delivery is not None
    assert completed.delivery.address is None
    read = await selling.sessions.read(target(session))
    assert (read.stage, read.delivery) == (Stage.COMPLETED, completed.delivery)
