"""The tables about what happened to one checkout: events, refused commands, callbacks, and reads."""

from collections.abc import Iterator

from markupsafe import Markup

from application.history.document import nodes
from application.history.narrative import format_value
from application.history.primitives import parse
from application.persons.export import CheckoutRecord
from application.ports.refusal_log import StoredRefusal
from interfaces.cli.person_page.fields import NO_VALUES
from interfaces.cli.person_page.markup import element, lines, table
from interfaces.cli.person_page.words import (
    as_words,
    field_text,
    origin_text,
    sender_text,
    time_text,
)


def events_table(record: CheckoutRecord) -> Markup:
    """Return every event with its changes in words."""
    return table(
        ("When", "What changed", "Who", "From where"),
        (
            (
                time_text(each.event.timestamp),
                lines(each.words) or as_words(each.event.TOPIC),
                sender_text(each.event.provenance),
                origin_text(each.event.provenance),
            )
            for each in record.events
        ),
    )


def refusals_table(record: CheckoutRecord) -> Markup:
    """Return the refused commands with their parameters."""
    return table(
        ("When", "What was wanted", "Why it was refused", "Who", "From where"),
        (
            (
                time_text(each.at),
                lines(
                    (as_words(each.operation), *_parameters(each, record.state.checkout.currency))
                ),
                as_words(each.reason),
                sender_text(each.provenance),
                origin_text(each.provenance),
            )
            for each in record.refusals
        ),
    )


def _parameters(refusal: StoredRefusal, currency: str) -> Iterator[str]:
    """Yield each parameter of a refused command that has a value, with its name."""
    content = parse(refusal.command)
    if not isinstance(content, dict):
        return
    for _, field in nodes(content):
        if field.is_leaf and field.value not in NO_VALUES:
            name = field.pointer.rpartition("/")[2]
            yield f"{field_text(field.pointer)}: {format_value(name, field.value, currency)}"


def deliveries_table(record: CheckoutRecord) -> Markup:
    """Return the callbacks to the shop with every attempt."""
    return table(
        ("When", "Where to", "Result", "Attempts"),
        (
            (
                time_text(each.made_at),
                f"{each.method} {each.shown_url}",
                as_words(each.state.value),
                lines(
                    [
                        f"{time_text(attempt.at)}: {attempt.outcome.value}"
                        + (f". {attempt.problem}" if attempt.problem else "")
                        for attempt in each.attempts
                    ]
                ),
            )
            for each in record.deliveries
        ),
    )


def reads_table(record: CheckoutRecord) -> Markup:
    """Return who read the history of the checkout."""
    return table(
        ("When", "Who", "What", "Result"),
        (
            (
                time_text(each.read.at),
                sender_text(each.read.provenance),
                element("code", each.read.shown_target),
                "" if each.read.outcome is None else as_words(each.read.outcome.value),
            )
            for each in record.reads
        ),
    )
