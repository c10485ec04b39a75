"""The whole rule book as a table: each verb in each stage, and what comes of it.

A cell is what is recorded (`A + B` for two events, `-` for nothing) or the refusal. A row is a change and, after a
comma, the circumstance; its change is in CHANGES and its circumstance may give the history another cart or a token.
"""

import inspect
from dataclasses import replace
from typing import get_args

import pytest

from application.commands import (
    CancelCheckout,
    CancelRecurringToken,
    Change,
    ChangeMinimumAge,
    ChangeReference,
    CommitPurchase,
    CompletePurchase,
    EraseData,
    ExpireCheckout,
    IdentifyCustomer,
    ReleaseCommitment,
    ReplaceCart,
    ReplaceEverything,
    ReplaceMetadata,
    ReplaceParts,
    ReplaceQuote,
    ReplaceShippingProperties,
    Resume,
    Suspend,
    UpdateFees,
)
from application.validation import LetThrough, Stopped
from domain import refusals
from domain.cart import Cart, Line
from domain.delivery import Delivery
from domain.events import EVENTS
from domain.quote import Quote
from domain.refusals import (
    BeforeOpening,
    CheckoutNotFound,
    InTheFuture,
    Locked,
    NoSuchVersion,
    OpenedInAnotherDialect,
    ReferenceTaken,
    Refusal,
    StaleVersion,
)
from domain.stages import Stage
from tests.domain.happenings import (
    ADA,
    DEADLINE,
    NOW,
    PAID,
    SENT,
    SHIPPING,
    SHIRT,
    SHOP,
    SOCKS,
    SOLD_OUT,
    STATE_TAX,
    VOUCHER,
    Happening,
    cancelled,
    cart_replaced,
    completed,
    data_erased,
    delivery_changed,
    expired,
    notices_replaced,
    numbered,
    opened,
    purchase_committed,
    recurring_token_issued,
    suspended,
)
from tests.domain.scenario import recorded, replay

IN_TIME = """
                                 | open                       | suspended                  | committed               | completed         | cancelled         | expired
ReplaceCart                      | CartReplaced               | CartReplaced               | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceCart, and the parcel      | CartReplaced + ShippingPropertiesReplaced | CartReplaced + ShippingPropertiesReplaced | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceCart, the same            | -                          | -                          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceCart, lines alike         | DuplicateArticles          | DuplicateArticles          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
UpdateFees                       | FeesUpdated                | FeesUpdated                | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
UpdateFees, the same             | -                          | -                          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
UpdateFees, like a line          | DuplicateArticles          | DuplicateArticles          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceShippingProperties        | ShippingPropertiesReplaced | ShippingPropertiesReplaced | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceMetadata                  | MetadataReplaced           | MetadataReplaced           | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ChangeReference                  | ReferenceChanged           | ReferenceChanged           | PurchaseCommitmentFound | ReferenceChanged  | CheckoutCancelled | CheckoutExpired
ChangeReference, the same        | -                          | -                          | PurchaseCommitmentFound | -                 | CheckoutCancelled | CheckoutExpired
ReplaceEverything                | CartReplaced + FeesUpdated | CartReplaced + FeesUpdated | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceEverything, lines alike   | DuplicateArticles          | DuplicateArticles          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceParts                     | CartReplaced + MetadataReplaced + MinimumAgeChanged | CartReplaced + MetadataReplaced + MinimumAgeChanged | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceParts, the same           | - | - | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ChangeMinimumAge                 | MinimumAgeChanged | MinimumAgeChanged | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceQuote                     | CartReplaced + DeliveryChanged + OrderTaxesUpdated + NoticesReplaced | CartReplaced + DeliveryChanged + OrderTaxesUpdated + NoticesReplaced | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceQuote, and the customer   | CartReplaced + DeliveryChanged + OrderTaxesUpdated + NoticesReplaced + CustomerIdentified | CartReplaced + DeliveryChanged + OrderTaxesUpdated + NoticesReplaced + CustomerIdentified | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceQuote, from an older one  | Locked                     | Locked                     | Locked                  | Locked            | Locked            | Locked
Suspend                          | Suspended                  | -                          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
Resume                           | -                          | Resumed                    | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
IdentifyCustomer                 | CustomerIdentified         | CustomerIdentified         | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase                   | PurchaseCommitted          | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, another version  | OutdatedView               | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, an empty cart    | EmptyCart                  | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, numbered         | ReferenceChanged + PurchaseCommitted | CheckoutSuspended    | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, stopped          | PurchaseStopped            | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, below zero       | NegativeTotal              | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, and the customer | CustomerIdentified + PurchaseCommitted | CheckoutSuspended | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, nowhere to send  | DeliveryMissing            | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, sold out         | NotAvailable               | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CompletePurchase                 | NotCommitted               | NotCommitted               | Completed               | -                 | NotCommitted      | NotCommitted
CompletePurchase, another amount | NotCommitted               | NotCommitted               | AmountMismatch          | PurchaseCompleted | NotCommitted      | NotCommitted
CompletePurchase, other currency | NotCommitted               | NotCommitted               | CurrencyMismatch        | PurchaseCompleted | NotCommitted      | NotCommitted
ReleaseCommitment                | NotCommitted               | NotCommitted               | CommitmentReleased      | PurchaseCompleted | NotCommitted      | NotCommitted
CompletePurchase, recurring      | NotCommitted | NotCommitted | Completed + RecurringTokenIssued | - | NotCommitted | NotCommitted
CancelRecurringToken             | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive
CancelRecurringToken, recurring  | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenCancelled | RecurringTokenInactive | RecurringTokenInactive
CancelCheckout                   | Cancelled                  | Cancelled                  | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ExpireCheckout                   | -                          | -                          | -                       | -                 | -                 | -
EraseData                        | DataErased                 | DataErased                 | DataErased              | DataErased        | DataErased        | DataErased
EraseData, once more             | -                          | -                          | -                       | -                 | -                 | -
"""  # noqa: E501

