"""Every value that one field ever had, with who set it, and whether that was before the purchase was agreed."""

from dataclasses import dataclass

from application.history.windows.field_history import FieldHistory, FieldValue
from interfaces.api.console.text.personal import Pieces
from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.views.origins import ValueOrigin, origin_of
from interfaces.api.console.views.values import path_name, value_at


@dataclass(frozen=True, kw_only=True)
class HistoricValue:
    """A value and the one before it, each empty for none. `previous` is the version before; None for the first one."""

    value: Pieces
    before: Pieces
    origin: ValueOrigin
    previous: int | None
    agreement: Shown


@dataclass(frozen=True, kw_only=True)
class FieldHistoryView:
    """The values of a field, newest first. `older` selects the next page of them; None if there is none."""

    name: str
    pointer: str
    version: int
    current: HistoricValue | None
    values: tuple[HistoricValue, ...]
    older: int | None


def field_history_view(
    history: FieldHistory, agreed: int | None, form: ReaderFormat, *, is_first_page: bool
) -> FieldHistoryView | None:
    """Return the view; None for a field that the state does not have.

    `agreed` is the version with which the purchase was agreed; None if it is not.
    """
    if history.field is None:
        return None

    def view(each: FieldValue) -> HistoricValue:
        version = each.event.originator_version
        return HistoricValue(
            value=value_at(history.path, each.value, history.currency, form),
            before=value_at(history.path, each.before, history.currency, form),
            origin=origin_of(each.event, form),
            previous=version - 1 if version > 1 else None,
            agreement=_agreement(version, agreed),
        )

    values = tuple(map(view, history.values))
    return FieldHistoryView(
        name=path_name(history.path, form),
        pointer=history.field.pointer,
        version=history.version,
        current=values[0] if values and is_first_page else None,
        values=values,
        older=history.before,
    )


def _agreement(version: int, agreed: int | None) -> Shown:
    if agreed is None:
        return phrase("The purchase is not agreed")
    if version == agreed:
        return phrase("With the agreement")
    if version < agreed:
        return phrase("Before the agreement")
    return phrase("After the agreement")
