from enum import StrEnum


class HistoryCountsRefused(StrEnum):
    AMOUNTMISMATCH = "AmountMismatch"
    ANY = "any"
    BEFOREOPENING = "BeforeOpening"
    CHECKOUTCANCELLED = "CheckoutCancelled"
    CHECKOUTEXPIRED = "CheckoutExpired"
    CHECKOUTNOTFOUND = "CheckoutNotFound"
    CHECKOUTSUSPENDED = "CheckoutSuspended"
    CONTRADICTORYREPORT = "ContradictoryReport"
    CURRENCYMISMATCH = "CurrencyMismatch"
    DELIVERYMISSING = "DeliveryMissing"
    DISCOUNTUSEDUP = "DiscountUsedUp"
    DUPLICATEARTICLES = "DuplicateArticles"
    EMPTYCART = "EmptyCart"
    INTHEFUTURE = "InTheFuture"
    INVALIDBODY = "InvalidBody"
    LOCKED = "Locked"
    NEGATIVETOTAL = "NegativeTotal"
    NONE = "none"
    NOSUCHVERSION = "NoSuchVersion"
    NOTAVAILABLE = "NotAvailable"
    NOTCOMMITTED = "NotCommitted"
    OPENEDINANOTHERDIALECT = "OpenedInAnotherDialect"
    OUTDATEDVIEW = "OutdatedView"
    PURCHASECOMMITMENTFOUND = "PurchaseCommitmentFound"
    PURCHASECOMPLETED = "PurchaseCompleted"
    PURCHASESTOPPED = "PurchaseStopped"
    RECURRINGTOKENINACTIVE = "RecurringTokenInactive"
    REFERENCETAKEN = "ReferenceTaken"
    STALEVERSION = "StaleVersion"
    UNIDENTIFIEDREPORT = "UnidentifiedReport"

    def __str__(self) -> str:
        return str(self.value)
