"""Who set a value, when, and with which request."""

from dataclasses import dataclass

from domain.events import CheckoutEvent
from interfaces.api.console.text.labels import (
    Sign,
    actor_name,
    actor_sign,
    dialect_name,
    event_name,
    operation_name,
)
from interfaces.api.console.text.personal import Pieces, pieces_of
from interfaces.api.console.text.phrases import Shown
from interfaces.api.console.text.values import Instant, ReaderFormat


@dataclass(frozen=True, kw_only=True)
class ValueOrigin:
    """The event that set a value. `actor` is the kind of the sender with its sign, `name` the credential."""

    version: int
    event: Shown
    at: Instant
    actor: Sign
    name: str
    dialect: Shown
    operation: Shown
    request_id: str
    address: Pieces
    user_agent: Pieces


def origin_of(event: CheckoutEvent, form: ReaderFormat) -> ValueOrigin:
    """Return the view of the event that set a value."""
    by = event.provenance
    return ValueOrigin(
        version=event.originator_version,
        event=event_name(event.TOPIC),
        at=form.seconds(event.timestamp),
        actor=actor_sign(by.actor),
        name=actor_name(by.actor),
        dialect=dialect_name(by.dialect),
        operation=operation_name(by.operation),
        request_id=by.request_id,
        address=pieces_of(by.address, form),
        user_agent=pieces_of(by.user_agent, form),
    )
