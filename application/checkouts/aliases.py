"""The aliases of a checkout, by which it is found without its id. Each is unique in its scope."""

from application.ports.event_store import Alias


def public_token(token: str) -> Alias:
    """Return the alias for the token that the customer's page has."""
    return Alias(scope="public-token", value=token)


def order_number(number: int) -> Alias:
    """Return the alias for the whole number that the checkout got when it was opened."""
    return Alias(scope="order-number", value=str(number))


def recurring_token(token: str) -> Alias:
    """Return the alias for the token that was issued when the purchase was completed."""
    return Alias(scope="recurring-token", value=token)


def order_id(merchant: str, value: str) -> Alias:
    """Return the alias for the id that the purchase got when it was completed."""
    return Alias(scope=f"order-id:{merchant}", value=value)


def unique_reference(merchant: str, reference: str) -> Alias:
    """Return the alias for the merchant's order number, of a merchant whose order numbers are unique."""
    return Alias(scope=f"reference:{merchant}", value=reference)


def opened_from(origin: str) -> Alias:
    """Return the alias of a session for the cart that it began as, with the number of the session."""
    return Alias(scope="opened-from", value=origin)
