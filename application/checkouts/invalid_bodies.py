"""What is kept of a request for a change whose body was refused as invalid: a refused attempt like any other.

Neither the body nor a value in it is kept, since both may hold personal data or card data. The body is known by its
size and its SHA-256, so that a copy of it can be proved to be what was sent.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from application.ports.refusal_log import RefusedCommand
from domain.checkout import Checkout
from domain.provenance import Provenance

INVALID_BODY: Final = "InvalidBody"
"""The reason of such an attempt, where others have the class name of a refusal."""


@dataclass(frozen=True, kw_only=True)
class FaultyField:
    """One field that was wrong: its path in the body (empty for the body as a whole), and what would be right."""

    field: str
    message: str


@dataclass(frozen=True, kw_only=True)
class InvalidBody:
    """A body that is no change. `kind` is the class name of the fault.

    `endpoint` is the one that was asked, `size` is in bytes. `sha256` is in hex, None where the end of the body was not
    read. `unnamed` counts the errors beyond those in `errors`.
    """

    endpoint: str
    size: int
    sha256: str | None
    kind: str
    errors: tuple[FaultyField, ...]
    unnamed: int = 0


def attempt_with(
    body: InvalidBody, checkout: Checkout, by: Provenance, at: datetime
) -> RefusedCommand:
    """The refused attempt that is kept. No command was made of the body, so the operation is that of the provenance."""
    facts: dict[str, object] = {
        "fault": body.kind,
        "errors": [asdict(error) for error in body.errors],
    }
    if body.unnamed:
        facts["errors_not_named"] = body.unnamed
    return RefusedCommand(
        checkout_id=checkout.id,
        merchant=checkout.merchant,
        version=checkout.version,
        at=at,
        reason=INVALID_BODY,
        facts=facts,
        operation=by.operation,
        asked={"endpoint": body.endpoint, "body_bytes": body.size, "body_sha256": body.sha256},
        provenance=by,
    )
