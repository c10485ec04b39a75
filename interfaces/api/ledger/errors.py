"""Refusals as problems. Nothing here changes a checkout, so none occurs; and what no signed head covers."""

from typing import Final

from fastapi import Request, Response

from domain.refusals import Refusal
from interfaces.api.refusals import problem_table
from interfaces.http.errors.refusal_problems import RefusalProblems, refusal_problem
from interfaces.http.openapi import ProblemKind

PROBLEMS: Final[RefusalProblems] = problem_table(details={}, advice={})
NOT_COVERED: Final = ProblemKind(
    404,
    "above-signed-head",
    "Above the signed head",
    "The newest signed head of the ledger covers no such tree, tile or entries.",
)
NOT_STAMPED: Final = ProblemKind(
    404, "not-stamped", "Not stamped", "No head of this size has a time stamp."
)


def render_refusal(request: Request, refusal: Refusal) -> Response:
    """Render the refusal as a problem."""
    return refusal_problem(request, refusal, PROBLEMS)
