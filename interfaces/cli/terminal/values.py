"""Format values of a state and their provenance."""

from rich.text import Text

from application.history.document import Path
from application.history.narrative import SHOPS_OWN, format_value
from application.history.primitives import Value
from domain.provenance import Provenance
from domain.values.money import in_major_units
from interfaces.api.history.wire import ProvenanceShape
from interfaces.cli.terminal.output import FAINT, WHO
from interfaces.cli.terminal.safe_text import line
from interfaces.runtime.printable import printable


def money(amount: int, currency: str) -> str:
    """Format an amount in minor units as major units with the currency."""
    return f"{in_major_units(amount, currency)} {currency}"


def value_at(path: Path, value: Value, currency: str) -> str:
    """Format the value at a path of a state in one line: amounts in major units with currency, rates in per cent.

    A `total` in the shop's own data is not an amount of tillroll.
    """
    field = "" if path[0] in SHOPS_OWN else str(path[-1])
    return printable(format_value(field, value, currency))


def source(by: Provenance | ProvenanceShape) -> Text:
    """Format the actor, the dialect and the request of a provenance."""
    parts = line((by.actor, WHO), f"  {by.dialect}: {by.operation}")
    for name, part in (
        ("request", by.request_id),
        ("from", by.address),
        ("through", by.peer),
        ("with", by.user_agent),
        ("key", by.idempotency_key),
    ):
        if part:
            parts.append(line((f"  {name} {part}", FAINT)))
    return parts
