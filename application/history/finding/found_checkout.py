"""A checkout that was found, in the few values by which a reader tells it from others."""

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from application.ports.audit_log import AuditEntry
from domain.checkout import Checkout

_DIALECT, _ORDER_NUMBER = "/dialect", "/order_number"


@dataclass(frozen=True, kw_only=True)
class FoundCheckout:
    """A checkout as it is now. `total` is minor units of `currency`. It has no personal data.

    `changed_at` and `changed_by` are the time and the actor of the event at `version`, the newest one.
    """

    checkout_id: str
    merchant: str
    dialect: str
    reference: str | None
    order_number: int | None
    stage: str
    total: int
    currency: str
    opened_at: datetime
    changed_at: datetime
    version: int
    changed_by: str


def from_state(checkout: Checkout, changed_by: str) -> FoundCheckout:
    """Return the summary of a state. `changed_by` is the actor of its newest event."""
    return FoundCheckout(
        checkout_id=checkout.id,
        merchant=checkout.merchant,
        dialect=checkout.dialect,
        reference=checkout.reference,
        order_number=checkout.order_number,
        stage=checkout.stage.value,
        total=checkout.total,
        currency=checkout.currency,
        opened_at=checkout.created_on,
        changed_at=checkout.modified_on,
        version=checkout.version,
        changed_by=changed_by,
    )


def from_entries(opening: AuditEntry, newest: AuditEntry) -> FoundCheckout:
    """Return the summary of a checkout from its first and its newest entry in the audit log."""
    opened_with = values_of(opening)
    number = opened_with.get(_ORDER_NUMBER)
    return FoundCheckout(
        checkout_id=newest.checkout_id,
        merchant=newest.merchant,
        dialect=str(opened_with.get(_DIALECT, opening.provenance.dialect)),
        reference=newest.reference,
        order_number=number if isinstance(number, int) else None,
        stage=newest.stage,
        total=newest.total,
        currency=newest.currency,
        opened_at=opening.at,
        changed_at=newest.at,
        version=newest.version,
        changed_by=newest.provenance.actor,
    )


def values_of(entry: AuditEntry) -> dict[str, Any]:
    """Return the new value of each path in the changes of an entry."""
    changes: list[dict[str, Any]] = json.loads(entry.changes, parse_float=Decimal)
    return {change["path"]: change.get("value") for change in changes}
