"""The cart of Walley's documentation: an article and a gift card. The quantity makes the carts differ."""

import json


def cart(quantity: int) -> bytes:
    """The body of PUT …/cart, as compact JSON."""
    article = {
        "id": "10001",
        "description": "A product description",
        "unitPrice": 95.0,
        "unitWeight": 0.3,
        "quantity": quantity,
        "vat": 25.0,
        "requiresElectronicId": True,
        "sku": "a unique alphanumeric code for article identification",
    }
    gift_card = {
        "id": "10002",
        "description": "Gift Card",
        "type": "GiftCard",
        "unitPrice": -100.0,
        "quantity": 1,
        "vat": 0.0,
    }
    return json.dumps([article, gift_card], separators=(",", ":")).encode()


def creation(quantity: int = 1) -> bytes:
    """The body of POST /checkouts, with that cart."""
    return (
        b'{"storeId":1001,"countryCode":"SE","merchantTermsUri":"https://shop.example/terms",'
        b'"notificationUri":"https://shop.example/notify","cart":{"items":%b}}' % cart(quantity)
    )


def put(path: str, quantity: int, token: str) -> bytes:
    """The whole request that replaces the cart, as a shop's server sends it."""
    body = cart(quantity)
    return b"\r\n".join(
        (
            f"PUT {path} HTTP/1.1".encode(),
            b"Host: localhost",
            b"User-Agent: shop/1.0",
            b"Content-Type: application/json",
            f"Authorization: Bearer {token}".encode(),
            b"Content-Length: %d" % len(body),
            b"",
            body,
        )
    )


def get(path: str, token: str, known: str | None = None) -> bytes:
    """The whole request that reads a checkout. `known` is the ETag that the shop already has."""
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: localhost",
        "User-Agent: shop/1.0",
        f"Authorization: Bearer {token}",
    ]
    if known is not None:
        lines.append(f"If-None-Match: {known}")
    return "\r\n".join((*lines, "", "")).encode()
