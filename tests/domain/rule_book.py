"""The rule book as a table, and the commands and histories that its words stand for.

A cell is what is recorded (`A + B` for two events, `-` for nothing) or the refusal. A row is a change and, after a
comma, the circumstance; its change is in CHANGES and its circumstance may give the history another cart or a token.
"""

from dataclasses import replace

from application.commands.shop import (
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
from application.ports.purchase_validation import Approved, Rejected
from domain.refusals import (
    BeforeOpening,
    CheckoutNotFound,
    InTheFuture,
    Locked,
    NoSuchVersion,
    OpenedInAnotherDialect,
    ReferenceTaken,
    StaleVersion,
)
from domain.values.cart import Cart, Line
from domain.values.fulfilment import Fulfilment
from domain.values.payment import RefundCause
from domain.values.quote import Quote
from tests.domain.happenings import (
    ADA,
    PAID,
    SENT,
    SHIPPING,
    SHIRT,
    SOCKS,
    SOLD_OUT,
    STATE_TAX,
    VOUCHER,
    Happening,
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
SECOND = replace(PAID, id="pay_2")
REFUND_DUE = surplus_payment_received(SECOND, 3, RefundCause.LATE_SUCCESS)
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
        shown_version=STANDS, validation=Approved(order_reference="order-7")
    ),
    "CommitPurchase, stopped": CommitPurchase(
        shown_version=STANDS, validation=Rejected(title="Sold out", message="The last one is gone.")
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
    "EraseData": EraseData(data_class="merchant-data"),
    "EraseData, once more": EraseData(data_class="merchant-data"),
}
CARTS: dict[str, tuple[Line, ...]] = {
    "CommitPurchase, an empty cart": (),
    "CommitPurchase, below zero": (VOUCHER,),
}
RECURRING = ("CompletePurchase, recurring", "CancelRecurringToken, recurring")
BEFORE: dict[str, Happening] = {
    "CommitPurchase, nowhere to send": delivery_changed(Fulfilment(needs_address=True)),
    "CommitPurchase, sold out": notices_replaced(SOLD_OUT),
    "EraseData, once more": data_erased(),
    "CompletePurchase, contradictory": REFUND_DUE,
    "ReleaseCommitment, contradictory": REFUND_DUE,
}
STAGES: dict[str, tuple[Happening, ...]] = {
    "open": (),
    "suspended": (suspended(),),
    "committed": (purchase_committed(10_000, shown_version=2),),
    "completed": (purchase_committed(10_000, shown_version=2), completed()),
    "cancelled": (cancelled(),),
    "expired": (expired(),),
}
