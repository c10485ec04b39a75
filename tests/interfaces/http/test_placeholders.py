"""Placeholders in callback URIs."""

import pytest

from interfaces.dialects.walley.requests.commands import fill_uri
from interfaces.http.uri_placeholders import fill


@pytest.mark.parametrize(
    "uri",
    [
        "https://s.example/?o={checkout.order.uri}",
        "https://s.example/?o={Checkout.Order.Uri}",
        "https://s.example/?o=%7Bcheckout.order.uri%7D",
        "https://s.example/?o=%7bCHECKOUT.ORDER.URI%7d",
    ],
)
def test_a_placeholder_is_filled_in(uri: str) -> None:
    """A placeholder is filled in in any letter case, and with percent-encoded braces."""
    assert fill(uri, {"checkout.order.uri": "17"}) == "https://s.example/?o=17"


def test_walleys_two_placeholders_are_filled_in() -> None:
    """The id and the public token are filled in by the same rule, and inserted values are not filled in again."""
    uri = "https://s.example/%7BCheckout.Id%7D/{CHECKOUT.PUBLICTOKEN}"
    found = fill_uri(uri, checkout_id="{checkout.publictoken}", public_token="t")
    assert found == "https://s.example/{checkout.publictoken}/t"


@pytest.mark.parametrize("uri", ["https://s.example/{other}", "https://s.example/checkout.id"])
def test_other_text_is_unchanged(uri: str) -> None:
    """An unknown placeholder, and a name without braces, are unchanged."""
    assert fill(uri, {"checkout.id": "1"}) == uri
