"""Why the customer's page is told no: each refusal as a problem that says what the page should do."""

from typing import Final

from fastapi import Request, Response

from domain import refusals
from interfaces.http.refusal_problems import RefusalProblem, RefusalProblems, refusal_problem

PROBLEMS: Final[RefusalProblems] = {
    refusals.CheckoutNotFound: RefusalProblem(
        status=404,
        kind="checkout-not-found",
        title="Checkout not found",
        detail="No checkout has this public token. Ask the shop for a new one.",
    ),
    refusals.Locked: RefusalProblem(
        status=409,
        kind="locked",
        title="Checkout locked",
        detail="Another change of this checkout was made at the same time, and this one was not. Send it again.",
        headers={"Retry-After": "1"},
    ),
    refusals.StaleVersion: RefusalProblem(
        status=412,
        kind="stale-version",
        title="Version no longer stands",
        detail="If-Match names another version than {actual}, which stands. Read the checkout again, then decide.",
        shows=("expected", "actual"),
    ),
    refusals.PurchaseCommitmentFound: RefusalProblem(
        status=409,
        kind="purchase-committed",
        title="Purchase committed",
        detail="The customer has committed to this purchase. Wait until its payment has succeeded or failed.",
    ),
    refusals.PurchaseCompleted: RefusalProblem(
        status=409,
        kind="purchase-completed",
        title="Purchase completed",
        detail="This purchase is complete. Show the customer the receipt.",
    ),
    refusals.CheckoutCancelled: RefusalProblem(
        status=409,
        kind="checkout-cancelled",
        title="Checkout cancelled",
        detail="The shop has called this checkout off. Send the customer back to the shop.",
    ),
    refusals.CheckoutExpired: RefusalProblem(
        status=409,
        kind="checkout-expired",
        title="Checkout expired",
        detail="This checkout was not purchased in time. Ask the shop for a new one.",
    ),
    refusals.CheckoutSuspended: RefusalProblem(
        status=409,
        kind="checkout-suspended",
        title="Checkout suspended",
        detail="The shop is changing this checkout. Wait until it is resumed, then show the customer what stands.",
    ),
    refusals.EmptyCart: RefusalProblem(
        status=409,
        kind="empty-cart",
        title="Cart empty",
        detail="There is nothing in the cart. The shop has to put something in first.",
    ),
    refusals.NegativeTotal: RefusalProblem(
        status=409,
        kind="negative-total",
        title="Total below zero",
        detail="Cart and fees come to {total} minor units. The shop has to mend the cart first.",
        shows=("total",),
    ),
    refusals.PurchaseStopped: RefusalProblem(
        status=409,
        kind="purchase-stopped",
        title="Purchase stopped by the shop",
        detail="The shop did not let this purchase through. Show the customer the words under `shop`.",
        shows=("shop",),
    ),
    refusals.OutdatedView: RefusalProblem(
        status=409,
        kind="outdated-view",
        title="Customer saw another version",
        detail="The customer was shown version {shown}, and version {current} stands. Show that one, and ask again.",
        shows=("shown", "current"),
    ),
    refusals.DeliveryMissing: RefusalProblem(
        status=409,
        kind="delivery-missing",
        title="Delivery missing",
        detail="The delivery {missing} is missing. The shop has to ask for it first.",
        shows=("missing",),
    ),
    refusals.NotAvailable: RefusalProblem(
        status=409,
        kind="not-available",
        title="Not available",
        detail="Of {article!r} only {available} can be had. The shop has to change the cart first.",
        shows=("article", "available"),
    ),
    # What a payment runs into, and what a shop's own API refuses, no endpoint here can meet today; a rule that moves
    # will find its row.
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
        detail="{agreed} minor units were agreed, and not {paid}.",
        shows=("agreed", "paid"),
    ),
    refusals.CurrencyMismatch: RefusalProblem(
        status=422,
        kind="currency-mismatch",
        title="Currency not as agreed",
        detail="{agreed} was agreed, and not {paid}.",
        shows=("agreed", "paid"),
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
        shows=("version", "newest"),
    ),
    refusals.BeforeOpening: RefusalProblem(
        status=404,
        kind="before-opening",
        title="Before the checkout was opened",
        detail="This checkout was opened at {opened_at}. Nothing stood at {at}.",
        shows=("at", "opened_at"),
    ),
    refusals.InTheFuture: RefusalProblem(
        status=400,
        kind="in-the-future",
        title="In the future",
        detail="{at} is in the future: it is {now}. Ask for a moment that has passed.",
        shows=("at", "now"),
    ),
    refusals.DuplicateArticles: RefusalProblem(
        status=409,
        kind="duplicate-articles",
        title="Duplicate articles",
        detail="Two articles or fees have the id {article!r} and the same description.",
        shows=("article", "description"),
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


def refused(request: Request, refusal: refusals.Refusal) -> Response:
    """The refusal as a problem."""
    return refusal_problem(request, refusal, PROBLEMS)
