"""Personal data in commands is sealed before the domain decides, and opened in what dialects get."""

import dataclasses

import pytest

from application.checkouts.admission import Target
from application.checkouts.idempotency import ResponseRenderer
from application.checkouts.invalid_bodies import InvalidBody
from application.commands.change import Change
from application.commands.purchase import CancelCheckout, CommitPurchase
from application.commands.shop import IdentifyCustomer, OpenCheckout, Suspend
from application.persons.responses import ResponseErased, open_response
from application.ports.idempotency_store import IdempotentRequest, StoredResponse
from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON, SEALED_FIELD
from domain.checkout import Checkout
from domain.events import CustomerIdentified
from domain.provenance import Provenance
from domain.refusals import Refusal
from domain.values.customer import Address, Customer
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import NOW, SHIRT, SHOP

SHOPPER = Provenance(
    actor="shopper:checkout-1",
    dialect="shopper",
    operation="identify customer",
    request_id="r-7",
    address="203.0.113.7",
    user_agent="Grace's browser",
)
GRACE = Customer(
    email="grace@navy.example",
    phone="+46700000001",
    first_name="Grace",
    last_name="Hopper",
    national_id="190612090000",
    delivery_address=Address(first_name="Grace", address="Pier 12", city="Arlington", country="US"),
)
PERSONAL = ("grace@navy", "+46700000001", "Hopper", "19061209", "Pier 12", "Arlington", "203.0.113")


@pytest.fixture
def app() -> ApplicationFixture:
    """One process on stores in memory."""
    return ApplicationFixture()


async def identified(app: ApplicationFixture, customer: Customer = GRACE) -> Checkout:
    """Open a checkout and identify its customer on the customer's page."""
    opened = await app.open(SHIRT)
    return await app.change(opened.id, IdentifyCustomer(customer=customer), by=SHOPPER)


async def test_events_hold_sealed_texts_and_dialects_get_clear_ones(
    app: ApplicationFixture,
) -> None:
    """No event has a personal text. The result of the change, a read and a past state show the customer as given."""
    changed = await identified(app)
    events = await app.storage.events.events(changed.id)
    assert not [text for text in PERSONAL if text in repr(events)]
    assert changed.customer == GRACE
    assert (await app.read(changed.id)).customer == GRACE
    sealed = events[-1]
    assert isinstance(sealed, CustomerIdentified)
    address = sealed.customer.delivery_address
    assert address is not None
    assert address.country == "US", "taxes depend on it"
    assert SEALED_FIELD.fullmatch(sealed.customer.email or "")
    assert SEALED_FIELD.fullmatch(sealed.provenance.address)
    assert SEALED_FIELD.fullmatch(sealed.provenance.user_agent)


async def test_the_address_of_a_shop_is_not_sealed(app: ApplicationFixture) -> None:
    """The provenance of a shop has no person in it and is stored as it is."""
    by = dataclasses.replace(SHOP, address="198.51.100.1", user_agent="shop backend")
    opened = await app.open(SHIRT)
    await app.change(opened.id, Suspend(), by=by)
    *_, event = await app.storage.events.events(opened.id)
    assert event.provenance == by


async def test_a_customer_who_did_not_change_is_no_event(app: ApplicationFixture) -> None:
    """The same data again changes nothing. Other data is one event, and so is data that is left out."""
    changed = await identified(app)
    again = await app.change(changed.id, IdentifyCustomer(customer=GRACE), by=SHOPPER)
    assert again.version == changed.version
    other = dataclasses.replace(GRACE, email="g.hopper@navy.example")
    assert (await app.change(changed.id, IdentifyCustomer(customer=other), by=SHOPPER)).version == (
        changed.version + 1
    )
    less = dataclasses.replace(other, national_id=None)
    last = await app.change(changed.id, IdentifyCustomer(customer=less), by=SHOPPER)
    assert (last.version, last.customer) == (changed.version + 2, less)


async def test_equal_data_of_two_checkouts_is_sealed_differently(app: ApplicationFixture) -> None:
    """A checkout has a key of its own, so that equal data of two checkouts cannot be recognised."""
    first = await app.checkouts.open(_opening(GRACE, "token-1"), SHOP)
    second = await app.checkouts.open(_opening(GRACE, "token-2"), SHOP)
    stored = [
        event.customer.email
        for each in (first, second)
        for event in await app.storage.events.events(each.id)
        if isinstance(event, CustomerIdentified)
    ]
    assert len(set(stored)) == 2
    assert first.customer == second.customer == GRACE


@pytest.mark.parametrize(
    "refused", [IdentifyCustomer(customer=GRACE), CommitPurchase(shown_version=1, customer=GRACE)]
)
async def test_refused_commands_hold_sealed_texts(app: ApplicationFixture, refused: Change) -> None:
    """A refused command and its provenance are logged with sealed texts."""
    opened = await app.open(SHIRT)
    await app.change(opened.id, CancelCheckout(reason=None))
    with pytest.raises(Refusal):
        await app.change(opened.id, refused, by=SHOPPER)
    (kept,) = await app.storage.refusals.of(opened.id)
    assert not [text for text in PERSONAL if text in repr(kept)]
    assert "sealed2:" in kept.command


async def test_invalid_bodies_hold_a_sealed_provenance(app: ApplicationFixture) -> None:
    """A request with an invalid body is logged with the shopper's address sealed."""
    opened = await app.open(SHIRT)
    body = InvalidBody(endpoint="PUT /x", size=3, sha256=None, kind="InvalidFields", errors=())
    await app.checkouts.keep_invalid_body(
        Target(checkout_id=opened.id, merchant=None), body, SHOPPER
    )
    (kept,) = await app.storage.refusals.of(opened.id)
    assert SEALED_FIELD.fullmatch(kept.provenance.address)


async def test_a_stored_response_with_a_person_is_sealed(app: ApplicationFixture) -> None:
    """A response that may show a customer is stored sealed, opens as it was sent, and not after an erasure."""
    request = IdempotentRequest(identity="i", path="/", key="k", fingerprint="f")

    def render(checkout: Checkout) -> StoredResponse:
        email = "" if checkout.customer is None else checkout.customer.email or ""
        return StoredResponse(status=201, body=f'{{"email":"{email}"}}'.encode())

    opened = await app.checkouts.open(
        _opening(GRACE, "t"), SHOP, ResponseRenderer(idempotent_request=request, render=render)
    )
    kept = await app.storage.answers.find(request, NOW)
    assert kept is not None
    assert kept.answer is not None
    assert b"navy" not in kept.answer.body
    vault = app.storage.persons
    assert (await open_response(kept.answer, vault)).body == b'{"email":"grace@navy.example"}'
    await app.storage.vault.destroy(DataKeyId(checkout_id=opened.id, data_class=PERSON), NOW)
    with pytest.raises(ResponseErased):
        await open_response(kept.answer, vault)


async def test_erased_data_is_absent(app: ApplicationFixture) -> None:
    """After its key is destroyed, no version shows the customer. Data that is given later is shown."""
    changed = await identified(app)
    await app.storage.vault.destroy(DataKeyId(checkout_id=changed.id, data_class=PERSON), NOW)
    assert (await app.read(changed.id)).customer is None
    other = Customer(email="ada@example.com")
    later = await app.change(changed.id, IdentifyCustomer(customer=other), by=SHOPPER)
    assert later.customer == other


def _opening(customer: Customer, token: str) -> OpenCheckout:
    return OpenCheckout(
        merchant="demo",
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token=token,
        customer=customer,
    )
