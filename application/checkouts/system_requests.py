"""The requests for changes that tillroll makes itself, when time has passed."""

from datetime import datetime

from application.checkouts.admission import Target
from application.checkouts.decisions import ChangeRequest
from application.commands.change import Change
from domain.provenance import Provenance

EXPIRY = Provenance(
    actor="system:expiry", dialect="tillroll", operation="expire checkout", request_id=""
)
RELEASE = Provenance(
    actor="system:expiry", dialect="tillroll", operation="release commitment", request_id=""
)


def system_request(checkout_id: str, change: Change, by: Provenance, at: datetime) -> ChangeRequest:
    """Return a request of tillroll itself, for any merchant's checkout. Its refusal is not logged."""
    target = Target(checkout_id=checkout_id, merchant=None, ignores_expiry=True)
    return ChangeRequest(
        target=target, change=change, by=by, at=at, on_record=False, shows_person=False
    )
