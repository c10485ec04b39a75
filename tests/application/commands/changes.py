"""The commands for the rows of the rule book (`tests/domain/rule_book.py`)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

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
from application.ports.purchase_validation import Approved, Rejected
from domain.values.cart import Cart, Line
from domain.values.order import FulfilmentEvent, LineQuantity, OrderReport
from domain.values.quote import Quote
from tests.domain.event_builders import (
    ADA,
    GIFT,
    HALF_OFF,
    NEWS,
    PAID,
    SENT,
    SHIPPING,
    SHIRT,
    SOCKS,
    SOLD_OUT,
    STATE_TAX,
)
from tests.domain.order_builders import adjustment, expectation, fulfilment
from tests.domain.rule_book import SECOND

EQUAL_LINES = Cart(lines=(SOCKS, SOCKS))
EQUAL_TO_A_LINE = replace(SHIPPING, article=SHIRT.article, description=SHIRT.description)
CURRENT = -1  # the placeholder of the current version
REDUCED = Line.with_tax_on_top(
    article="1",
    description="Shirt",
    quantity=Decimal(1),
    unit_price=10_000,
    tax_rate=2500,
    discount=5_000,
)
QUOTE = Quote(
    cart=Cart(lines=(SOCKS,)), delivery=SENT, order_taxes=(STATE_TAX,), notices=(SOLD_OUT,)
)


def _fulfilled(entry: FulfilmentEvent) -> ReportOrder:
    return ReportOrder(report=OrderReport(fulfilments=(entry,)))


def _adjusted(amount: int) -> ReportOrder:
    return ReportOrder(report=OrderReport(adjustments=(adjustment(amount=amount),)))


CHANGES: dict[str, Change] = {
    "ReplaceCart": ReplaceCart(cart=Cart(lines=(SOCKS,))),
    "ReplaceCart, with parcel": ReplaceCart(
        cart=Cart(lines=(SOCKS,)), shipping_properties=ReplaceShippingProperties(properties="{}")
    ),
    "ReplaceCart, the same": ReplaceCart(cart=Cart(lines=(SHIRT,))),
    "ReplaceCart, equal lines": ReplaceCart(cart=EQUAL_LINES, unique_articles=True),
    "UpdateFees": UpdateFees(fees=(SHIPPING,)),
    "UpdateFees, the same": UpdateFees(fees=()),
    "UpdateFees, equal to line": UpdateFees(fees=(EQUAL_TO_A_LINE,), unique_articles=True),
    "ReplaceShippingProperties": ReplaceShippingProperties(properties="{}"),
    "ReplaceMetadata": ReplaceMetadata(metadata="{}"),
    "ChangeReference": ChangeReference(reference="A-1"),
    "ChangeReference, the same": ChangeReference(reference=None),
    "ReplaceEverything": ReplaceEverything(
        cart=Cart(), fees=(SHIPPING,), shipping_properties=None, reference=None, metadata=None
    ),
    "ReplaceEverything, equal lines": ReplaceEverything(
        cart=EQUAL_LINES,
        fees=(),
        shipping_properties=None,
        reference=None,
        metadata=None,
        unique_articles=True,
    ),
    "ReplaceParts": ReplaceParts(
        cart=Cart(lines=(SOCKS,)),
        metadata=ReplaceMetadata(metadata='"m"'),
        minimum_age=ChangeMinimumAge(minimum_age=18),
    ),
    "ReplaceParts, the same": ReplaceParts(cart=Cart(lines=(SHIRT,))),
    "ChangeMinimumAge": ChangeMinimumAge(minimum_age=18),
    "ReplaceQuote": ReplaceQuote(quote=QUOTE, based_on=CURRENT),
    "ReplaceQuote, with customer": ReplaceQuote(quote=QUOTE, based_on=CURRENT, customer=ADA),
    "ReplaceQuote, with context": ReplaceQuote(quote=QUOTE, based_on=CURRENT, buyer_context=GIFT),
    "ReplaceQuote, with discount": ReplaceQuote(
        quote=Quote(cart=Cart(lines=(REDUCED,)), delivery=SENT, discounts=HALF_OFF),
        based_on=CURRENT,
    ),
    "ReplaceQuote, older version": ReplaceQuote(quote=QUOTE, based_on=1),
    "Suspend": Suspend(),
    "Resume": Resume(),
    "IdentifyCustomer": IdentifyCustomer(customer=ADA),
    "CommitPurchase": CommitPurchase(shown_version=CURRENT),
    "CommitPurchase, another version": CommitPurchase(shown_version=1),
    "CommitPurchase, an empty cart": CommitPurchase(shown_version=CURRENT),
    "CommitPurchase, with reference": CommitPurchase(
        shown_version=CURRENT, validation=Approved(order_reference="order-7")
    ),
    "CommitPurchase, rejected": CommitPurchase(
        shown_version=CURRENT,
        validation=Rejected(title="Sold out", message="The last one is gone."),
    ),
    "CommitPurchase, below zero": CommitPurchase(shown_version=CURRENT),
    "CommitPurchase, with customer": CommitPurchase(shown_version=CURRENT, customer=ADA),
    "CommitPurchase, with consent": CommitPurchase(shown_version=CURRENT, consents=(NEWS,)),
    "CommitPurchase, with context": CommitPurchase(shown_version=CURRENT, buyer_context=GIFT),
    "CommitPurchase, no address": CommitPurchase(shown_version=CURRENT),
    "CommitPurchase, sold out": CommitPurchase(shown_version=CURRENT),
    "CompletePurchase": CompletePurchase(payment=PAID, order_id="o", purchase_id="p"),
    "CompletePurchase, another amount": CompletePurchase(
        payment=replace(PAID, amount=1), order_id="o", purchase_id="p"
    ),
    "CompletePurchase, other currency": CompletePurchase(
        payment=replace(PAID, currency="NOK"), order_id="o", purchase_id="p"
    ),
    "CompletePurchase, second charge": CompletePurchase(
        payment=SECOND, order_id="o", purchase_id="p"
    ),
    "CompletePurchase, no commitment": CompletePurchase(
        payment=PAID, commitment=99, order_id="o", purchase_id="p"
    ),
    "CompletePurchase, contradictory": CompletePurchase(
        payment=replace(SECOND, amount=1), order_id="o", purchase_id="p"
    ),
    "CompletePurchase, recurring": CompletePurchase(
        payment=PAID, order_id="o", purchase_id="p", recurring_token="t"
    ),
    "CancelRecurringToken": CancelRecurringToken(),
    "CancelRecurringToken, recurring": CancelRecurringToken(),
    "ReleaseCommitment": ReleaseCommitment(reason="declined"),
    "ReleaseCommitment, no commitment": ReleaseCommitment(reason=None, commitment=99),
    "ReleaseCommitment, other payment": ReleaseCommitment(reason=None, payment_id="pay_2"),
    "ReleaseCommitment, contradictory": ReleaseCommitment(reason=None, payment_id="pay_2"),
    "CancelCheckout": CancelCheckout(reason="left"),
    "ExpireCheckout": ExpireCheckout(),
    "ReleaseUnpaid": ReleaseUnpaid(within=timedelta(days=7)),
    "EraseData": EraseData(data_class="merchant-data", key_mark="0a" * 32),
    "EraseData, repeated": EraseData(data_class="merchant-data", key_mark="0a" * 32),
    "ReportOrder": ReportOrder(
        report=OrderReport(
            fulfilments=(fulfilment(shirts=1),),
            adjustments=(adjustment(amount=100),),
            expectations=(expectation(shirts=1),),
        )
    ),
    "ReportOrder, the same": _fulfilled(fulfilment(shirts=1)),
    "ReportOrder, unknown line": _fulfilled(fulfilment(hats=1)),
    "ReportOrder, half a piece": _fulfilled(
        replace(fulfilment(shirts=1), lines=(LineQuantity(line=SHIRT.id, quantity=Decimal("0.5")),))
    ),
    "ReportOrder, too many pieces": _fulfilled(fulfilment(shirts=2)),
    "ReportOrder, too much paid back": _adjusted(amount=PAID.amount + 1),
    "ReportOrder, another entry": _adjusted(amount=2),
}
