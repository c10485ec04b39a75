"""The part of the page about one checkout."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from markupsafe import Markup

from application.history.blame import FieldOrigin
from application.history.document import nodes
from application.history.narrative import SHOPS_OWN, format_value
from application.history.primitives import Value, parse
from application.persons.export import CheckoutRecord
from application.ports.refusal_log import StoredRefusal
from domain.checkout import Checkout
from domain.values.money import in_major_units
from interfaces.cli.person_page.markup import concat, element, facts, lines, section, table
from interfaces.cli.person_page.words import (
    as_words,
    field_text,
    lifetime_text,
    origin_text,
    sender_text,
    time_text,
)

_ABOUT_THE_PERSON = ("/customer/", "/delivery/address/", "/delivery/recipient/")
_SHOWN_ELSEWHERE = (
    *("/cart/", "/fees/", "/total"),
    *("/id", "/merchant", "/order_number", "/reference", "/stage"),
)
_NO_VALUES: Final[tuple[Value, ...]] = (None, [], {})


def record_section(record: CheckoutRecord, number: int) -> Markup:
    """Return the part about one checkout, the `number`th of the page."""
    return element(
        "article",
        element("h2", f"{number}. Checkout at {record.state.checkout.merchant}"),
        *_parts(record),
        id=f"checkout-{number}",
    )


def _parts(record: CheckoutRecord) -> Iterator[Markup]:
    checkout = record.state.checkout
    if record.erased_at is not None:
        yield element(
            "p",
            f"Personal data of this checkout was erased on {time_text(record.erased_at)}.",
            class_="note",
        )
    yield _summary(record)
    yield section(
        "About you",
        "What is stored about you in this checkout now, under the request that it came with.",
        _fields(record, checkout.currency, _is_about_the_person),
        otherwise="Nothing is stored about you in this checkout now.",
    )
    yield section(
        "What you ordered",
        "The goods and fees of this checkout.",
        _order(checkout),
        otherwise="The cart is empty.",
    )
    yield section(
        "Other data",
        "Everything else that is stored of this checkout now, under the request that it came with.",
        _fields(record, checkout.currency, _is_other),
        otherwise="Nothing else is stored.",
    )
    yield section(
        "What happened",
        "Every change since the checkout was opened, oldest first. Earlier values are here too.",
        _events(record),
        otherwise="Nothing happened.",
    )
    yield section(
        "What was refused",
        "Requests that changed nothing. They are kept to answer questions later.",
        _refusals(record),
        otherwise="No request was refused.",
    )
    yield section(
        "What was sent to the shop",
        "Messages of this service to the shop's own server.",
        _deliveries(record),
        otherwise="No message was sent to the shop.",
    )
    yield section(
        "Who read it",
        "Everybody who read the history of this checkout before this page was made.",
        _reads(record),
        otherwise="Nobody read the history of this checkout before this page was made.",
    )
    yield section(
        "How long it is kept",
        "Data that can be erased. After that, nobody can read it, in no earlier version either.",
        facts(map(lifetime_text, record.lifetimes)) if record.lifetimes else Markup(""),
        otherwise="This checkout has no data left that can be erased.",
    )


def _summary(record: CheckoutRecord) -> Markup:
    checkout = record.state.checkout
    return facts(
        (
            ("Shop", checkout.merchant),
            ("Checkout id", checkout.id),
            ("Order number", str(checkout.order_number or "")),
            ("The shop's reference", checkout.reference),
            ("Opened", time_text(record.state.first.at)),
            ("Last change", time_text(record.state.mark.at)),
            ("Status", as_words(checkout.stage.value)),
        )
    )


def _fields(record: CheckoutRecord, currency: str, is_wanted: Callable[[str], bool]) -> Markup:
    """Return the fields of the state that have a value, under the event that set them, the oldest event first."""
    by_event: defaultdict[int, list[FieldOrigin]] = defaultdict(list)
    for each in record.origins:
        if (
            each.field.is_leaf
            and each.field.value not in _NO_VALUES
            and is_wanted(each.field.pointer)
        ):
            by_event[each.event.originator_version].append(each)
    return concat(
        _source(origins[0])
        + facts((field_text(each.field.pointer), _value(each, currency)) for each in origins)
        for _, origins in sorted(by_event.items())
    )


def _order(checkout: Checkout) -> Markup:
    def amount(minor: int) -> str:
        return f"{in_major_units(minor, checkout.currency)} {checkout.currency}"

    if not checkout.cart.lines and not checkout.fees:
        return Markup("")
    return table(
        ("Article", "Number", "Quantity", "Price"),
        (
            *(
                (line.description, line.article, f"{line.quantity:f}", amount(line.total))
                for line in checkout.cart.lines
            ),
            *(
                (fee.description, fee.article, None, amount(fee.unit_price))
                for fee in checkout.fees
            ),
            (element("strong", "Total"), None, None, element("strong", amount(checkout.total))),
        ),
    )


def _events(record: CheckoutRecord) -> Markup:
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


def _refusals(record: CheckoutRecord) -> Markup:
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
        if field.is_leaf and field.value not in _NO_VALUES:
            name = field.pointer.rpartition("/")[2]
            yield f"{field_text(field.pointer)}: {format_value(name, field.value, currency)}"


def _deliveries(record: CheckoutRecord) -> Markup:
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


def _reads(record: CheckoutRecord) -> Markup:
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


def _is_about_the_person(pointer: str) -> bool:
    return pointer.startswith(_ABOUT_THE_PERSON)


def _is_other(pointer: str) -> bool:
    return not pointer.startswith((*_ABOUT_THE_PERSON, *_SHOWN_ELSEWHERE))


def _value(origin: FieldOrigin, currency: str) -> str:
    """Return the value of a field as text. A `total` in the shop's own data is not an amount of this service."""
    pointer, value = origin.field.pointer, origin.field.value
    part, name = pointer.split("/")[1], pointer.rpartition("/")[2]
    if part in SHOPS_OWN:
        return format_value("", value, currency)
    if name.endswith("_at") and isinstance(value, str):
        return time_text(datetime.fromisoformat(value))
    return format_value(name, value, currency)


def _source(origin: FieldOrigin) -> Markup:
    by = origin.event.provenance
    parts = (time_text(origin.event.timestamp), sender_text(by), by.operation, origin_text(by))
    return element("h4", "; ".join(part for part in parts if part))
