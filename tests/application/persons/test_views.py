"""What readers of the history see of personal data: its text, that it is there, or that it was erased, and when."""

import json
from datetime import timedelta

import pytest

from application.commands.purchase import CancelCheckout
from application.commands.shop import IdentifyCustomer
from application.history.as_of import AsOfVersion
from application.history.inquiries import Inquiries, Subject
from application.persons.views import PersonView
from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON, PersonAccess
from domain.provenance import Provenance
from domain.refusals import Refusal
from domain.values.customer import Customer
from interfaces.storage.codecs.field_sealing import SealingKey
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import NOW, SHIRT

SHOPPER = Provenance(
    actor="shopper:checkout-1",
    dialect="shopper",
    operation="identify customer",
    request_id="r-7",
    address="203.0.113.7",
    user_agent='Grace "the" browser',
)
GRACE = Customer(email="grace@navy.example", first_name='Grace "Amazing"')
ERASED = "(erased 2026-01-06T12:00:00Z)"


def sealing_key(checkout_id: str, key: bytes) -> SealingKey:
    """The key of a checkout that needs no unwrapping."""
    return SealingKey(checkout_id, lambda: key)


def inquiries(app: ApplicationFixture) -> Inquiries:
    """The inquiries of one process."""
    from application.checkouts.cache import CheckoutCache
    from application.checkouts.repository import CheckoutRepository

    return Inquiries(
        histories=CheckoutRepository(app.store, CheckoutCache(10), app.storage.snapshots),
        store=app.store,
        refusals=app.storage.refusals,
        persons=app.storage.persons,
        clock=app.clock,
    )


async def dispute() -> ApplicationFixture:
    """A checkout with a customer, who then asks for something that is refused."""
    app = ApplicationFixture()
    opened = await app.open(SHIRT)
    await app.change(opened.id, IdentifyCustomer(customer=GRACE), by=SHOPPER)
    await app.change(opened.id, CancelCheckout(reason=None))
    with pytest.raises(Refusal):
        await app.change(opened.id, IdentifyCustomer(customer=GRACE), by=SHOPPER)
    return app


async def everything(app: ApplicationFixture, *, sees_persons: bool) -> str:
    """All answers about the checkout, as one text."""
    subject = Subject(checkout_id="checkout-1", merchants=None, sees_persons=sees_persons)
    ask = inquiries(app)
    answers = (
        await ask.state(subject, None),
        await ask.state(subject, AsOfVersion(3)),
        await ask.events(subject),
        await ask.replay(subject),
        await ask.difference(subject, AsOfVersion(1), AsOfVersion(3)),
        await ask.blame(subject, AsOfVersion(3)),
        await ask.refusals(subject),
        await ask.timeline(subject),
    )
    return repr([getattr(answer, "__dict__", answer) for answer in answers]) + repr(
        [vars(answer.checkout) for answer in answers[:2]]
    )


async def test_a_reader_with_the_scope_sees_the_customer() -> None:
    """Every answer has the texts as they were given, and no sealed one."""
    seen = await everything(await dispute(), sees_persons=True)
    assert "grace@navy.example" in seen
    assert "203.0.113.7" in seen
    assert "sealed" not in seen


async def test_another_reader_sees_that_it_is_there() -> None:
    """No answer has a personal text or a sealed one. Each value is `(sealed …)`, equal values equally."""
    app = await dispute()
    seen = await everything(app, sees_persons=False)
    assert "grace" not in seen.lower()
    assert "203.0.113" not in seen
    assert "sealed2" not in seen
    subject = Subject(checkout_id="checkout-1", merchants=None)
    customer = (await inquiries(app).state(subject, None)).checkout.customer
    (refused,) = await inquiries(app).refusals(subject)
    assert customer is not None
    assert json.loads(refused.command)["customer"]["email"] == customer.email


@pytest.mark.parametrize("sees_persons", [True, False])
async def test_every_version_says_that_it_is_erased_and_when(sees_persons: bool) -> None:
    """After the erasure, every reader sees the time of it in every version, in refusals and in provenances."""
    app = await dispute()
    name = DataKeyId(checkout_id="checkout-1", data_class=PERSON)
    await app.storage.vault.destroy(name, NOW + timedelta(days=1))
    seen = await everything(app, sees_persons=sees_persons)
    assert "grace" not in seen.lower()
    assert "(sealed" not in seen
    subject = Subject(checkout_id="checkout-1", merchants=None, sees_persons=sees_persons)
    state = await inquiries(app).state(subject, AsOfVersion(3))
    assert state.checkout.customer is not None
    assert state.checkout.customer.email == ERASED
    (refused,) = await inquiries(app).refusals(subject)
    assert json.loads(refused.command)["customer"]["first_name"] == ERASED
    assert refused.provenance.address == ERASED


def test_a_field_that_was_changed_does_not_stop_a_reader() -> None:
    """A sealed text that fails authentication is shown as unreadable, and the rest of the answer is there."""
    key = sealing_key("c", bytes(32))
    sealed = key.seal("customer.email", "grace@navy.example")
    altered = sealed[:-4] + ("AAAA" if sealed[-4:] != "AAAA" else "BBBB")
    view = PersonView(PersonAccess(key=key), in_clear=True)
    text = f'{{"email":"{altered}","again":"{sealed}"}}'
    assert json.loads(view.json_text(text)) == {
        "email": "(unreadable: it was changed)",
        "again": "grace@navy.example",
    }


def test_opened_text_stays_valid_json() -> None:
    """Quotes, backslashes and control characters of a text are escaped where it is put into JSON."""
    key = sealing_key("c", bytes(32))
    text = 'a "quoted" \\ text\nwith é and \u2028'
    view = PersonView(PersonAccess(key=key), in_clear=True)
    sealed = key.seal("delivery.address", text)
    assert json.loads(view.json_text(f'["{sealed}"]')) == [text]
