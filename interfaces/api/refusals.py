"""What each refusal means in all of tillroll's own APIs, and how an API adds its advice to that."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from domain import refusals
from domain.refusals import Refusal
from interfaces.http.errors.refusal_problems import RefusalProblem, RefusalProblems
from interfaces.http.errors.table import ErrorTable

_MEANINGS: Final[Mapping[type[Refusal], RefusalProblem]] = {
    refusals.CheckoutNotFound: RefusalProblem(
        status=404,
        kind="checkout-not-found",
        title="Checkout not found",
        detail="There is no such checkout.",
    ),
    refusals.Locked: RefusalProblem(
        status=409,
        kind="locked",
        title="Checkout locked",
        detail="Another change of this checkout was made at the same time, and this one was not.",
        headers={"Retry-After": "1"},
    ),
    refusals.StaleVersion: RefusalProblem(
        status=412,
        kind="stale-version",
        title="Version no longer current",
        detail="If-Match names a version that is not the current one, {actual}.",
        shows=(
            "expected",
            "actual",
        ),
    ),
    refusals.PurchaseCommitmentFound: RefusalProblem(
        status=409,
        kind="purchase-committed",
        title="Purchase committed",
        detail="The customer has committed to this purchase.",
    ),
    refusals.PurchaseCompleted: RefusalProblem(
        status=409,
        kind="purchase-completed",
        title="Purchase completed",
        detail="This purchase is complete.",
    ),
    refusals.CheckoutCancelled: RefusalProblem(
        status=409,
        kind="checkout-cancelled",
        title="Checkout cancelled",
        detail="The shop has called this checkout off.",
    ),
    refusals.CheckoutExpired: RefusalProblem(
        status=409,
        kind="checkout-expired",
        title="Checkout expired",
        detail="This checkout was not purchased in time.",
    ),
    refusals.CheckoutSuspended: RefusalProblem(
        status=409,
        kind="checkout-suspended",
        title="Checkout suspended",
        detail="The shop is changing this checkout.",
    ),
    refusals.EmptyCart: RefusalProblem(
        status=409,
        kind="empty-cart",
        title="Cart empty",
        detail="There is nothing in the cart.",
    ),
    refusals.NegativeTotal: RefusalProblem(
        status=409,
        kind="negative-total",
        title="Total below zero",
        # The customer's page has the same words, and a renderer of it stays as it is.
        detail="Cart and fees come to {total} minor units.",
        shows=("total",),
    ),
    refusals.PurchaseStopped: RefusalProblem(
        status=409,
        kind="purchase-stopped",
        title="Purchase stopped by the shop",
        detail="The shop did not let this purchase through.",
        shows=("shop",),
    ),
    refusals.OutdatedView: RefusalProblem(
        status=409,
        kind="outdated-view",
        title="Customer saw another version",
        detail="The customer was shown version {shown}, and the current version is {current}.",
        shows=(
            "shown",
            "current",
        ),
    ),
    refusals.DeliveryMissing: RefusalProblem(
        status=409,
        kind="delivery-missing",
        title="Delivery missing",
        detail="The delivery {missing} is missing.",
        shows=("missing",),
    ),
    refusals.NotAvailable: RefusalProblem(
        status=409,
        kind="not-available",
        title="Not available",
        detail="Of {article!r} only {available} can be had.",
        shows=(
            "article",
            "available",
        ),
    ),
    refusals.DiscountUsedUp: RefusalProblem(
        status=409,
        kind="discount-used-up",
        title="Discount used up",
        detail="The discount {title!r} has no use left.",
        shows=("discount",),
    ),
    refusals.NotCommitted: RefusalProblem(
        status=409,
        kind="not-committed",
        title="Not committed",
        detail="The customer has not committed to this purchase.",
    ),
    refusals.AmountMismatch: RefusalProblem(
        status=422,
        kind="amount-mismatch",
        title="Amount not as agreed",
        detail="{agreed} was agreed, and not {paid}.",
        shows=("agreed", "paid"),
        amounts=("agreed", "paid"),
    ),
    refusals.CurrencyMismatch: RefusalProblem(
        status=422,
        kind="currency-mismatch",
        title="Currency not as agreed",
        detail="{agreed} was agreed, and not {paid}.",
        shows=(
            "agreed",
            "paid",
        ),
    ),
    refusals.UnidentifiedReport: RefusalProblem(
        status=409,
        kind="unidentified-report",
        title="Report does not name its commitment",
        detail="The payment report does not say which of the commitments {commitments} it is about.",
        shows=("commitments",),
    ),
    refusals.ContradictoryReport: RefusalProblem(
        status=409,
        kind="contradictory-report",
        title="Report contradicts an earlier one",
        detail="The payment {payment_id!r} was reported otherwise before.",
        shows=("payment_id",),
    ),
    refusals.NoSuchVersion: RefusalProblem(
        status=404,
        kind="no-such-version",
        title="No such version",
        detail="The newest version of this checkout is {newest}; there is no version {version}.",
        shows=(
            "version",
            "newest",
        ),
    ),
    refusals.BeforeOpening: RefusalProblem(
        status=404,
        kind="before-opening",
        title="Before the checkout was opened",
        detail="This checkout was opened at {opened_at}. Nothing stood at {at}.",
        shows=(
            "at",
            "opened_at",
        ),
    ),
    refusals.InTheFuture: RefusalProblem(
        status=400,
        kind="in-the-future",
        title="In the future",
        detail="{at} is in the future: it is {now}. Ask for a moment that has passed.",
        shows=(
            "at",
            "now",
        ),
    ),
    refusals.NoOrder: RefusalProblem(
        status=409,
        kind="no-order",
        title="No order",
        detail="There is no order: the checkout is {stage}, and its purchase is not complete.",
        shows=("stage",),
    ),
    refusals.OrderLineUnknown: RefusalProblem(
        status=422,
        kind="order-line-unknown",
        title="Line unknown",
        detail="The order has no line {line!r}. Nothing was recorded.",
        shows=("line",),
    ),
    refusals.OrderPieceDivided: RefusalProblem(
        status=422,
        kind="order-piece-divided",
        title="Part of a piece",
        detail="Line {line!r} was bought in whole pieces, and {quantity} are reported. Nothing was recorded.",
        shows=("line", "quantity"),
    ),
    refusals.OrderQuantityExceeded: RefusalProblem(
        status=422,
        kind="order-quantity-exceeded",
        title="Too many pieces",
        detail="{found} pieces of line {line!r} are reported, and only {possible} can be. Nothing was recorded.",
        shows=("line", "possible", "found"),
    ),
    refusals.RefundExceedsPayment: RefusalProblem(
        status=422,
        kind="refund-exceeds-payment",
        title="More refunded than paid",
        detail="{refunded} would be paid back in all, and {paid} was paid. Nothing was recorded.",
        shows=("paid", "refunded", "currency"),
        amounts=("paid", "refunded"),
    ),
    refusals.OrderEntryTaken: RefusalProblem(
        status=409,
        kind="order-entry-taken",
        title="Id taken",
        detail="{entry!r} was reported before, with other content or with an outcome that is final.",
        shows=("entry",),
    ),
    refusals.DuplicateArticles: RefusalProblem(
        status=409,
        kind="duplicate-articles",
        title="Duplicate articles",
        detail="Two articles or fees have the id {article!r} and the same description.",
        shows=(
            "article",
            "description",
        ),
    ),
    refusals.ReferenceTaken: RefusalProblem(
        status=409,
        kind="reference-taken",
        title="Reference taken",
        detail="Another checkout has this reference. Use another one.",
        shows=("reference",),
    ),
    refusals.RecurringTokenInactive: RefusalProblem(
        status=409,
        kind="recurring-token-inactive",
        title="Recurring token inactive",
        detail="There is no recurring token, or it was cancelled.",
    ),
    refusals.OpenedInAnotherDialect: RefusalProblem(
        status=409,
        kind="opened-in-another-api",
        title="Opened in another API",
        detail="This checkout was opened through {dialect!r}. {reason}",
        shows=("dialect",),
    ),
}


def problem_table(
    *, details: Mapping[type[Refusal], str], advice: Mapping[type[Refusal], str]
) -> RefusalProblems:
    """Build the table of one API.

    `details` replaces the detail of a refusal. `advice` is appended to it, and may be given for a family of refusals;
    the most specific entry applies, and a refusal without an entry has no advice.
    """
    advised = ErrorTable({Refusal: ""} | dict(advice))
    return ErrorTable(
        {
            kind: replace(row, detail=f"{details.get(kind, row.detail)} {advised[kind]}".rstrip())
            for kind, row in _MEANINGS.items()
        }
    )
