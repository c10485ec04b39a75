"""Compares the values that a refused command wanted with those of the state that it was decided on."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from application.commands.shop import ReplaceCart, ReplaceParts
from application.history.document import Path, document, nodes
from application.history.primitives import Document, Value, parse, same
from application.ports.refusal_log import StoredRefusal
from domain.checkout import Checkout

MOST_VALUES: Final = 200
"""The largest number of values in one comparison."""
_JSON_TEXTS: Final = frozenset({"shipping_properties", "metadata"})
# What a command calls otherwise than the state does.
_NAMES: Final = {
    "properties": "shipping_properties",
    "shown_version": "version",
    "based_on": "version",
}
_REMOVABLE: Final = frozenset({"reference", "shipping_properties", "metadata", "minimum_age"})
_PARTIAL: Final = frozenset({ReplaceCart.NAME, ReplaceParts.NAME})
_GROUPS: Final = frozenset({"quote", "shipping_properties", "metadata", "minimum_age"})


@dataclass(frozen=True, kw_only=True)
class WantedValue:
    """A value that a command wanted to set or relied on, and the one of the state; None for no value."""

    path: Path
    wanted: Value
    present: Value

    @property
    def differs(self) -> bool:
        """Whether the command wanted another value."""
        return not same(self.wanted, self.present)


def wanted_values(refusal: StoredRefusal, checkout: Checkout) -> list[WantedValue]:
    """Return what a refused command wanted of each value that it is about.

    The state is the one that the command was decided on. Values that neither has are left out.
    """
    content = json.loads(refusal.command, parse_float=Decimal)
    if not isinstance(content, dict):
        return []
    state = {**document(checkout), "version": checkout.version}
    wanted = {
        name: value
        for name, value in _flat(content, is_partial=refusal.operation in _PARTIAL).items()
        if name in state
    }
    wanted |= _payment(content)
    present = {name: state[name] for name in wanted}
    old, new = _leaves(present), _leaves(wanted)
    paths = [*old, *(path for path in new if path not in old)]
    return [
        WantedValue(path=path, wanted=new.get(path), present=old.get(path))
        for path in paths
        if not (_is_empty(old.get(path)) and _is_empty(new.get(path)))
    ]


def _flat(content: Document, *, is_partial: bool = False) -> Document:
    """Return the values of a command by the names of the state. Commands inside of a command are taken apart.

    Null removes a value. In a partial command it leaves the value as it is, unless it is inside of another command.
    """
    found: Document = {}
    for name, value in content.items():
        if name in _GROUPS and isinstance(value, dict):
            found |= _flat(value)
            continue
        known = _NAMES.get(name, name)
        is_text = known in _JSON_TEXTS and isinstance(value, str)
        if value is not None or (known in _REMOVABLE and not is_partial):
            found[known] = parse(value) if is_text and isinstance(value, str) else value
    return found


def _payment(content: Document) -> Document:
    """Return the amount of a payment report as the total that has to be agreed."""
    payment = content.get("payment")
    if not isinstance(payment, dict):
        return {}
    return {"agreed_total": payment.get("amount"), "currency": payment.get("currency")}


def _leaves(doc: Document) -> dict[Path, Value]:
    return {path: field.value for path, field in nodes(doc) if field.is_leaf}


def _is_empty(value: Value) -> bool:
    return value is None or value in ([], {})
