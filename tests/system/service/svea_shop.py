"""Requests of a Svea shop to a real server."""

from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec

from tests.interfaces.dialects.svea.signing_client import signed_headers

ROW = {
    "ArticleNumber": "1",
    "Name": "Coffee",
    "Quantity": 200,
    "UnitPrice": 9500,
    "VatPercent": 2500,
}


def signed(body: bytes) -> dict[str, str]:
    """The headers of a request that Demo Shop signs now."""
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
    return {
        **signed_headers(body, now, "100001", "demo-svea-secret"),
        "Content-Type": "application/json",
    }


def creation(number: str, shop: str = "https://shop.example", **more: object) -> bytes:
    """A body of "create order" by a shop at this origin."""
    return msgspec.json.encode(
        {
            "CountryCode": "SE",
            "Currency": "SEK",
            "Locale": "sv-SE",
            "ClientOrderNumber": number,
            "MerchantSettings": {
                "PushUri": "https://shop.example/push",
                "TermsUri": f"{shop}/terms",
                "CheckoutUri": f"{shop}/checkout",
                "ConfirmationUri": f"{shop}/thanks",
            },
            "Cart": {"Items": [ROW]},
            **more,
        }
    )


def new_order(
    address: str, number: str, shop: str = "https://shop.example", **more: object
) -> dict[str, Any]:
    """Create an order of a shop at this origin, and return it."""
    body = creation(number, shop, **more)
    answer = httpx.post(f"{address}/api/orders", content=body, headers=signed(body))
    assert answer.status_code == 201, answer.text
    order: dict[str, Any] = answer.json()
    return order
