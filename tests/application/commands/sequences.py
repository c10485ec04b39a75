"""Sequences of commands that Hypothesis draws, and the result of running one."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import chain

from hypothesis import event
from hypothesis import strategies as st

from application.commands.change import Change
from application.commands.order import ReportOrder
from application.commands.purchase import (
    CancelCheckout,
    CancelRecurringToken,
    CommitPurchase,
    CompletePurchase,
    ReleaseCommitment,
    ReleaseUnpaid,
)
from application.commands.quote import ReplaceQuote
from application.commands.shop import (
    ChangeMinimumAge,
    ChangeReference,
    EraseData,
    ExpireCheckout,
    IdentifyCustomer,
    ReplaceCart,
    ReplaceEverything,
    ReplaceMetadata,
    ReplaceParts,
    ReplaceShippingProperties,
    Resume,
    Suspend,
    UpdateFees,
)
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.refusals import Refusal
from domain.values.cart import Cart, Line
from domain.values.charges import Fee
from domain.values.customer import Customer
from domain.values.fulfilment import Fulfilment
from domain.values.order import OrderReport
from domain.values.payment import Payment
from domain.values.quote import Quote
from tests.domain.event_builders import (
    EXPRESS,
    NOW,
    SENT,
    SHIRT,
    SHOP,
    SOLD_OUT,
    STATE_TAX,
    numbered,
    opened,
)
from tests.domain.order_builders import adjustment, expectation, fulfilment
from tests.domain.scenario import recorded, replay

WORDS = st.sampled_from(["a", "b", "c"])
TEXTS = st.sampled_from([None, "{}", '{"a":1}'])
LINES = st.builds(
    Line.with_tax_inside,
    article=WORDS,
    description=WORDS,
    quantity=st.sampled_from([Decimal(1), Decimal("2.5"), Decimal(99_999_999)]),
    unit_price=st.sampled_from([-100, 0, 99, 12_345]),
    tax_rate=st.sampled_from([0, 600, 2_500, 10_000]),
    discount_rate=st.sampled_from([None, 1, 3_333, 10_000]),
)
CARTS = st.builds(Cart, lines=st.lists(LINES, max_size=3).map(tuple))
FEES = st.lists(
    st.builds(
        Fee.with_tax_inside,
        kind=WORDS,
        article=WORDS,
        description=WORDS,
        unit_price=st.sampled_from([-50, 0, 4_900]),
        tax_rate=st.sampled_from([0, 2_500]),
    ),
    max_size=2,
).map(tuple)
CUSTOMERS = st.builds(Customer, email=WORDS)
QUOTES = st.builds(
    Quote,
    cart=CARTS,
    delivery=st.sampled_from(
        [
            SENT,
            Fulfilment(needs_address=True),
            Fulfilment(needs_address=False, offered=(EXPRESS,), chosen="express"),
        ]
    ),
    order_taxes=st.sampled_from([(), (STATE_TAX,)]),
    notices=st.sampled_from([(), (SOLD_OUT,)]),
)
PROPERTIES = st.builds(ReplaceShippingProperties, properties=TEXTS)
AGE = st.builds(ChangeMinimumAge, minimum_age=st.sampled_from([None, 15, 18]))
OFF = st.sampled_from([0, 0, 0, 1, -1])  # how far a number is from the one that would do
COMPLETE = st.builds(
    CompletePurchase,
    payment=st.builds(
        Payment, method=WORDS, amount=OFF, currency=st.sampled_from(["SEK", "SEK", "NOK"])
    ),
    order_id=WORDS,
    purchase_id=WORDS,
    recurring_token=WORDS,
)
RELEASE = st.builds(ReleaseCommitment, reason=st.none() | WORDS)
REPORT_ORDER = st.builds(
    ReportOrder,
    report=st.builds(
        OrderReport,
        fulfilments=st.lists(
            st.builds(fulfilment, entry=WORDS, shirts=st.integers(1, 2)), max_size=1
        ).map(tuple),
        adjustments=st.lists(
            st.builds(adjustment, entry=WORDS, amount=st.sampled_from([1, 12_000])), max_size=2
        ).map(tuple),
        expectations=st.sampled_from([None, (expectation(shirts=1),)]),
    ),
)
BY_SHOP_OR_CUSTOMER: st.SearchStrategy[Change] = st.one_of(
    st.builds(
        ReplaceCart,
        cart=CARTS,
        shipping_properties=st.none() | PROPERTIES,
        unique_articles=st.booleans(),
    ),
    st.builds(UpdateFees, fees=FEES, unique_articles=st.booleans()),
    PROPERTIES,
    st.builds(ReplaceMetadata, metadata=TEXTS),
    AGE,
    st.builds(
        ReplaceParts,
        cart=CARTS,
        shipping_properties=st.none() | PROPERTIES,
        metadata=st.none() | st.builds(ReplaceMetadata, metadata=TEXTS),
        minimum_age=st.none() | AGE,
    ),
    st.builds(CancelRecurringToken),
    st.builds(ChangeReference, reference=st.none() | WORDS),
    st.builds(
        ReplaceEverything,
        cart=CARTS,
        fees=FEES,
        shipping_properties=TEXTS,
        reference=st.none() | WORDS,
        metadata=TEXTS,
        unique_articles=st.booleans(),
    ),
    st.builds(Suspend),
    st.builds(Resume),
    st.builds(IdentifyCustomer, customer=CUSTOMERS),
    st.builds(ReplaceQuote, quote=QUOTES, based_on=OFF, customer=st.none() | CUSTOMERS),
    st.builds(CommitPurchase, shown_version=OFF, customer=st.none() | CUSTOMERS),
    REPORT_ORDER,
)
NO_WAIT, MUCH_LATER = timedelta(0), timedelta(days=3)
ENDING: st.SearchStrategy[Change] = st.one_of(
    st.builds(CancelCheckout, reason=st.none() | WORDS),
    st.builds(ExpireCheckout),
    st.builds(ReleaseUnpaid, within=st.sampled_from([NO_WAIT, MUCH_LATER])),
    st.builds(
        EraseData,
        data_class=st.just("merchant-data"),
        key_mark=st.sampled_from(("0a" * 32, "0b" * 32)),
    ),
)
# A sequence consists of scenes: single requests in any order, purchases that are likely to succeed,
# and sometimes a final command or a long wait.
Scene = list[tuple[Change, timedelta]]


def scene(
    *changes: st.SearchStrategy[Change], wait: timedelta = NO_WAIT
) -> st.SearchStrategy[Scene]:
    return st.tuples(*changes).map(lambda chosen: [(change, wait) for change in chosen])


ANY_REQUEST = scene(st.one_of(BY_SHOP_OR_CUSTOMER, COMPLETE, RELEASE))
PURCHASE = scene(
    st.builds(Resume),
    st.just(ReplaceCart(cart=Cart(lines=(SHIRT,)))),
    st.just(CommitPurchase(shown_version=0)),
    st.one_of(COMPLETE, RELEASE, BY_SHOP_OR_CUSTOMER),
    REPORT_ORDER,
)
RARELY = st.one_of(scene(ENDING), scene(st.one_of(BY_SHOP_OR_CUSTOMER, ENDING), wait=MUCH_LATER))
SCENES = st.sampled_from([*[ANY_REQUEST] * 6, *[PURCHASE] * 2, RARELY]).flatmap(lambda kind: kind)
SEQUENCES = st.lists(SCENES, max_size=12).map(lambda scenes: list(chain.from_iterable(scenes)))


@dataclass
class Result:
    """The result of a sequence: all events, and the state that was returned at each version."""

    events: list[CheckoutEvent]
    states: list[Checkout] = field(default_factory=list)


def adjust(change: Change, checkout: Checkout) -> Change:
    """Return the change with its numbers relative to those that the checkout accepts."""
    match change:
        case CommitPurchase(shown_version=off):
            return replace(change, shown_version=checkout.version + off)
        case ReplaceQuote(based_on=off):
            return replace(change, based_on=checkout.version + off)
        case CompletePurchase(payment=payment):
            amount = (checkout.agreed_total or 0) + payment.amount
            return replace(change, payment=replace(payment, amount=amount))
        case _:
            return change


def run(sequence: Scene) -> Result:
    """Apply each request to the result of the request before."""
    result = Result(numbered([opened()]))
    checkout, at = replay(result.events), NOW
    result.states.append(checkout)
    for change, wait in sequence:
        at += wait
        checkout = decide(checkout, change, at, result)
        result.states.append(checkout)
    return result


def decide(checkout: Checkout, change: Change, at: datetime, result: Result) -> Checkout:
    draft = checkout.draft()
    try:
        adjust(change, checkout).decide(draft, SHOP, at)
    except Refusal as refusal:
        event(f"refused: {refusal.NAME}")
        return checkout
    result.events += recorded(draft)
    draft.collect_events()
    event(f"ended: {draft.stage.value}")
    return draft
