"""Refusals as problems for the payment side: the detail advises what to do with the customer's money."""

from typing import Final

from fastapi import Request, Response

from domain import refusals
from interfaces.api.refusals import problem_table
from interfaces.http.errors.refusal_problems import RefusalProblems, refusal_problem

PROBLEMS: Final[RefusalProblems] = problem_table(
    details={
        refusals.CheckoutNotFound: (
            "The merchant of this key has no such checkout. Compare the id, and whose key was sent."
        ),
        refusals.PurchaseCompleted: (
            "This purchase is complete with another payment report. Give back what was paid "
            "beyond that."
        ),
        refusals.NotCommitted: (
            "The customer has not committed to this purchase, or it was released since. Give back "
            "what was paid."
        ),
        refusals.AmountMismatch: (
            "{agreed} was agreed and {paid} paid. Nothing was completed: take "
            "exactly what was agreed."
        ),
        refusals.CurrencyMismatch: (
            "{agreed} was agreed and {paid} paid. Nothing was completed: take the payment in "
            "{agreed}."
        ),
        refusals.UnidentifiedReport: (
            "This checkout was committed to at the versions {commitments}. Send `commitment` with "
            "the one that the payment was made for, and `payment_id` with the provider's id of "
            "the payment."
        ),
        refusals.ContradictoryReport: (
            "Payment {payment_id!r} was reported before with another outcome, amount or "
            "commitment. Nothing was changed, and this report is kept. Ask the provider what "
            "became of the payment."
        ),
    },
    advice={
        refusals.Closed: "Give back what was paid.",
        refusals.NotPurchasable: "Give back what was paid.",
        refusals.Locked: "Report it again.",
        refusals.StaleVersion: "Report again for that one.",
        refusals.PurchaseCommitmentFound: "Report first how its payment ended.",
        refusals.PurchaseCompleted: "",
        refusals.OutdatedView: "",
    },
)


def render_refusal(request: Request, refusal: refusals.Refusal) -> Response:
    """Render the refusal as a problem."""
    return refusal_problem(request, refusal, PROBLEMS)


def refusal_status(refusal: type[refusals.Refusal], _: str) -> int:
    """Return the status of a refusal, whatever the operation was."""
    return PROBLEMS[refusal].status
