"""The part of the page about one checkout."""

from collections.abc import Iterator

from markupsafe import Markup

from application.persons.export import CheckoutRecord
from domain.checkout import Checkout
from domain.values.money import in_major_units
from interfaces.cli.person_page.fields import fields_by_event, is_about_the_person, is_other
from interfaces.cli.person_page.history import (
    deliveries_table,
    events_table,
    reads_table,
    refusals_table,
)
from interfaces.cli.person_page.markup import element, facts, section, table
from interfaces.cli.person_page.words import as_words, lifetime_text, time_text


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
        fields_by_event(record, checkout.currency, is_about_the_person),
        otherwise="Nothing is stored about you in this checkout now.",
    )
    yield section(
        "What you ordered",
        "The goods, the fees, the delivery and the taxes of this checkout.",
        _order(checkout),
        otherwise="The cart is empty.",
    )
    yield section(
        "Other data",
        "Everything else that is stored of this checkout now, under the request that it came with.",
        fields_by_event(record, checkout.currency, is_other),
        otherwise="Nothing else is stored.",
    )
    yield section(
        "What happened",
        "Every change since the checkout was opened, oldest first. Earlier values are here too.",
        events_table(record),
        otherwise="Nothing happened.",
    )
    yield section(
        "What was refused",
        "Requests that changed nothing. They are kept to answer questions later.",
        refusals_table(record),
        otherwise="No request was refused.",
    )
    yield section(
        "What was sent to the shop",
        "Messages of this service to the shop's own server.",
        deliveries_table(record),
        otherwise="No message was sent to the shop.",
    )
    yield section(
        "Who read it",
        "Everybody who read the history of this checkout before this page was made.",
        reads_table(record),
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


def _order(checkout: Checkout) -> Markup:
    def amount(minor: int) -> str:
        return f"{in_major_units(minor, checkout.currency)} {checkout.currency}"

    charges = checkout.charges
    if not checkout.cart.lines and not charges:
        return Markup("")
    return table(
        ("Article", "Number", "Quantity", "Price"),
        (
            *(
                (line.description, line.article, f"{line.quantity:f}", amount(line.total))
                for line in checkout.cart.lines
            ),
            *((charge.title, None, None, amount(charge.amount)) for charge in charges),
            (element("strong", "Total"), None, None, element("strong", amount(checkout.total))),
        ),
    )
