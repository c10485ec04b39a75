"""The conditions of a search: the fields that a page has, what was typed into them, and how it was understood."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.typed.amounts import NotUnderstood, TotalRange, total_range
from interfaces.api.console.typed.times import sent_instant, typed_instant
from interfaces.http.request.single_line import IN_AN_IDENTIFIER, IN_DATA

LONGEST: Final = 200


class FieldKind(enum.Enum):
    """How the text of a field is read."""

    NAME = "name"
    WORDS = "words"
    CHOICE = "choice"
    SINCE = "since"
    UNTIL = "until"
    TOTAL = "total"


@dataclass(frozen=True, kw_only=True)
class SearchField:
    """A field of a search. `choices` are the values of a CHOICE, each with its label."""

    name: str
    label: Shown
    kind: FieldKind = FieldKind.NAME
    hint: Shown = ""
    choices: Mapping[str, Shown] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A condition that is set: as the address has it, and as the page says it."""

    label: Shown
    sent: str
    shown: Shown
    value: str | datetime | TotalRange


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What was typed, what of it was understood, and what is wrong with the rest, each by the name of its field."""

    fields: Sequence[SearchField]
    typed: Mapping[str, str]
    understood: Mapping[str, Understood]
    faults: Mapping[str, Shown]

    def text(self, name: str) -> str | None:
        """Return the text of a field; None if it is not set."""
        found = self.understood.get(name)
        return None if found is None else found.sent

    def instant(self, name: str) -> datetime | None:
        """Return the time of a field; None if it is not set."""
        found = self.understood.get(name)
        return found.value if found is not None and isinstance(found.value, datetime) else None

    def total(self, name: str) -> TotalRange | None:
        """Return the amounts of a field; None if it is not set."""
        found = self.understood.get(name)
        return found.value if found is not None and isinstance(found.value, TotalRange) else None

    @property
    def sent(self) -> dict[str, str]:
        """The conditions as an address has them."""
        return {name: each.sent for name, each in self.understood.items()}

    def without(self, name: str) -> "Conditions":
        """Return these conditions without that of one field."""
        understood = {each: one for each, one in self.understood.items() if each != name}
        return replace(self, understood=understood)

    def path(self, page: str, *, without: str = "", **others: str) -> str:
        """Return the address of a page with these conditions, without one, and with `others` in their places."""
        kept = {name: sent for name, sent in (self.sent | others).items() if name != without}
        return f"{page}?{urlencode(kept)}" if kept else page


def read_conditions(
    fields: Sequence[SearchField], sent: Mapping[str, str], form: ReaderFormat, now: datetime
) -> Conditions:
    """Read what was typed into the fields. An empty one is not set."""
    typed = {each.name: sent.get(each.name, "").strip() for each in fields}
    understood: dict[str, Understood] = {}
    faults: dict[str, Shown] = {}
    for each in fields:
        text = typed[each.name]
        if not text:
            continue
        try:
            understood[each.name] = _understand(each, text, form, now)
        except NotUnderstood as error:
            faults[each.name] = error.reason
    return Conditions(fields=fields, typed=typed, understood=understood, faults=faults)


def _understand(searched: SearchField, text: str, form: ReaderFormat, now: datetime) -> Understood:
    def condition(sent: str, shown: Shown, value: str | datetime | TotalRange) -> Understood:
        return Understood(label=searched.label, sent=sent, shown=shown, value=value)

    match searched.kind:
        case FieldKind.SINCE | FieldKind.UNTIL:
            is_end = searched.kind is FieldKind.UNTIL
            at = typed_instant(text, form.zone, now, is_end=is_end)
            return condition(sent_instant(at), form.seconds(at).text, at)
        case FieldKind.TOTAL:
            total = total_range(text)
            return condition(total.typed, _shown_total(total, form), total)
        case FieldKind.CHOICE:
            if text not in searched.choices:
                choices = ", ".join(searched.choices)
                raise NotUnderstood(phrase("Choose one of {choices}.", choices=choices))
            return condition(text, searched.choices[text], text)
        case FieldKind.NAME | FieldKind.WORDS:
            unfit = IN_DATA if searched.kind is FieldKind.WORDS else IN_AN_IDENTIFIER
            if (character := unfit.search(text)) is not None:
                code = f"U+{ord(character[0]):04X}"
                raise NotUnderstood(
                    phrase("This must not contain the character {code}.", code=code)
                )
            if len(text) > LONGEST:
                raise NotUnderstood(phrase("Write at most {number} characters.", number=LONGEST))
            if "@" in text:
                raise NotUnderstood(
                    phrase("Look for an e-mail address in the box: no address has it then.")
                )
            return condition(text, text, text)


def _shown_total(total: TotalRange, form: ReaderFormat) -> Shown:
    least, most = (_amount(each, total.currency, form) for each in (total.least, total.most))
    shown: Shown
    if total.least is None:
        shown = phrase("at most {amount}", amount=most)
    elif total.most is None:
        shown = phrase("at least {amount}", amount=least)
    else:
        shown = least if least == most else phrase("from {least} to {most}", least=least, most=most)
    if total.currency:
        return shown
    return phrase("{amount} in any currency with two decimals", amount=shown)


def _amount(amount: int | None, currency: str | None, form: ReaderFormat) -> str:
    if amount is None:
        return ""
    # XXX is the code for no currency (ISO 4217), with two decimals here.
    shown = form.money(amount, currency or "XXX")
    return shown if currency else shown.removesuffix("\u00a0XXX")
