"""The problems of packs: why there is none, or none yet."""

from datetime import datetime
from typing import Final

from fastapi import Request, Response

from application.evidence.unavailable import (
    HistoryTooLong,
    LedgerBroken,
    NotYetProven,
    PurchaseErased,
    PurchaseNotAgreed,
)
from application.ports.ledger.reading import LedgerNotConfigured
from interfaces.api.ledger_problems import NOT_CONFIGURED, NOT_UNDER_HEAD, ledger_problem
from interfaces.evidence.pdf.compiling import PdfTooLarge
from interfaces.http.errors.problems import problem
from interfaces.http.openapi import ProblemKind

NOTHING_AGREED: Final = ProblemKind(
    404,
    "nothing-agreed",
    "Nothing was agreed",
    "The customer never agreed to this purchase, so there is nothing to show. The history has what happened.",
)
BROKEN: Final = ProblemKind(
    409,
    "ledger-broken",
    "The ledger does not fit",
    "The stored event of version 3 is not the one that was logged, so nothing of this checkout may be called proven. "
    "Ask the operator for `tillroll ledger audit`.",
)
ERASED: Final = ProblemKind(
    410,
    "purchase-erased",
    "The purchase was erased",
    "The whole checkout was erased with its key in the ledger. What remains is that it had 7 versions.",
)
TOO_LONG: Final = ProblemKind(
    409,
    "history-too-long",
    "The history is too long",
    "This checkout has 5000 versions, and a pack may have 4400. Use the export of the ledger.",
)
KINDS: Final = (NOTHING_AGREED, BROKEN, ERASED, TOO_LONG)
UNAVAILABLE: Final = (
    *(PurchaseNotAgreed, NotYetProven, LedgerBroken, PurchaseErased, HistoryTooLong, PdfTooLarge),
    LedgerNotConfigured,
)


def answer_unavailable(request: Request, reason: Exception) -> Response:
    """Answer why there is no pack."""
    match reason:
        case PurchaseNotAgreed(stage=stage):
            return _problem(request, NOTHING_AGREED, f" The checkout is {stage}.")
        case NotYetProven(due=due):
            return _not_yet(request, due)
        case LedgerBroken():
            return problem(
                request, BROKEN.status, BROKEN.title, broken_text(reason), kind=BROKEN.kind
            )
        case PurchaseErased():
            return problem(
                request, ERASED.status, ERASED.title, erased_text(reason), kind=ERASED.kind
            )
        case HistoryTooLong(versions=versions, most=most):
            detail = f"This checkout has {versions} versions, and a pack may have {most}. Use the export of the ledger."
            return problem(request, TOO_LONG.status, TOO_LONG.title, detail, kind=TOO_LONG.kind)
        case PdfTooLarge():
            detail = "The PDF would be longer than processors take, even with the shortest tables."
            return problem(request, TOO_LONG.status, TOO_LONG.title, detail, kind=TOO_LONG.kind)
        case _:
            return ledger_problem(request, NOT_CONFIGURED)


def broken_text(broken: LedgerBroken) -> str:
    """Return what is wrong with the ledger, and what to do."""
    why = "no proof can be made" if broken.reason is None else f"the event is {broken.reason.value}"
    return (
        f"Version {broken.version} does not fit the ledger: {why}. So nothing of this checkout may be called proven. "
        "Ask the operator for `tillroll ledger audit`."
    )


def erased_text(erased: PurchaseErased) -> str:
    """Return what remains of an erased purchase."""
    when = "" if erased.erased_at is None else f" on {erased.erased_at:%Y-%m-%d}"
    return (
        f"The whole checkout was erased{when} with its key in the ledger. What remains is that it had "
        f"{erased.versions} versions: their entries are in the tree, and nothing shows what they said."
    )


def not_yet_text(due: datetime) -> str:
    """Return when the events are proven at the latest."""
    return (
        "The last event is recorded, and no signed head of the ledger covers it yet. One is due by "
        f"{due:%Y-%m-%dT%H:%M:%SZ}. Ask again."
    )


def _not_yet(request: Request, due: datetime) -> Response:
    headers = {"Cache-Control": "no-store", "Retry-After": "1"}
    return problem(
        request,
        NOT_UNDER_HEAD.status,
        NOT_UNDER_HEAD.title,
        not_yet_text(due),
        kind=NOT_UNDER_HEAD.kind,
        headers=headers,
    )


def _problem(request: Request, kind: ProblemKind, more: str) -> Response:
    return problem(request, kind.status, kind.title, kind.detail + more, kind=kind.kind)
