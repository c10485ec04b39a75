"""The rule book as a table, and the histories of its rows and columns.

A row is a command and, after a comma, a case of it. A column is the stage before the command. A cell has the recorded
events (`A + B` for two, `-` for none) or the refusal. A case may have another cart, an event before it or a token. The
commands of the rows are in `tests/application/commands/changes.py`.
"""

from dataclasses import replace

from domain.refusals import (
    BeforeOpening,
    CheckoutNotFound,
    DiscountUsedUp,
    InTheFuture,
    Locked,
    NoSuchVersion,
    OpenedInAnotherDialect,
    ReferenceTaken,
    StaleVersion,
)
from domain.values.cart import Line
from domain.values.fulfilment import Fulfilment
from domain.values.payment import RefundCause
from tests.domain.event_builders import (
    PAID,
    SOLD_OUT,
    VOUCHER,
    EventAt,
    cancelled,
    completed,
    data_erased,
    delivery_changed,
    expired,
    notices_replaced,
    purchase_committed,
    surplus_payment_received,
    suspended,
)
from tests.domain.order_builders import (
    adjustment,
    adjustment_reported,
    fulfilment,
    fulfilment_reported,
)

IN_TIME = """
                                 | open                       | suspended                  | committed               | completed         | cancelled         | expired
ReplaceCart                      | CartReplaced               | CartReplaced               | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceCart, with parcel         | CartReplaced + ShippingPropertiesReplaced | CartReplaced + ShippingPropertiesReplaced | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceCart, the same            | -                          | -                          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceCart, equal lines         | DuplicateArticles          | DuplicateArticles          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
UpdateFees                       | FeesUpdated                | FeesUpdated                | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
UpdateFees, the same             | -                          | -                          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
UpdateFees, equal to line        | DuplicateArticles          | DuplicateArticles          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceShippingProperties        | ShippingPropertiesReplaced | ShippingPropertiesReplaced | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceMetadata                  | MetadataReplaced           | MetadataReplaced           | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ChangeReference                  | ReferenceChanged           | ReferenceChanged           | PurchaseCommitmentFound | ReferenceChanged  | CheckoutCancelled | CheckoutExpired
ChangeReference, the same        | -                          | -                          | PurchaseCommitmentFound | -                 | CheckoutCancelled | CheckoutExpired
ReplaceEverything                | CartReplaced + FeesUpdated | CartReplaced + FeesUpdated | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceEverything, equal lines   | DuplicateArticles          | DuplicateArticles          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceParts                     | CartReplaced + MetadataReplaced + MinimumAgeChanged | CartReplaced + MetadataReplaced + MinimumAgeChanged | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceParts, the same           | - | - | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ChangeMinimumAge                 | MinimumAgeChanged | MinimumAgeChanged | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceQuote                     | CartReplaced + DeliveryChanged + OrderTaxesUpdated + NoticesReplaced | CartReplaced + DeliveryChanged + OrderTaxesUpdated + NoticesReplaced | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceQuote, with customer      | CartReplaced + DeliveryChanged + OrderTaxesUpdated + NoticesReplaced + CustomerIdentified | CartReplaced + DeliveryChanged + OrderTaxesUpdated + NoticesReplaced + CustomerIdentified | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceQuote, with context       | CartReplaced + DeliveryChanged + OrderTaxesUpdated + NoticesReplaced + BuyerContextReplaced | CartReplaced + DeliveryChanged + OrderTaxesUpdated + NoticesReplaced + BuyerContextReplaced | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceQuote, with discount      | CartReplaced + DeliveryChanged + DiscountsReplaced | CartReplaced + DeliveryChanged + DiscountsReplaced | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ReplaceQuote, older version      | Locked                     | Locked                     | Locked                  | Locked            | Locked            | Locked
Suspend                          | Suspended                  | -                          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
Resume                           | -                          | Resumed                    | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
IdentifyCustomer                 | CustomerIdentified         | CustomerIdentified         | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase                   | PurchaseCommitted          | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, another version  | OutdatedView               | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, an empty cart    | EmptyCart                  | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, with reference   | ReferenceChanged + PurchaseCommitted | CheckoutSuspended    | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, rejected         | PurchaseStopped            | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, below zero       | NegativeTotal              | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, with customer    | CustomerIdentified + PurchaseCommitted | CheckoutSuspended | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, with consent     | ConsentsRecorded + PurchaseCommitted | CheckoutSuspended | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, with context     | BuyerContextReplaced + PurchaseCommitted | CheckoutSuspended | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, no address       | DeliveryMissing            | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CommitPurchase, sold out         | NotAvailable               | CheckoutSuspended          | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
CompletePurchase                 | NotCommitted               | NotCommitted               | Completed               | -                 | NotCommitted      | NotCommitted
CompletePurchase, another amount | NotCommitted               | NotCommitted               | AmountMismatch          | PurchaseCompleted | NotCommitted      | NotCommitted
CompletePurchase, other currency | NotCommitted               | NotCommitted               | CurrencyMismatch        | PurchaseCompleted | NotCommitted      | NotCommitted
ReleaseCommitment                | NotCommitted               | NotCommitted               | CommitmentReleased      | PurchaseCompleted | NotCommitted      | NotCommitted
CompletePurchase, second charge  | NotCommitted               | NotCommitted               | Completed               | SurplusPaymentReceived | NotCommitted      | NotCommitted
CompletePurchase, no commitment  | NotCommitted               | NotCommitted               | UnidentifiedReport      | UnidentifiedReport | NotCommitted      | NotCommitted
CompletePurchase, contradictory  | NotCommitted               | NotCommitted               | ContradictoryReport     | ContradictoryReport | NotCommitted      | NotCommitted
ReleaseCommitment, no commitment | NotCommitted               | NotCommitted               | UnidentifiedReport      | UnidentifiedReport | NotCommitted      | NotCommitted
ReleaseCommitment, other payment | NotCommitted               | NotCommitted               | CommitmentReleased      | PaymentFailureReported | NotCommitted      | NotCommitted
ReleaseCommitment, contradictory | NotCommitted               | NotCommitted               | ContradictoryReport     | ContradictoryReport | NotCommitted      | NotCommitted
CompletePurchase, recurring      | NotCommitted | NotCommitted | Completed + RecurringTokenIssued | - | NotCommitted | NotCommitted
CancelRecurringToken             | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive
CancelRecurringToken, recurring  | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenInactive | RecurringTokenCancelled | RecurringTokenInactive | RecurringTokenInactive
CancelCheckout                   | Cancelled                  | Cancelled                  | PurchaseCommitmentFound | PurchaseCompleted | CheckoutCancelled | CheckoutExpired
ExpireCheckout                   | -                          | -                          | -                       | -                 | -                 | -
ReleaseUnpaid                    | -                          | -                          | -                       | -                 | -                 | -
EraseData                        | DataErased                 | DataErased                 | DataErased              | DataErased        | DataErased        | DataErased
EraseData, repeated              | -                          | -                          | -                       | -                 | -                 | -
ReportOrder                      | NoOrder | NoOrder | NoOrder | FulfilmentReported + AdjustmentReported + ExpectationsReplaced | NoOrder | NoOrder
ReportOrder, the same            | NoOrder | NoOrder | NoOrder | - | NoOrder | NoOrder
ReportOrder, unknown line        | NoOrder | NoOrder | NoOrder | OrderLineUnknown | NoOrder | NoOrder
ReportOrder, half a piece         | NoOrder | NoOrder | NoOrder | OrderPieceDivided | NoOrder | NoOrder
ReportOrder, too many pieces     | NoOrder | NoOrder | NoOrder | OrderQuantityExceeded | NoOrder | NoOrder
ReportOrder, too much paid back  | NoOrder | NoOrder | NoOrder | RefundExceedsPayment | NoOrder | NoOrder
ReportOrder, another entry       | NoOrder | NoOrder | NoOrder | OrderEntryTaken | NoOrder | NoOrder
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
ReleaseUnpaid                    | -               | -               | CommitmentReleased      | -                 | -                 | -
EraseData                        | DataErased      | DataErased      | DataErased              | DataErased        | DataErased        | DataErased
ReportOrder                      | NoOrder | NoOrder | NoOrder | FulfilmentReported + AdjustmentReported + ExpectationsReplaced | NoOrder | NoOrder
"""  # noqa: E501

