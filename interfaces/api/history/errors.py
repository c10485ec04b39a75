"""Refusals as problems for readers of the history, and the error of an audit log that lags behind."""

from typing import Final

from fastapi import Request, Response

from domain import refusals
from interfaces.api.refusals import problem_table
from interfaces.http.errors.problems import problem
from interfaces.http.errors.refusal_problems import RefusalProblems, refusal_problem

PROBLEMS: Final[RefusalProblems] = problem_table(
    details={
        refusals.CheckoutNotFound: "This key sees no such checkout. Compare the id, and whose key was sent.",
    },
    advice={},
)
TRAIL_BEHIND = "trail-behind"
TRAIL_BEHIND_TITLE = "Audit trail behind"
TRAIL_BEHIND_DETAIL = (
    "The event in wait_for is recorded, and the audit trail has not reached it yet. Ask again."
)


def render_refusal(request: Request, refusal: refusals.Refusal) -> Response:
    """Render the refusal as a problem. The API changes nothing, so only the refusals of reads occur."""
    return refusal_problem(request, refusal, PROBLEMS)


def trail_behind(request: Request) -> Response:
    """Answer 503: the audit log did not reach the caller's own write in time."""
    return problem(
        request,
        503,
        TRAIL_BEHIND_TITLE,
        TRAIL_BEHIND_DETAIL,
        kind=TRAIL_BEHIND,
        headers={"Retry-After": "1"},
    )
