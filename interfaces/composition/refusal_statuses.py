"""The HTTP status that each API answers a refusal with."""

from collections.abc import Callable, Mapping
from typing import Final

from application.ports.refusal_log import StoredRefusal
from domain import refusals
from domain.refusals import Refusal
from interfaces.api.orders import errors as orders
from interfaces.api.payments import errors as payments
from interfaces.api.shopper import errors as shopper
from interfaces.dialects.acp import errors as acp
from interfaces.dialects.stateset import errors as stateset
from interfaces.dialects.svea import errors as svea
from interfaces.dialects.ucp import errors as ucp
from interfaces.dialects.walley import errors as walley

RefusalStatus = Callable[[type[Refusal], str], int]
"""Returns the status of a refusal of an operation, which is named as in the provenance."""
STATUSES: Final[Mapping[str, RefusalStatus]] = {
    "walley": walley.refusal_status,
    "svea": svea.refusal_status,
    "stateset": stateset.refusal_status,
    "acp": acp.refusal_status,
    "ucp": ucp.refusal_status,
    "shopper": shopper.refusal_status,
    "orders": orders.refusal_status,
    "payments": payments.refusal_status,
}


def status_of(refusal: StoredRefusal) -> int | None:
    """Return the status of the answer to a refused command; None for an invalid body or an unknown dialect.

    The record does not have it: it is the status of this release.
    """
    by = refusal.provenance
    status = STATUSES.get(by.dialect)
    kind = getattr(refusals, refusal.reason, None)
    if status is None or not (isinstance(kind, type) and issubclass(kind, Refusal)):
        return None
    try:
        return status(kind, by.operation)
    except KeyError:
        return None
