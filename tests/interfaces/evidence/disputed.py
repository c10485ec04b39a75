"""Cases of evidence with chosen values, without a record behind them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from application.evidence.case import (
    AgreedPurchase,
    EvidenceCase,
    FirstAndLast,
    HiddenParts,
    ShownEvidence,
)
from application.evidence.confirmation import Confirmation, ConfirmedPrior
from application.evidence.priors import PriorPurchase, PriorSearch
from application.evidence.purchase import PostalAddress, PurchaseElements
from application.evidence.record.rows import TimelineRow
from application.evidence.request import EvidenceRequest
from application.ledger.format.checkpoints import Checkpoint
from application.ports.ledger.reading import LedgerHead
from domain.values.cart import Line
from domain.values.payment import Payment
from tests.domain.event_builders import (
    ID,
    SHIPPING,
    SHIRT,
    cart_replaced,
    completed,
    fees_updated,
    numbered,
    opened,
    purchase_committed,
)
from tests.domain.scenario import replay

AT = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
HEAD = LedgerHead(size=9, root=bytes(32), at=AT, is_cosigned=False, note=b"")
HOME = PostalAddress(
    name="Ada Lovelace",
    line1="Gatan 1",
    line2=None,
    postal_code="221 00",
    city="Lund",
    state=None,
    country="SE",
)
ELEMENTS = PurchaseElements(
    email="ada@example.com",
    phone="+46700000000",
    name="Ada Lovelace",
    ip="93.184.216.34",
    delivery=HOME,
)
TOTAL = 14_900


def disputed(*, lines: Sequence[Line] = (SHIRT,), **values: Any) -> EvidenceCase:
    """A purchase that was paid, with these lines and other values of the case."""
    history = [
        *(opened(), cart_replaced(*lines), fees_updated(SHIPPING)),
        purchase_committed(shown_version=3, total=TOTAL),
        completed(Payment(method="card", amount=TOTAL, currency="SEK", id="pay-1")),
    ]
    newest, agreed = replay(numbered(history)), replay(numbered(history[:4]))
    case = EvidenceCase(
        request=EvidenceRequest(checkout_id=ID),
        newest=newest,
        agreed=agreed,
        purchase=AgreedPurchase(
            version=4,
            shown_version=3,
            at=AT,
            who="the customer",
            by_customer=True,
            total=TOTAL,
            shown_total=TOTAL,
            currency="SEK",
            completed_at=AT,
            released_at=None,
        ),
        shown=ShownEvidence(
            version=3,
            how="reconstructed",
            sentence="rendered again.",
            surface="tillroll's page",
            language="sv-SE",
            content=b"{}",
        ),
        elements=ELEMENTS,
        head=HEAD,
        checkpoint=Checkpoint("shop.example/tillroll", HEAD.size, HEAD.root),
        timeline=FirstAndLast(first=(row("cart replaced"),)),
        refusals=FirstAndLast(),
        deliveries=FirstAndLast(),
        priors=PriorSearch(),
        hidden=HiddenParts(),
        erased_at=None,
        sees_persons=True,
    )
    return replace(case, **values)


def row(words: str) -> TimelineRow:
    """An event in words."""
    return TimelineRow(
        at=AT,
        kind="event",
        version=2,
        topic="checkout.cart-replaced",
        who="the shop",
        words=(words,),
    )


def confirmed_prior(number: int, **elements: Any) -> PriorPurchase:
    """A prior purchase 200 days before, which a person confirmed."""
    own = replace(ELEMENTS, **elements)
    name = f"prior-{number}"
    return PriorPurchase(
        checkout_id=name,
        completed_at=AT - timedelta(days=200),
        days=200,
        payment_id=f"pay-{name}",
        amount=5_000,
        currency="SEK",
        description="1 x Tea",
        elements=own,
        equal=ELEMENTS.equal(own),
        confirmed=ConfirmedPrior(
            checkout=name, charge=f"ch_{number}", same_card=True, settled=True, undisputed=True
        ),
    )


def asked(**values: Any) -> EvidenceRequest:
    """A request with chosen values; a confirmation is given by its own fields."""
    confirmed = {name: values.pop(name) for name in list(values) if hasattr(Confirmation(), name)}
    return EvidenceRequest(checkout_id=ID, confirmation=Confirmation(**confirmed), **values)
