"""Opens the shop's own data that is sealed in states, changes and refused commands (Svea's MerchantData).

A sealed text is a whole value, or a JSON string in a text that is JSON, which again may be in a JSON string.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from application.history.blame import FieldOrigin
from application.history.document import Field
from application.history.patches.documents import Operation
from application.history.primitives import Value
from application.history.timeline import ChangeDescription
from application.history.wording.sentences import with_texts
from application.ports.key_vault import SEALED_PREFIX, SEALED_TEXT
from application.ports.refusal_log import StoredRefusal
from domain.checkout import Checkout

ERASED: Final = "(erased)"
# The quote of a string inside of n JSON strings has 2ⁿ - 1 backslashes before it.
_WITH_QUOTE = re.compile(rf'((\\*)")?({SEALED_TEXT.pattern})')


class ShopDataView:
    """Replaces each sealed text by what `open_text` returns for it, or by `(erased)` for None."""

    def __init__(self, open_text: Callable[[str], str | None]) -> None:
        self._open_text = open_text

    def text(self, text: str) -> str:
        """Return a text with every sealed text in it replaced, escaped where it is a JSON string."""
        if SEALED_PREFIX not in text:
            return text
        return _WITH_QUOTE.sub(self._replacement, text)

    def value(self, value: Value) -> Value:
        """Return JSON data with every sealed text in it replaced."""
        match value:
            case str():
                return self.text(value)
            case list():
                return [self.value(each) for each in value]
            case dict():
                return {name: self.value(each) for name, each in value.items()}
            case _:
                return value

    def checkout(self, checkout: Checkout) -> Checkout:
        """Return the state with the metadata and the data of each line replaced."""
        shown = checkout.draft()
        if checkout.metadata is not None:
            shown.metadata = self.text(checkout.metadata)
        shown.cart = replace(
            checkout.cart,
            lines=tuple(
                line if line.data is None else replace(line, data=self.text(line.data))
                for line in checkout.cart.lines
            ),
        )
        return shown

    def change(self, change: ChangeDescription) -> ChangeDescription:
        """Return the description of an event with its changes replaced."""
        return replace(
            change,
            changes=[self._operation(each) for each in change.changes],
            sentences=[with_texts(each, self.text) for each in change.sentences],
        )

    def origin(self, origin: FieldOrigin) -> FieldOrigin:
        """Return the origin of a field with its values replaced."""
        value = self.value(origin.field.value)
        return replace(
            origin, field=Field(origin.field.pointer, value), before=self.value(origin.before)
        )

    def refusal(self, refusal: StoredRefusal) -> StoredRefusal:
        """Return the refused command with its content replaced."""
        return replace(refusal, command=self.text(refusal.command), facts=self.text(refusal.facts))

    def _replacement(self, found: re.Match[str]) -> str:
        quote, backslashes, sealed = found[1] or "", found[2] or "", found[3]
        opened = self._open(sealed)
        if not quote:
            return opened
        for _ in range(len(backslashes).bit_length() + 1):
            opened = json.dumps(opened, ensure_ascii=False)[1:-1]
        return quote + opened

    def _open(self, sealed: str) -> str:
        text = self._open_text(sealed)
        return ERASED if text is None else text

    def _operation(self, operation: Operation) -> Operation:
        return {name: self.value(each) for name, each in operation.items()}


def sealed_texts(collect: Callable[[ShopDataView], object]) -> list[str]:
    """Return every sealed text, without repetition, that a view finds in what `collect` shows it."""
    texts: dict[str, None] = {}

    def note(sealed: str) -> str:
        texts[sealed] = None
        return sealed

    collect(ShopDataView(note))
    return list(texts)
