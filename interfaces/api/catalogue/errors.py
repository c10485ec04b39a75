"""The errors of the catalogue API: problem documents (RFC 9457), as in every API of tillroll's own."""

from fastapi import Request, Response

from domain.refusals import Refusal
from interfaces.http.errors.problems import fault_problem
from interfaces.http.errors.request_errors import Unexpected


def render_refusal(request: Request, _: Refusal) -> Response:
    """Return an internal error: the catalogue API reads no checkout, so that the domain refuses nothing here."""
    return fault_problem(request, Unexpected())