AFTER_THE_DEADLINE = """
                                 | open            | suspended       | committed               | completed         | cancelled         | expired
ReplaceCart                      | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
UpdateFees                       | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceShippingProperties        | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceMetadata                  | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ChangeReference                  | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | ReferenceChanged  | CheckoutCancelled | CheckoutExpired
ReplaceEverything                | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceParts                     | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ChangeMinimumAge                 | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceQuote                     | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
Suspend                          | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
Resume                           | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
IdentifyCustomer                 | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase                   | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CompletePurchase                 | NotCommitted    | NotCommitted    | Completed               | -                 | NotCommitted      | NotCommitted
ReleaseCommitment                | NotCommitted    | NotCommitted    | CommitmentReleased      | PurchaseCompleted | NotCommitted      | NotCommitted
CancelRecurringToken             | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive
CancelRecurringToken, recurring  | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenCancelled | RecurringTokenInactive | RecurringTokenInactive
CancelCheckout                   | CheckoutExpired | CheckoutExpired | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ExpireCheckout                   | Expired         | Expired         | -                       | -                 | -                 | -
EraseData                        | DataErased      | DataErased      | DataErased              | DataErased        | DataErased        | DataErased
"""  # noqa: E501

# These say no for the application, whatever the stage: tests/application has their tables.
OF_THE_APPLICATION = {
    *(CheckoutNotFound, StaleVersion, Locked),
    *(NoSuchVersion, BeforeOpening, InTheFuture),
    *(ReferenceTaken, OpenedInAnotherDialect),
}

