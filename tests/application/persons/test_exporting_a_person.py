"""Everything about one person is collected, checkout by checkout, in clear."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.commands.purchase import CancelCheckout
from application.commands.shop import IdentifyCustomer, OpenCheckout, ReplaceCart, ReplaceMetadata
from application.history.inquiries import Inquiries
from application.persons.export import CheckoutRecord, ExportQuery, PersonExports
from application.persons.search import PersonQuery
from application.ports.access_log import AccessEntry, AccessOutcome
from application.ports.key_vault import MERCHANT_DATA, DataKeyId
from application.ports.person_vault import PERSON
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Refusal
from domain.values.cart import Cart
from domain.values.customer import Customer
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT, SHOP

ADA = Customer(
    email="Ada@Example.com",
    phone="+46701234567",
    first_name="Ada",
    last_name="Lovelace",
    national_id="190612090000",
)
GRACE = Customer(email="grace@navy.example", phone="+46700000001", first_name="Grace")
BY_EMAIL = ExportQuery(person=PersonQuery(email="ada@example.com"))
KEPT = timedelta(days=45)


@pytest.fixture
def exports(app: ApplicationFixture) -> PersonExports:
    """Exports of everything that the app records."""
    storage = app.storage
    inquiries = Inquiries(
        histories=CheckoutRepository(app.store, CheckoutCache(10), storage.snapshots),
        store=app.store,
        refusals=storage.refusals,
        persons=storage.persons,
        clock=app.clock,
    )
    return PersonExports(
        inquiries=inquiries,
        persons=storage.persons,
        address_book=storage.address_book,
        vault=storage.vault,
        lifetimes=storage.key_lifetimes,
        reads=storage.reads,
    )


async def opened(app: ApplicationFixture, merchant: str, customer: Customer) -> Checkout:
    """A checkout of this merchant, identified by the customer a millisecond later."""
    app.clock.advance()
    command = OpenCheckout(
        merchant=merchant,
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token=f"token-{app.clock()}",
        cart=Cart(lines=(SHIRT,)),
    )
    checkout = await app.checkouts.open(command, SHOP)
    app.clock.advance()
    by = Provenance(
        actor=f"shopper:{checkout.id}",
        dialect="shopper",
        operation="identify customer",
        request_id="r-2",
        address="203.0.113.7",
        user_agent="Ada's browser",
    )
    target = Target(checkout_id=checkout.id, merchant=None)
    return await app.checkouts.change(target, IdentifyCustomer(customer=customer), by)


async def collected(
    exports: PersonExports, query: ExportQuery, *merchants: str
) -> list[CheckoutRecord]:
    """The records that a reader of these merchants, or of all, gets."""
    found = await exports.find(query, merchants or None)
    return [record async for record in exports.records(found)]


@pytest.mark.parametrize(
    "person",
    [
        PersonQuery(email="ada@example.com"),
        PersonQuery(phone="+46 70 123 45 67"),
        PersonQuery(name="ada lovelace"),
        PersonQuery(national_id="19061209-0000"),
    ],
)
async def test_every_checkout_of_the_person_is_exported(
    app: ApplicationFixture, exports: PersonExports, person: PersonQuery
) -> None:
    """Two checkouts of two merchants are found by each value, the older first. Nothing of another person is."""
    first = await opened(app, "demo", ADA)
    await opened(app, "demo", GRACE)
    second = await opened(app, "other", ADA)
    records = await collected(exports, ExportQuery(person=person))
    assert [record.state.checkout.id for record in records] == [first.id, second.id]
    assert "grace" not in repr(records).lower()


async def test_a_reader_of_one_merchant_gets_its_checkouts_only(
    app: ApplicationFixture, exports: PersonExports
) -> None:
    """Another merchant's checkout of the same person is not found."""
    await opened(app, "demo", ADA)
    await opened(app, "other", ADA)
    (record,) = await collected(exports, BY_EMAIL, "other")
    assert record.state.checkout.merchant == "other"


