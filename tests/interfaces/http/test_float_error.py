"""Numbers with the rounding error of a binary float."""

from decimal import Decimal

import pytest

from interfaces.dialects.svea.requests.updates import update
from interfaces.dialects.walley.requests.updates import cart_update
from interfaces.http.request.body.reader import FieldReader, parse_json

_CART = '[{"id":"1","description":"d","unitPrice":%s,"quantity":%s,"vat":%s}]'


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("29.949999999999999", "29.95"),
        ("-29.949999999999999", "-29.95"),
        ("30.000000001", "30"),
        ('"29.949999999999999"', "29.95"),
        ("1e-17", "0"),
    ],
)
def test_a_price_within_a_billionth_is_rounded(sent: str, expected: str) -> None:
    """A Walley price within 1e-9 of a number with two decimals is read as that number."""
    (item,) = cart_update(
        (_CART % (sent, "1.0000000000000002", "100.00000000000001")).encode()
    ).items
    assert (item.unit_price, item.quantity, item.vat) == (
        Decimal(expected),
        Decimal(1),
        Decimal(100),
    )


def test_a_minor_unit_within_a_billionth_is_whole() -> None:
    """Svea's prices, quantities and rates within 1e-9 of a whole number are read as that number."""
    row = (
        '{"UnitPrice":9500.000000000001,"Quantity":99.999999999999986,"VatPercent":2500.0000000001}'
    )
    (read,) = update(f'{{"Cart":{{"Items":[{row}]}}}}'.encode()).rows
    assert (read.unit_price, read.quantity, read.vat_percent) == (9500, 100, 2500)


@pytest.mark.parametrize("number", ["29.949", "29.9500000011", "1e400", "1e-8", "999999999.001"])
def test_another_fraction_is_refused(number: str) -> None:
    """A number that is further away is refused, not rounded."""
    reader = FieldReader(parse_json(f'{{"n":{number}}}'.encode()), is_lenient=True)
    assert reader.number("n", at_least=-(10**9), at_most=10**9, decimals=2) is None


def test_strict_readers_do_not_round() -> None:
    """A strict reader refuses a number with a float's error, and a number in a text field."""
    reader = FieldReader(parse_json(b'{"n":29.949999999999999,"t":1}'))
    reader.number("n", at_least=0, at_most=100, decimals=2)
    reader.text("t", longest=10)
    assert [fault.path for fault in reader.faults] == ["n", "t"]
