"""The problems of the orders API."""

from fastapi import Request, Response

from domain import refusals
from interfaces.api.refusals import problem_table
from interfaces.http.errors.refusal_problems import refusal_problem

PROBLEMS = problem_table(
    details={
        refusals.CheckoutNotFound: "This key sees no such checkout. Compare the id, and whose key was sent.",
    },
    advice={
        refusals.Locked: "Report it again.",
        refusals.StaleVersion: "Read the order, and report for that version if it is still true.",
        refusals.OrderQuantityExceeded: "Read the order, which has the pieces of each line.",
        refusals.OrderEntryTaken: "Report what happened since under an id of its own.",
    },
)


def render_refusal(request: Request, refusal: refusals.Refusal) -> Response:
    """Render the refusal as a problem."""
    return refusal_problem(request, refusal, PROBLEMS)


def refusal_status(refusal: type[refusals.Refusal], _: str) -> int:
    """Return the status of a refusal, whatever the operation was."""
    return PROBLEMS[refusal].status
