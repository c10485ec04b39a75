"""Why the history API says no: each refusal that a reading can meet, as a problem."""

from typing import Final

from fastapi import Request, Response

from domain import refusals
from interfaces.http.problems import problem
from interfaces.http.refusal_problems import RefusalProblem, RefusalProblems, refusal_problem

PROBLEMS: Final[RefusalProblems] = {
    refusals.CheckoutNotFound: RefusalProblem(
        status=404,
        kind="checkout-not-found",
        title="Checkout not found",
        detail="This key sees no such checkout. Compare the id, and whose key was sent.",
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
}
TRAIL_BEHIND = "trail-behind"
TRAIL_BEHIND_TITLE = "Audit trail behind"
TRAIL_BEHIND_DETAIL = (
    "The event in wait_for is recorded, and the audit trail has not reached it yet. Ask again."
)


def refused(request: Request, refusal: refusals.Refusal) -> Response:
    """The refusal as a problem. Nothing is changed here, so that only those of reading can be met."""
    return refusal_problem(request, refusal, PROBLEMS)


def trail_behind(request: Request) -> Response:
    """The trail did not reach the caller's own write in time."""
    return problem(
        request,
        503,
        TRAIL_BEHIND_TITLE,
        TRAIL_BEHIND_DETAIL,
        kind=TRAIL_BEHIND,
        headers={"Retry-After": "1"},
    )
