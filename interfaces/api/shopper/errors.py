"""Refusals as problems for the customer's page: the detail advises what the page should do."""

from dataclasses import dataclass
from typing import Final

from fastapi import Request, Response

from domain import refusals
from interfaces.api.refusals import problem_table
from interfaces.http.errors.problems import fault_problem, problem
from interfaces.http.errors.refusal_problems import RefusalProblems, refusal_problem
from interfaces.http.errors.request_errors import RequestError
from interfaces.http.openapi import ProblemKind

PROBLEMS: Final[RefusalProblems] = problem_table(
    details={
        refusals.CheckoutNotFound: "No checkout has this public token. Ask the shop for a new one.",
    },
    advice={
        refusals.Locked: "Send it again.",
        refusals.StaleVersion: "Read the checkout again, then decide.",
        refusals.PurchaseCommitmentFound: "Wait until its payment has succeeded or failed.",
        refusals.PurchaseCompleted: "Show the customer the receipt.",
        refusals.CheckoutCancelled: "Send the customer back to the shop.",
        refusals.CheckoutExpired: "Ask the shop for a new one.",
        refusals.CheckoutSuspended: "Wait until it is resumed, then show the customer the current state.",
        refusals.EmptyCart: "The shop has to put something in first.",
        refusals.NegativeTotal: "The shop has to mend the cart first.",
        refusals.PurchaseStopped: "Show the customer the words under `shop`.",
        refusals.OutdatedView: "Show that one, and ask again.",
        refusals.DeliveryMissing: "The shop has to ask for it first.",
        refusals.NotAvailable: "The shop has to change the cart first.",
        refusals.DiscountUsedUp: "The shop has to remove the discount first.",
    },
)


_NOT_IDENTIFIED = (
    "This page has not identified the customer. Identify the customer first, or confirm the e-mail address or the "
    "phone number of the customer."
)
NOT_IDENTIFIED: Final = ProblemKind(403, "not-identified", "Not identified", _NOT_IDENTIFIED)


@dataclass(eq=False)
class NotIdentified(RequestError):
    """A commit in the name of a customer that the page has neither identified nor confirmed."""

    @property
    def message(self) -> str:
        return NOT_IDENTIFIED.detail


def render_error(request: Request, fault: RequestError) -> Response:
    """Render the request error as a problem."""
    if isinstance(fault, NotIdentified):
        kind = NOT_IDENTIFIED
        return problem(request, kind.status, kind.title, kind.detail, kind=kind.kind)
    return fault_problem(request, fault)


def render_refusal(request: Request, refusal: refusals.Refusal) -> Response:
    """Render the refusal as a problem."""
    return refusal_problem(request, refusal, PROBLEMS)


def refusal_status(refusal: type[refusals.Refusal], _: str) -> int:
    """Return the status of a refusal, whatever the operation was."""
    return PROBLEMS[refusal].status