ALIKE = Cart(lines=(SOCKS, SOCKS))
LIKE_A_LINE = replace(SHIPPING, article=SHIRT.article, description=SHIRT.description)
STANDS = -1  # for a version that is named: the one that stands
QUOTE = Quote(
    cart=Cart(lines=(SOCKS,)), delivery=SENT, order_taxes=(STATE_TAX,), notices=(SOLD_OUT,)
)
CHANGES: dict[str, Change] = {
    "ReplaceCart": ReplaceCart(cart=Cart(lines=(SOCKS,))),
    "ReplaceCart, and the parcel": ReplaceCart(
        cart=Cart(lines=(SOCKS,)), shipping_properties=ReplaceShippingProperties(properties="{}")
    ),
    "ReplaceCart, the same": ReplaceCart(cart=Cart(lines=(SHIRT,))),
    "ReplaceCart, lines alike": ReplaceCart(cart=ALIKE, unique_articles=True),
    "UpdateFees": UpdateFees(fees=(SHIPPING,)),
    "UpdateFees, the same": UpdateFees(fees=()),
    "UpdateFees, like a line": UpdateFees(fees=(LIKE_A_LINE,), unique_articles=True),
    "ReplaceShippingProperties": ReplaceShippingProperties(properties="{}"),
    "ReplaceMetadata": ReplaceMetadata(metadata="{}"),
    "ChangeReference": ChangeReference(reference="A-1"),
    "ChangeReference, the same": ChangeReference(reference=None),
    "ReplaceEverything": ReplaceEverything(
        cart=Cart(), fees=(SHIPPING,), shipping_properties=None, reference=None, metadata=None
    ),
    "ReplaceEverything, lines alike": ReplaceEverything(
        cart=ALIKE,
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
    "ReplaceQuote": ReplaceQuote(quote=QUOTE, based_on=STANDS),
    "ReplaceQuote, and the customer": ReplaceQuote(quote=QUOTE, based_on=STANDS, customer=ADA),
    "ReplaceQuote, from an older one": ReplaceQuote(quote=QUOTE, based_on=1),
    "Suspend": Suspend(),
    "Resume": Resume(),
    "IdentifyCustomer": IdentifyCustomer(customer=ADA),
    "CommitPurchase": CommitPurchase(shown_version=STANDS),
    "CommitPurchase, another version": CommitPurchase(shown_version=1),
    "CommitPurchase, an empty cart": CommitPurchase(shown_version=STANDS),
    "CommitPurchase, numbered": CommitPurchase(
        shown_version=STANDS, validation=LetThrough(order_reference="order-7")
    ),
    "CommitPurchase, stopped": CommitPurchase(
        shown_version=STANDS, validation=Stopped(title="Sold out", message="The last one is gone.")
    ),
    "CommitPurchase, below zero": CommitPurchase(shown_version=STANDS),
    "CommitPurchase, and the customer": CommitPurchase(shown_version=STANDS, customer=ADA),
    "CommitPurchase, nowhere to send": CommitPurchase(shown_version=STANDS),
    "CommitPurchase, sold out": CommitPurchase(shown_version=STANDS),
    "CompletePurchase": CompletePurchase(payment=PAID, order_id="o", purchase_id="p"),
    "CompletePurchase, another amount": CompletePurchase(
        payment=replace(PAID, amount=1), order_id="o", purchase_id="p"
    ),
    "CompletePurchase, other currency": CompletePurchase(
        payment=replace(PAID, currency="NOK"), order_id="o", purchase_id="p"
    ),
    "CompletePurchase, recurring": CompletePurchase(
        payment=PAID, order_id="o", purchase_id="p", recurring_token="t"
    ),
    "CancelRecurringToken": CancelRecurringToken(),
    "CancelRecurringToken, recurring": CancelRecurringToken(),
    "ReleaseCommitment": ReleaseCommitment(reason="declined"),
    "CancelCheckout": CancelCheckout(reason="left"),
    "ExpireCheckout": ExpireCheckout(),
    "EraseData": EraseData(data_class="merchant-data"),
    "EraseData, once more": EraseData(data_class="merchant-data"),
}
CARTS: dict[str, tuple[Line, ...]] = {
    "CommitPurchase, an empty cart": (),
    "CommitPurchase, below zero": (VOUCHER,),
}
RECURRING = ("CompletePurchase, recurring", "CancelRecurringToken, recurring")
BEFORE: dict[str, Happening] = {
    "CommitPurchase, nowhere to send": delivery_changed(Delivery(needs_address=True)),
    "CommitPurchase, sold out": notices_replaced(SOLD_OUT),
    "EraseData, once more": data_erased(),
}
STAGES: dict[str, tuple[Happening, ...]] = {
    "open": (),
    "suspended": (suspended(),),
    "committed": (purchase_committed(10_000, shown_version=2),),
    "completed": (purchase_committed(10_000, shown_version=2), completed()),
    "cancelled": (cancelled(),),
    "expired": (expired(),),
}


def rows_of(table: str) -> list[tuple[str, str, str]]:
    """The table's cells: row, column, what is expected."""
    head, *rows = [
        [cell.strip() for cell in line.split("|")] for line in table.strip("\n").split("\n")
    ]
    return [
        (row[0], column, cell)
        for row in rows
        for column, cell in zip(head[1:], row[1:], strict=True)
    ]


def outcome(row: str, stage: str, *, late: bool) -> str:
    """What really comes of it, in the table's words."""
    is_recurring = row in RECURRING
    issued = [recurring_token_issued()] if is_recurring and stage == "completed" else []
    history = numbered(
        [
            opened(is_recurring=is_recurring),
            cart_replaced(*CARTS.get(row, (SHIRT,))),
            *([BEFORE[row]] if row in BEFORE else []),
            *STAGES[stage],
            *issued,
        ]
    )
    before = replay(history)
    draft = before.draft()
    change = CHANGES[row]
    if isinstance(change, CommitPurchase) and change.shown_version == STANDS:
        change = replace(change, shown_version=before.version)
    if isinstance(change, ReplaceQuote) and change.based_on == STANDS:
        change = replace(change, based_on=before.version)
    try:
        change.decide(draft, SHOP, DEADLINE if late else NOW)
    except Refusal as refusal:
        assert draft == before, "a refused verb leaves the checkout as it was"
        return type(refusal).__name__
    finally:
        assert before == replay(history), "the draft leaked into the original"
    return " + ".join(type(event).__name__ for event in recorded(draft)) or "-"


@pytest.mark.parametrize(("row", "stage", "expected"), rows_of(IN_TIME))
def test_in_time(row: str, stage: str, expected: str) -> None:
    """While there is time, this verb in this stage does what the table says."""
    assert outcome(row, stage, late=False) == expected


@pytest.mark.parametrize(("row", "stage", "expected"), rows_of(AFTER_THE_DEADLINE))
def test_after_the_deadline(row: str, stage: str, expected: str) -> None:
    """Once its time is over, marked or not, this verb in this stage does what the table says."""
    assert outcome(row, stage, late=True) == expected


@pytest.mark.parametrize("table", [IN_TIME, AFTER_THE_DEADLINE], ids=["in time", "late"])
def test_no_verb_and_no_stage_is_missing(table: str) -> None:
    """A change or a stage that is added has to be added to both tables."""
    rows = {row.split(",")[0] for row, _, _ in rows_of(table)}
    columns = {column for _, column, _ in rows_of(table)}
    assert rows == {change.__name__ for change in get_args(Change)}
    assert columns == {stage.value for stage in Stage} == STAGES.keys()


def test_no_circumstance_is_missing() -> None:
    """Each change that is described here is in the table, under the name of its own class."""
    assert {row for row, _, _ in rows_of(IN_TIME)} == CHANGES.keys()
    assert all(row.split(",")[0] == type(change).__name__ for row, change in CHANGES.items())


def test_no_refusal_and_no_event_is_missing() -> None:
    """Each reason to say no, and each event but the first, is somewhere in the tables."""
    classes = [cls for _, cls in inspect.getmembers(refusals, inspect.isclass)]
    leaves = {cls for cls in classes if issubclass(cls, Refusal) and not cls.__subclasses__()}
    cells = {
        word
        for table in (IN_TIME, AFTER_THE_DEADLINE)
        for _, _, cell in rows_of(table)
        for word in cell.split(" + ")
    }
    said = {cls.__name__ for cls in (leaves - OF_THE_APPLICATION) | {Locked}}
    happened = {event.__name__ for event in EVENTS if event.__name__ != "Opened"}
    assert cells == said | happened | {"-"}


@pytest.mark.parametrize("stage", STAGES)
def test_the_histories_lead_where_they_say(stage: str) -> None:
    """The history given for a stage ends in that stage."""
    checkout = replay(numbered([opened(), cart_replaced(SHIRT), *STAGES[stage]]))
    assert checkout.stage.value == stage
