"""Checkouts to be found: bought, abandoned and changed ones, on an in-memory storage."""

import itertools

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.commands.purchase import CommitPurchase, CompletePurchase
from application.commands.shop import OpenCheckout
from application.history.finding.checkout_search import CheckoutSearch
from application.history.finding.name_lookup import NameLookup
from application.history.finding.present_state import PresentState
from application.ports.webhooks.webhook_log import NoWebhookLog
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.values.cart import Cart, Line
from domain.values.payment import Payment
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT

PAYMENTS = Provenance(actor="payments:demo", dialect="payments", operation="pay", request_id="r-9")
_tokens = itertools.count(1)


def search_of(app: ApplicationFixture) -> CheckoutSearch:
    """The search of everything that the app records."""
    audit_log = InMemoryAuditLog(app.storage.events)
    return CheckoutSearch(audit_log, PresentState(audit_log, app.storage.refusals, NoWebhookLog()))


def lookup_of(app: ApplicationFixture) -> NameLookup:
    """The look-up of everything that the app records."""
    return NameLookup(
        histories=CheckoutRepository(app.store, CheckoutCache(10), app.storage.snapshots),
        store=app.store,
        audit_log=InMemoryAuditLog(app.storage.events),
        persons=app.storage.persons,
        refusals=app.storage.refusals,
    )


async def open_checkout(
    app: ApplicationFixture,
    *lines: Line,
    merchant: str = "demo",
    reference: str | None = None,
    request_id: str = "r-1",
    unique: bool = False,
    dialect: str = "walley",
) -> Checkout:
    """Open a checkout, a millisecond after the last one."""
    app.clock.advance()
    command = OpenCheckout(
        merchant=merchant,
        dialect=dialect,
        country="SE",
        currency="SEK",
        public_token=f"public-SE-{next(_tokens)}",
        cart=Cart(lines=lines or (SHIRT,)),
        reference=reference,
        unique_reference=unique,
    )
    by = Provenance(
        actor=f"shop:{merchant}", dialect=dialect, operation="open", request_id=request_id
    )
    return await app.checkouts.open(command, by)


async def commit(app: ApplicationFixture, checkout: Checkout) -> Checkout:
    """Commit to the checkout as it is."""
    app.clock.advance()
    shown = await app.read(checkout.id, None)
    return await app.change(checkout.id, CommitPurchase(shown_version=shown.version), merchant=None)


async def pay(app: ApplicationFixture, checkout: Checkout, number: int = 1) -> Checkout:
    """Commit and pay; the ids end with `number`."""
    committed = await commit(app, checkout)
    app.clock.advance()
    paid = Payment(
        method="card", amount=committed.agreed_total or 0, currency="SEK", id=f"payment-{number}"
    )
    done = CompletePurchase(
        payment=paid, order_id=f"order-{number}", purchase_id=f"purchase-{number}"
    )
    return await app.change(checkout.id, done, merchant=None, by=PAYMENTS)
