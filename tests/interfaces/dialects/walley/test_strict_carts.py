"""The fast reader of strictly valid carts and the tolerant reader give the same result."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interfaces.dialects.walley.requests.cart import items_of
from interfaces.dialects.walley.requests.strict_cart import read_strict_items
from interfaces.dialects.walley.wire import Item
from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.reader import json_text, parse_json

ARTICLE = {
    "id": "10001",
    "description": "A product description",
    "unitPrice": Decimal("95.00"),
    "unitWeight": Decimal("0.3"),
    "quantity": 1,
    "vat": Decimal("25.0"),
    "requiresElectronicId": True,
    "minimumAge": 18,
    "sku": "a unique alphanumeric code for article identification",
}
GIFT_CARD = {
    "id": "10002",
    "description": "Gift Card",
    "type": "GiftCard",
    "unitPrice": Decimal("-100.0"),
    "quantity": 1,
    "vat": Decimal("0.0"),
}
ANY_VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.integers(-2, 3),
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**10), max_value=10**10, places=3
    ),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-10, max_value=100, places=2),
    st.text(max_size=60),
    st.sampled_from(
        [
            "GiftCard",
            "giftcard",
            " GiftCard ",
            "",
            " ",
            "1",
            "1.50",
            "\x00",
            "a\nb",
            "a\u200bb",
            "a\u202e",
            "x" * 1100,
        ]
    ),
    st.just([]),
)
NAMES = st.sampled_from([*ARTICLE, "type", "maximumAge", "UnitPrice", "SKU", "unknown"])
ROWS = st.builds(
    lambda row, more, less: {k: v for k, v in {**row, **more}.items() if k not in less},
    st.sampled_from([ARTICLE, GIFT_CARD]),
    st.dictionaries(NAMES, ANY_VALUE, max_size=2),
    st.sets(NAMES, max_size=1),
)


def tolerant(body: bytes) -> tuple[tuple[Item, ...], list[FieldFault]]:
    faults: list[FieldFault] = []
    return items_of(parse_json(body), "cart", faults), faults


@given(rows=st.lists(ROWS, max_size=3))
@example(rows=[{**ARTICLE, "unitPrice": 999_999_999, "quantity": 99_999_999}])
@example(rows=[{**ARTICLE, "unitWeight": Decimal("0.0000000000000000000000000001")}])
def test_both_readers_agree_on_a_strict_cart(rows: list[Any]) -> None:
    """Every cart that the fast reader accepts is accepted by the tolerant reader, with the same rows."""
    body = json_text(rows).encode()
    read = read_strict_items(body)
    if read is not None:
        assert (read, []) == tolerant(body)


@pytest.mark.parametrize("row", [ARTICLE, GIFT_CARD])
def test_documented_rows_take_the_fast_reader(row: dict[str, Any]) -> None:
    """The fast reader accepts the rows that the documentation shows."""
    assert read_strict_items(json_text([row]).encode()) is not None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"items": []}',
        b"[1]",
        b"[{}]",
        b"\xff",
        b"[" * 100_000,
        json.dumps([{**GIFT_CARD, "unitPrice": float("nan"), "vat": 0}]).encode(),
        b'[{"id":"1","description":"d","unitPrice":1e99999999999999999999,"quantity":1,"vat":0}]',
        json_text([{**ARTICLE, "unitPrice": True}]).encode(),
        json_text([{**ARTICLE, "unitPrice": "95.00"}]).encode(),
        json_text([{**ARTICLE, "id": " 1"}]).encode(),
        json_text([{**ARTICLE, "Sku": "other spelling"}]).encode(),
        json_text([{**GIFT_CARD, "quantity": 2}]).encode(),
    ],
)
def test_unusual_carts_are_left_to_the_tolerant_reader(body: bytes) -> None:
    """The fast reader leaves any unusual body to the tolerant reader."""
    assert read_strict_items(body) is None
