"""Descriptions that are longer than 50 characters."""

import pytest

from interfaces.dialects.walley.requests.updates import cart_update
from interfaces.http.request.body.reader import json_text

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
LETTER = "e\u0301"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("x" * 60, "x" * 50),
        ("x" * 49 + LETTER, "x" * 49),
        ("x" * 48 + LETTER + "y", "x" * 48 + LETTER),
        ("x" * 47 + FAMILY, "x" * 47),
        ("x" * 45 + FAMILY + "y", "x" * 45 + FAMILY),
        ("x" * 49 + "\U0001f1f8\U0001f1ea", "x" * 49),
        ("e" + "\u0301" * 60, "e" + "\u0301" * 49),
    ],
)
def test_a_description_is_cut_between_grapheme_clusters(sent: str, kept: str) -> None:
    """Both readers of a cart cut at the last border between grapheme clusters within 50 characters."""
    row = {"id": "1", "description": sent, "unitPrice": 1, "quantity": 1, "vat": 25}
    for body in ([row], {"items": [row]}):
        (item,) = cart_update(json_text(body).encode()).items
        assert item.description == kept
