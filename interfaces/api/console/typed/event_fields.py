"""The fields of a search for events and of one in the access log, and the questions that they make."""

from collections.abc import Mapping, Sequence

from application.history.figures import CHANGES
from application.ports.access_log import AccessFilter
from application.ports.audit_log import AuditFilter
from domain.events import EVENTS
from interfaces.api.console.text.labels import event_name
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.typed.checkout_fields import (
    ACTOR,
    SINCE,
    UNTIL,
    checkout_fields,
    history_parameters,
)
from interfaces.api.console.typed.conditions import Conditions, FieldKind, SearchField

CHANGE_TYPES = ",".join(CHANGES)
CHECKOUT = SearchField(name="checkout", label=phrase("Checkout id"))
READER_FIELDS = (
    SINCE,
    UNTIL,
    SearchField(name="reader", label=phrase("Reader"), hint="history:demo-auditor/Eva"),
    CHECKOUT,
)
"""The fields of a search in the access log, with the names of the API's parameters."""
_OF_CHECKOUTS = ("total", "words", "merchant", "dialect", "status")
_OWN = ("type", "checkout", "operation", "request_id")


def event_fields(merchants: Mapping[str, str]) -> Sequence[SearchField]:
    """Return the fields of a search for events of checkouts of these merchants."""
    types = {CHANGE_TYPES: phrase("Any change of the content")} | {
        event.TOPIC: event_name(event.TOPIC) for event in EVENTS
    }
    return (
        SearchField(name="type", label=phrase("Event"), kind=FieldKind.CHOICE, choices=types),
        SINCE,
        UNTIL,
        ACTOR,
        *(each for each in checkout_fields(merchants) if each.name in _OF_CHECKOUTS),
        SearchField(name="operation", label=phrase("Operation"), hint="update fees"),
        SearchField(name="request_id", label=phrase("Request id")),
        CHECKOUT,
    )


def event_filter(conditions: Conditions, merchants: tuple[str, ...] | None) -> AuditFilter:
    """Return the search for events of these merchants; None is all of them."""
    total, topics = conditions.total("total"), conditions.text("type")
    return AuditFilter(
        merchants=merchants,
        merchant=conditions.text("merchant"),
        checkout_id=conditions.text("checkout"),
        types=() if topics is None else tuple(topics.split(",")),
        actor=conditions.text("actor"),
        dialect=conditions.text("dialect"),
        operation=conditions.text("operation"),
        request_id=conditions.text("request_id"),
        since=conditions.instant("since"),
        until=conditions.instant("until"),
        min_total=None if total is None else total.least,
        max_total=None if total is None else total.most,
        currency=None if total is None else total.currency,
        stage=conditions.text("status"),
        text=conditions.text("words"),
    )


def event_parameters(conditions: Conditions) -> dict[str, object | None]:
    """Return the parameters of the same search in the history API, which has none for the currency."""
    of_checkouts = history_parameters(conditions)
    for only_of_checkouts in ("currency", "refused", "parked"):
        del of_checkouts[only_of_checkouts]
    return {name: conditions.text(name) for name in _OWN} | of_checkouts


def reads_filter(conditions: Conditions) -> AccessFilter:
    """Return the search in the access log."""
    return AccessFilter(
        reader=conditions.text("reader"),
        checkout_id=conditions.text("checkout"),
        since=conditions.instant("since"),
        until=conditions.instant("until"),
    )
