"""Why the payment side is told no: each refusal as a problem that says what to do with the customer's money."""

from typing import Final

from fastapi import Request, Response

from domain import refusals
from interfaces.http.refusal_problems import RefusalProblem, RefusalProblems, refusal_problem

PROBLEMS: Final[RefusalProblems] = {
    refusals.CheckoutNotFound: RefusalProblem(
        status=404,
        kind="checkout-not-found",
        title="Checkout not found",
        detail="The merchant of this key has no such checkout. Compare the id, and whose key was sent.",
    ),
    refusals.Locked: RefusalProblem(
        status=409,
        kind="locked",
        title="Checkout locked",
        detail="Another change of this checkout was made at the same time, and this one was not. Report it again.",
        headers={"Retry-After": "1"},
    ),
    refusals.StaleVersion: RefusalProblem(
        status=412,
        kind="stale-version",
        title="Version no longer stands",
        detail="If-Match names another version than {actual}, which stands. Report again for that one.",
        shows=("expected", "actual"),
    ),
    refusals.PurchaseCompleted: RefusalProblem(
        status=409,
        kind="purchase-completed",
        title="Purchase completed",
        detail="This purchase is complete with another payment report. Give back what was paid beyond that.",
    ),
    refusals.NotCommitted: RefusalProblem(
        status=409,
        kind="not-committed",
        title="Not committed",
        detail="The customer has not committed to this purchase, or it was released since. Give back what was paid.",
    ),
    refusals.AmountMismatch: RefusalProblem(
        status=422,
        kind="amount-mismatch",
        title="Amount not as agreed",
        detail="{agreed} minor units were agreed and {paid} paid. Nothing was completed: take exactly what was agreed.",
        shows=("agreed", "paid"),
    ),
    refusals.CurrencyMismatch: RefusalProblem(
        status=422,
        kind="currency-mismatch",
        title="Currency not as agreed",
        detail="{agreed} was agreed and {paid} paid. Nothing was completed: take the payment in {agreed}.",
        shows=("agreed", "paid"),
    ),
    # What changes and commitments run into, no endpoint here can meet today; a rule that moves will find its row.
    refusals.PurchaseCommitmentFound: RefusalProblem(
        status=409,
        kind="purchase-committed",
        title="Purchase committed",
        detail="The customer has committed to this purchase. Report first how its payment ended.",
    ),
    refusals.CheckoutCancelled: RefusalProblem(
        status=409,
        kind="checkout-cancelled",
        title="Checkout cancelled",
        detail="The shop has called this checkout off. Give back what was paid.",
    ),
    refusals.CheckoutExpired: RefusalProblem(
        status=409,
        kind="checkout-expired",
        title="Checkout expired",
        detail="This checkout was not purchased in time. Give back what was paid.",
    ),
    refusals.CheckoutSuspended: RefusalProblem(
        status=409,
        kind="checkout-suspended",
        title="Checkout suspended",
        detail="The shop is changing this checkout. Give back what was paid.",
    ),
    refusals.EmptyCart: RefusalProblem(
        status=409,
        kind="empty-cart",
        title="Cart empty",
        detail="There is nothing in the cart. Give back what was paid.",
    ),
    refusals.NegativeTotal: RefusalProblem(
        status=409,
        kind="negative-total",
        title="Total below zero",
        detail="Cart and fees come to {total} minor units. Give back what was paid.",
        shows=("total",),
    ),
    refusals.PurchaseStopped: RefusalProblem(
        status=409,
        kind="purchase-stopped",
        title="Purchase stopped by the shop",
        detail="The shop did not let this purchase through. Give back what was paid.",
        shows=("shop",),
    ),
    refusals.OutdatedView: RefusalProblem(
        status=409,
        kind="outdated-view",
        title="Customer saw another version",
        detail="The customer was shown version {shown}, and version {current} stands.",
        shows=("shown", "current"),
    ),
    refusals.DeliveryMissing: RefusalProblem(
        status=409,
        kind="delivery-missing",
        title="Delivery missing",
        detail="The delivery {missing} is missing. Give back what was paid.",
        shows=("missing",),
    ),
    refusals.NotAvailable: RefusalProblem(
        status=409,
        kind="not-available",
        title="Not available",
        detail="Of {article!r} only {available} can be had. Give back what was paid.",
        shows=("article", "available"),
    ),
    refusals.UnidentifiedReport: RefusalProblem(
        status=409,
        kind="unidentified-report",
        title="Report does not name its commitment",
        detail="This checkout was committed to at the versions {commitments}. Send `commitment` with the one that the "
        "payment was made for, and `payment_id` with the provider's id of the payment.",
        shows=("commitments",),
    ),
    refusals.ContradictoryReport: RefusalProblem(
        status=409,
        kind="contradictory-report",
        title="Report contradicts an earlier one",
        detail="Payment {payment_id!r} was reported before with another outcome, amount or commitment. Nothing was "
        "changed, and this report is kept. Ask the provider what became of the payment.",
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