async def test_a_record_has_everything_in_clear(
    app: ApplicationFixture, exports: PersonExports
) -> None:
    """The state, each change with its origin and address, refused commands and earlier reads are in the record."""
    checkout = await opened(app, "demo", ADA)
    await app.change(checkout.id, CancelCheckout(reason=None))
    with pytest.raises(Refusal):
        await app.change(checkout.id, IdentifyCustomer(customer=GRACE))
    await app.storage.reads.keep(
        AccessEntry(
            at=app.clock(),
            checkout_id=checkout.id,
            target="/history",
            provenance=SHOP,
            outcome=AccessOutcome.FOUND,
        )
    )
    (record,) = await collected(exports, BY_EMAIL)
    assert record.state.checkout.customer == ADA
    identified = record.events[-2]
    assert "Ada@Example.com" in repr(identified.changes)
    assert identified.event.provenance.address == "203.0.113.7"
    assert identified.event.provenance.user_agent == "Ada's browser"
    (email,) = [each for each in record.origins if each.field.pointer == "/customer/email"]
    assert (email.field.value, email.event) == ("Ada@Example.com", identified.event)
    (refused,) = record.refusals
    assert "grace@navy.example" in refused.command, (
        "what was typed into this checkout belongs to it"
    )
    assert [each.read.target for each in record.reads] == ["/history"]
    assert [each.data_class for each in record.lifetimes] == [PERSON]
    assert "sealed" not in repr(record)


async def test_one_checkout_is_exported_by_its_id(
    app: ApplicationFixture, exports: PersonExports
) -> None:
    """An id finds that checkout. An id and another person's address find nothing, and so does an unknown id."""
    checkout = await opened(app, "demo", ADA)
    await opened(app, "demo", ADA)
    query = ExportQuery(checkout_id=checkout.id)
    (record,) = await collected(exports, query)
    assert record.state.checkout.id == checkout.id
    for wrong in (
        replace(query, person=PersonQuery(email="grace@navy.example")),
        replace(query, checkout_id="checkout-99"),
    ):
        assert await exports.find(wrong, None) == []


async def test_an_erased_checkout_says_so(app: ApplicationFixture, exports: PersonExports) -> None:
    """After an erasure the e-mail address finds nothing. The checkout's id finds the record, without the data."""
    checkout = await opened(app, "demo", ADA)
    await app.storage.vault.destroy(
        DataKeyId(checkout_id=checkout.id, data_class=PERSON), app.clock()
    )
    assert await exports.find(BY_EMAIL, None) == []
    (record,) = await collected(exports, ExportQuery(checkout_id=checkout.id))
    assert record.erased_at == app.clock()
    assert record.lifetimes == []
    customer = record.state.checkout.customer
    assert customer is not None
    assert (customer.email or "").startswith("(erased 20")
    assert "Ada" not in repr(record)


async def test_the_shops_own_data_is_opened(
    app: ApplicationFixture, exports: PersonExports
) -> None:
    """Sealed metadata and data of lines are in clear in the state, the changes and refused commands."""
    checkout = await opened(app, "demo", ADA)
    name = DataKeyId(checkout_id=checkout.id, data_class=MERCHANT_DATA)
    order, row = await app.storage.vault.seal(
        name, ['the "17" basket', "a row"], destroy_after=app.clock() + KEPT
    )
    with_data = Cart(lines=(replace(SHIRT, data=row),))
    await app.change(checkout.id, ReplaceCart(cart=with_data))
    await app.change(checkout.id, ReplaceMetadata(metadata=f'"{order}"'))
    await app.change(checkout.id, CancelCheckout(reason=None))
    with pytest.raises(Refusal):
        await app.change(checkout.id, ReplaceMetadata(metadata=f'{{"a":"{order}"}}'))
    (record,) = await collected(exports, BY_EMAIL)
    assert record.state.checkout.cart.lines[0].data == "a row"
    assert record.state.checkout.metadata == r'"the \"17\" basket"'
    assert 'the "17" basket' in [each["value"] for each in record.events[-2].changes]
    assert record.refusals[0].command == r'{"metadata":"{\"a\":\"the \\\"17\\\" basket\"}"}'
    shown = [(each.changes, each.words) for each in record.events]
    assert "sealed:" not in repr((shown, [each.field for each in record.origins], record.refusals))
    await app.storage.vault.destroy(name, app.clock())
    (record,) = await collected(exports, BY_EMAIL)
    assert record.state.checkout.metadata == '"(erased)"'
