"""How the state shows what was reported of an order: each report under its own heading."""

from typing import Any

from interfaces.api.console.text.personal import Pieces
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.views.checkouts.state import state_view
from interfaces.api.console.views.checkouts.state_parts import ShownSection

SHIPPED: dict[str, Any] = {
    "id": "shipped-1",
    "kind": "shipped",
    "lines": [{"line": "10006", "quantity": 1}, {"line": "10002", "quantity": 2}],
    "carrier": "DHL",
}
DELIVERED: dict[str, Any] = {"id": "delivered-1", "kind": "delivered", "lines": []}


def _text(pieces: Pieces) -> str:
    return "".join(str(each.text) for each in pieces)


def _section(after: dict[str, Any], before: dict[str, Any] | None = None) -> ShownSection:
    currency = {"currency": "SEK"}
    earlier = None if before is None else currency | before
    form = ReaderFormat()
    view = state_view(currency | after, earlier, form)
    [found] = [each for each in view.sections if form.say(each.heading) == "After the purchase"]
    return found


def test_each_report_has_a_heading_of_its_own() -> None:
    """Its fields have short names, and a piece of a parcel is one field with its number."""
    section = _section({"fulfilment_events": [SHIPPED, DELIVERED]})
    assert [each.heading for each in section.items] == ["Fulfilment 1", "Fulfilment 2"]
    fields = {each.name: each.value for each in section.items[0].fields}
    assert list(fields) == ["Id", "Kind", "Line 10006", "Line 10002", "Carrier"]
    assert _text(fields["Line 10002"].pieces) == "2"
    assert fields["Line 10002"].pointer == "/fulfilment_events/0/lines/1/quantity"
    assert section.fields == ()


def test_a_new_report_is_marked() -> None:
    """Only its own fields are new; the report of before is as it was."""
    section = _section(
        {"fulfilment_events": [SHIPPED, DELIVERED]}, {"fulfilment_events": [SHIPPED]}
    )
    old, new = section.items
    assert {each.value.change for each in old.fields} == {""}
    assert {each.value.change for each in new.fields} == {"added"}


def test_another_line_in_the_same_place_is_shown_with_both() -> None:
    """The line and its number each say what was before."""
    changed = SHIPPED | {"lines": [{"line": "10007", "quantity": 1}]}
    before = SHIPPED | {"lines": [{"line": "10006", "quantity": 1}]}
    section = _section({"fulfilment_events": [changed]}, {"fulfilment_events": [before]})
    values = {each.name: each.value for each in section.items[0].fields}
    line = values["Lines · 1 · Line"]
    assert (_text(line.before), _text(line.pieces), line.change) == ("10006", "10007", "changed")
