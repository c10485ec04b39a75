"""Every command that changes a checkout, as one type.

A dialect translates a request into a command, a frozen value. `decide` applies it to a draft: it raises a refusal or
records events. The refusal log stores the command and its `NAME`, which never changes, even if the class is renamed.
"""

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

Change = (
    ReplaceCart
    | UpdateFees
    | ReplaceShippingProperties
    | ReplaceMetadata
    | ChangeReference
    | ReplaceEverything
    | ReplaceParts
    | ChangeMinimumAge
    | ReplaceQuote
    | Suspend
    | Resume
    | IdentifyCustomer
    | CommitPurchase
    | CompletePurchase
    | ReleaseCommitment
    | ReleaseUnpaid
    | CancelCheckout
    | CancelRecurringToken
    | ExpireCheckout
    | EraseData
    | ReportOrder
)
