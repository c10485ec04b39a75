"""The entry of the refusal log for a request with an invalid body.

Neither the body nor a value in it is stored, since both may contain personal data or card data. The size and the
SHA-256 of the body are stored, so a copy can be verified.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from application.ports.refusal_log import RefusedCommand
from domain.checkout import Checkout
from domain.provenance import Provenance

INVALID_BODY: Final = "InvalidBody"
"""The reason of such an entry, in place of the class name of a refusal."""


@dataclass(frozen=True, kw_only=True)
class FaultyField:
    """One invalid field: its path in the body (empty for the whole body), and what is expected."""

    field: str
    message: str


@dataclass(frozen=True, kw_only=True)
class InvalidBody:
    """An invalid body. `kind` is the class name of the fault.

    `endpoint` received the request. `size` is in bytes. `sha256` is in hex; None if the body was not read to its end.
    `unnamed` counts the errors beyond those in `errors`.
    """

    endpoint: str
    size: int
    sha256: str | None
    kind: str
    errors: tuple[FaultyField, ...]
    unnamed: int = 0


def refused_command(
    body: InvalidBody, checkout: Checkout, by: Provenance, at: datetime
) -> RefusedCommand:
    """Return the log entry. There is no command, so its operation is that of the provenance."""
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
        command={"endpoint": body.endpoint, "body_bytes": body.size, "body_sha256": body.sha256},
        provenance=by,
    )
