"""The other names of a checkout, by which it is found without its id. Each is unique in its scope."""

from collections.abc import Iterable, Iterator

from application.ports.event_store import Alias
from domain.checkout import Checkout
from domain.events import CheckoutEvent, Opened, RecurringTokenIssued, ReferenceChanged


def public_token(token: str) -> Alias:
    """What the customer's page knows it by."""
    return Alias(scope="public-token", value=token)


def order_number(number: int) -> Alias:
    """The whole number that it was given when it was opened."""
    return Alias(scope="order-number", value=str(number))


def recurring_token(token: str) -> Alias:
    """The token that was issued when its purchase was complete."""
    return Alias(scope="recurring-token", value=token)


def unique_reference(merchant: str, reference: str) -> Alias:
    """The merchant's order number, where each may be used once."""
    return Alias(scope=f"reference:{merchant}", value=reference)


def names_in(checkout: Checkout, events: Iterable[CheckoutEvent]) -> Iterator[Alias]:
    """The names that the checkout gets with these events, its newest. It keeps those that it had."""
    for event in events:
        match event:
            case Opened():
                yield public_token(event.public_token)
                if event.order_number is not None:
                    yield order_number(event.order_number)
            case ReferenceChanged(reference=str(reference)) if checkout.has_unique_reference:
                yield unique_reference(checkout.merchant, reference)
            case RecurringTokenIssued(token=token):
                yield recurring_token(token)
            case _:
                pass
