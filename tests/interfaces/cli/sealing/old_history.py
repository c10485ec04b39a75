"""Checkouts as a version before the sealing of personal data recorded them: every table has it in the clear."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import msgspec
import psycopg

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import collect_events
from application.checkouts.service import Checkouts, Lifetime
from application.commands.purchase import CommitPurchase
from application.commands.quote import ReplaceQuote
from application.commands.shop import IdentifyCustomer
from application.history.as_of import AsOfVersion
from application.persons import old_text
from application.persons.sealing import Persons
from application.ports.access_log import AccessEntry, AccessOutcome
from application.ports.event_store import Append
from application.ports.idempotency_store import (
    IdempotentRequest,
    ResponseToStore,
    StoredResponse,
)
from application.ports.key_vault import DataKeyId
from application.ports.listings import CheckoutSummary
from application.ports.refusal_log import RefusedCommand
from domain.checkout import Checkout
from domain.events import CheckoutEvent, Opened, Opening
from domain.provenance import Provenance
from domain.rules import Progress
from domain.values.cart import Cart
from domain.values.customer import Address, Customer
from domain.values.fulfilment import Fulfilment, Recipient
from domain.values.payment import Payment
from domain.values.quote import Quote
from interfaces.dialects.registry import SETTINGS_MAPS
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.storage import PostgresStorage
from tests.domain.event_builders import EXPRESS, NOW, SHIRT, SHOP
from tests.interfaces.storage.examples import EXAMPLES
from tests.master_key import MASTER_KEYS

BOUGHT, SVEA, EVERY, REFUSED, PLAIN = "bought-1", "svea-1", "every-1", "refused-1", "plain-1"
CHECKOUTS: Final = (BOUGHT, SVEA, EVERY, REFUSED, PLAIN)
MERCHANT_DATA: Final = "gift for Zebedee, aisle 4711"
SHOPPER: Final = Provenance(
    # As old events name a shopper.
    actor="shopper:public-SE-bought-1",
    dialect="shopper",
    operation="identify customer",
    request_id="r-7",
    address="203.0.113.177",
    user_agent="Zebedee browser 99.5",
)
HOME: Final = Address(
    first_name="Zebedeus",
    last_name="Quackenbush",
    name="Zebedeus Quackenbush",
    company="Quackworks Unlimited",
    co_address="c/o Ermintrude 31",
    address="Magic Roundabout 7",
    address2="Stair Florence",
    postal_code="QX7 4ZB",
    city="Dougalborough",
    country="SE",
)
CUSTOMER: Final = Customer(
    email="zebedeus@quack.example",
    phone="+46701740605",
    first_name="Zebedeus",
    last_name="Quackenbush",
    national_id="19120623-9876",
    company="Quackworks Unlimited",
    organization_number="556677-8899",
    delivery_address=HOME,
    billing_address=HOME,
)
DELIVERY: Final = Fulfilment(
    needs_address=True,
    address=HOME,
    recipient=Recipient(
        name="Ermintrude Quackenbush", email="ermintrude@quack.example", phone="+46701740606"
    ),
    offered=(EXPRESS,),
    chosen="express",
)
PRESETS: Final = tuple(
    {"TypeName": name, "Value": text, "IsReadonly": False}
    for name, text in (
        ("NationalId", "19120623-9876"),
        ("EmailAddress", 'zebedeus "å"@quack.example'),
        ("PhoneNumber", "+46701740605"),
        ("PostalCode", "QX7 4ZB"),
        ("IsCompany", "true"),
        ("PeppolId", "0007:4455667788"),
    )
)
SVEA_SETTINGS: Final = {"Locale": "sv-SE", "PeppolId": "0007:4455667788", "PresetValues": PRESETS}
QUERY: Final = "/history/events?merchant=demo&ip=203.0.113.177&q=Quackenbush&limit=5"
PLANTED: Final = (
    *("Zebede", "Quack", "quack.example", "Ermintrude", "Magic Roundabout", "Florence", "QX7 4ZB"),
    *("Dougalborough", "19120623", "556677-8899", "0701740605", "+46701740605", "+46701740606"),
    *("203.0.113.177", "0007:4455667788"),
)
"""Parts of all personal texts."""


def storage_of(url: str) -> PostgresStorage:
    """Return the storage of these tests, which has to be entered."""
    return PostgresStorage(url, master_keys=MASTER_KEYS)


async def record_old_history(storage: PostgresStorage) -> None:
    """Record all checkouts, and what other tables have about them."""
    bought = _bought()
    first = collect_events(bought)
    await storage.events.append(Append(first, summary=_summary(bought), response=_response(bought)))
    name = DataKeyId(checkout_id=SVEA, data_class="merchant-data")
    (sealed,) = await storage.vault.seal(name, [MERCHANT_DATA], destroy_after=NOW)
    svea = _open(SVEA, "svea", msgspec.json.encode(SVEA_SETTINGS).decode())
    svea.replace_metadata(msgspec.json.encode(sealed).decode(), by=SHOP, at=NOW)
    svea.identify_customer(CUSTOMER, by=replace(SHOPPER, actor=f"shopper:{SVEA}"), at=NOW)
    await storage.events.append(Append(collect_events(svea)))
    await storage.events.append(Append(_every_event()))
    for plain in (REFUSED, PLAIN):
        await storage.events.append(Append(collect_events(_open(plain, "walley"))))
    await _refuse(storage)
    for key, path, status, body in (
        ("faulty", "/checkout_sessions", 400, {"message": f"{CUSTOMER.email} is no address"}),
        ("plain", f"/checkout_sessions/{PLAIN}", 200, {"id": PLAIN}),
    ):
        response = StoredResponse(status=status, body=msgspec.json.encode(body))
        await storage.answers.keep(
            ResponseToStore(idempotent_request=request(path, key), answer=response, at=NOW)
        )
    await storage.reads.keep(
        AccessEntry(
            at=NOW,
            checkout_id=None,
            target=QUERY,
            provenance=replace(SHOP, actor="auditor:eva"),
            outcome=AccessOutcome.FOUND,
        )
    )
    storage.snapshots.keep(bought)
    await storage.snapshots.settle()


def _open(checkout_id: str, dialect: str, settings: str = "{}") -> Checkout:
    opening = Opening(
        merchant="demo",
        dialect=dialect,
        country="SE",
        currency="SEK",
        public_token=f"public-SE-{checkout_id}",
        expires_at=NOW + timedelta(days=7),
        settings=settings,
    )
    checkout = Checkout.open(checkout_id, opening, by=SHOP, at=NOW)
    checkout.replace_cart(Cart(lines=(SHIRT,)), by=SHOP, at=NOW)
    return checkout


def _bought() -> Checkout:
    """A purchase whose customer changed the data twice, and whose delivery has an address and a recipient."""
    checkout = _open(BOUGHT, "walley")
    checkout.identify_customer(CUSTOMER, by=SHOPPER, at=NOW)
    checkout.replace_quote(Quote(cart=checkout.cart, delivery=DELIVERY), by=SHOP, at=NOW)
    checkout.identify_customer(replace(CUSTOMER, delivery_address=None), by=SHOPPER, at=NOW)
    checkout.identify_customer(CUSTOMER, by=SHOPPER, at=NOW)
    version = checkout.version
    checkout.commit(version, by=SHOPPER, at=NOW)
    payment = Payment(method="card", amount=checkout.total, currency="SEK", id="pay_1")
    checkout.complete(payment, order_id="order-1", purchase_id="purchase-1", by=SHOP, at=NOW)
    return checkout


def _every_event() -> list[Any]:
    """One event of each type from a shopper. The first opens the checkout."""
    by = replace(SHOPPER, actor=f"shopper:{EVERY}")
    events = []
    for version, event in enumerate(EXAMPLES, 1):
        assert version > 1 or isinstance(event, Opened)
        events.append(
            replace(event, originator_id=EVERY, originator_version=version, provenance=by)
        )
    return events


def _summary(checkout: Checkout) -> CheckoutSummary:
    return CheckoutSummary(
        checkout_id=checkout.id,
        merchant="demo",
        dialect="walley",
        progress=Progress.COMPLETED,
        email=CUSTOMER.email,
        created_at=NOW,
        updated_at=NOW,
    )


def _response(checkout: Checkout) -> ResponseToStore:
    body = {"id": checkout.id, "buyer": {"email": CUSTOMER.email}}
    return ResponseToStore(
        idempotent_request=request("/checkout_sessions", "bought"),
        answer=StoredResponse(status=201, body=msgspec.json.encode(body)),
        at=NOW,
    )


def request(path: str, key: str) -> IdempotentRequest:
    """Return a request with an idempotency key."""
    return IdempotentRequest(identity="demo", path=path, key=key, fingerprint="f")


async def _refuse(storage: PostgresStorage) -> None:
    """Refuse one command of each kind with personal data, and count one of a shopper."""
    quote = Quote(cart=Cart(lines=(SHIRT,)), delivery=DELIVERY)
    for command in (
        IdentifyCustomer(customer=CUSTOMER),
        CommitPurchase(shown_version=2, customer=CUSTOMER),
        ReplaceQuote(quote=quote, based_on=2, customer=CUSTOMER),
    ):
        attempt = RefusedCommand(
            checkout_id=REFUSED,
            merchant="demo",
            version=2,
            at=NOW,
            reason="Locked",
            facts={},
            operation=command.NAME,
            command=command,
            provenance=replace(SHOPPER, actor=f"shopper:{REFUSED}"),
        )
        await storage.refusals.keep(attempt)
        await storage.refusals.keep_counted(attempt)


async def past_answers(storage: PostgresStorage) -> dict[tuple[str, int], dict[str, Any]]:
    """Return what the service answers about every version of every checkout."""
    checkouts = Checkouts(
        store=storage.events,
        refusals=storage.refusals,
        persons=Persons(storage.persons, lambda: NOW),
        cache=CheckoutCache(0),
        lifetime=Lifetime(),
        clock=lambda: NOW,
        new_id=lambda: "",
        new_order_number=lambda: 1,
        snapshots=storage.snapshots,
    )
    answers = {}
    for checkout_id in CHECKOUTS:
        target = Target(checkout_id=checkout_id, merchant=None, ignores_expiry=True)
        for event in await storage.events.events(checkout_id):
            version = event.originator_version
            past = await checkouts.read_past(target, AsOfVersion(version))
            answers[checkout_id, version] = vars(past.checkout)
    return answers


def has_clear_text(event: CheckoutEvent) -> bool:
    """Return whether the event has personal data in the clear, in the settings of any dialect too."""
    return old_text.has_clear_text(event, SETTINGS_MAPS)


def stored_events(url: str) -> Sequence[tuple[Any, ...]]:
    """Return the id, version, position, topic, time and decoded state of every event."""
    codec = EventCodec()
    query = (
        "SELECT originator_id, originator_version, notification_id, topic, state"
        " FROM tillroll.checkout_events ORDER BY notification_id"
    )
    with psycopg.connect(url) as connection:
        rows = connection.execute(query).fetchall()
    found = []
    for checkout_id, version, position, topic, state in rows:
        event = codec.decode(checkout_id, version, topic, state)
        found.append((checkout_id, version, position, topic, event.timestamp, event))
    return found
