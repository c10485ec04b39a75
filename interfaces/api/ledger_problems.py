"""The problems of tillroll's own APIs where the ledger has no answer, or none yet."""

from dataclasses import replace
from typing import Final

from fastapi import Request, Response

from interfaces.http.errors.problems import problem
from interfaces.http.openapi import ProblemKind

NOT_CONFIGURED: Final = ProblemKind(
    404,
    "ledger-not-configured",
    "No ledger",
    "This installation keeps no ledger of events: its configuration has no [ledger].",
)
NO_HEAD: Final = ProblemKind(
    404, "no-signed-head", "No signed head yet", "The ledger has no signed head yet. Ask again."
)
NOT_UNDER_HEAD: Final = ProblemKind(
    404,
    "not-under-head",
    "Not under a signed head yet",
    "The event is recorded, and no signed head of the ledger covers it yet. Ask again.",
)
REFUSAL_NOT_UNDER_HEAD: Final = replace(
    NOT_UNDER_HEAD,
    detail="The refused command is recorded, and no signed head of its ledger covers it yet. Ask again.",
)
_PASSES: Final = (NO_HEAD, NOT_UNDER_HEAD, REFUSAL_NOT_UNDER_HEAD)


def ledger_problem(request: Request, kind: ProblemKind) -> Response:
    """Answer one of these problems. Those that pass have Retry-After: the ledger grows once a second."""
    headers = {"Cache-Control": "no-store"}
    if kind in _PASSES:
        headers["Retry-After"] = "1"
    return problem(request, kind.status, kind.title, kind.detail, kind=kind.kind, headers=headers)
