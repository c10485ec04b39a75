"""The HTTP status that the caller of a refused command got."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from application.ports.refusal_log import StoredRefusal
from domain.provenance import Provenance
from interfaces.composition.refusal_statuses import status_of

LOCKED = StoredRefusal(
    checkout_id="c",
    merchant="m",
    version=1,
    at=datetime(2026, 3, 1, tzinfo=UTC),
    reason="Locked",
    facts="{}",
    operation="Suspend",
    command="{}",
    provenance=Provenance(actor="a:b", dialect="walley", operation="update fees", request_id="r"),
)


@pytest.mark.parametrize(
    ("dialect", "reason", "operation", "status"),
    [
        ("walley", "Locked", "update fees", 423),
        ("walley", "PurchaseCommitmentFound", "update fees", 900),
        ("shopper", "OutdatedView", "commit purchase", 409),
        ("payments", "AmountMismatch", "report payment success", 422),
        ("acp", "PurchaseCompleted", "cancel session", 405),
        ("ucp", "DeliveryMissing", "complete checkout", 200),
        ("ucp", "PurchaseCompleted", "cancel checkout", 409),
        ("walley", "InvalidBody", "update fees", None),
        ("walley", "NoLongerARefusal", "update fees", None),
        ("unknown", "Locked", "update fees", None),
    ],
)
def test_the_status_is_that_of_the_dialect(
    dialect: str, reason: str, operation: str, status: int | None
) -> None:
    """Each API has its own status for a refusal. For what it does not know, there is none."""
    by = replace(LOCKED.provenance, dialect=dialect, operation=operation)
    assert status_of(replace(LOCKED, reason=reason, provenance=by)) == status


@pytest.mark.parametrize(
    "dialect", ["walley", "svea", "stateset", "acp", "ucp", "shopper", "payments"]
)
def test_every_api_that_changes_checkouts_has_one(dialect: str) -> None:
    """The status of a lock error is one of an error."""
    by = replace(LOCKED.provenance, dialect=dialect)
    status = status_of(replace(LOCKED, provenance=by))
    assert status is not None
    assert status >= 400