# The application refuses with these at any stage. Their tables are in tests/application.
OF_THE_APPLICATION = {
    *(CheckoutNotFound, StaleVersion, Locked),
    *(NoSuchVersion, BeforeOpening, InTheFuture),
    *(ReferenceTaken, OpenedInAnotherDialect, DiscountUsedUp),
}

SECOND = replace(PAID, id="pay_2")
REFUND_DUE = surplus_payment_received(SECOND, 3, RefundCause.LATE_SUCCESS)
CARTS: dict[str, tuple[Line, ...]] = {
    "CommitPurchase, an empty cart": (),
    "CommitPurchase, below zero": (VOUCHER,),
}
RECURRING = ("CompletePurchase, recurring", "CancelRecurringToken, recurring")
BEFORE: dict[str, EventAt] = {
    "CommitPurchase, no address": delivery_changed(Fulfilment(needs_address=True)),
    "CommitPurchase, sold out": notices_replaced(SOLD_OUT),
    "EraseData, repeated": data_erased(),
    "CompletePurchase, contradictory": REFUND_DUE,
    "ReleaseCommitment, contradictory": REFUND_DUE,
}
AFTER: dict[str, EventAt] = {
    "ReportOrder, the same": fulfilment_reported(fulfilment(shirts=1)),
    "ReportOrder, another entry": adjustment_reported(adjustment(amount=1)),
}
"""The event that follows the completion of a row."""
STAGES: dict[str, tuple[EventAt, ...]] = {
    "open": (),
    "suspended": (suspended(),),
    "committed": (purchase_committed(10_000, shown_version=2),),
    "completed": (purchase_committed(10_000, shown_version=2), completed()),
    "cancelled": (cancelled(),),
    "expired": (expired(),),
}
