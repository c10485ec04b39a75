"""A Svea client's signature, written from the provider's description and from nothing in tillroll."""

import base64
import hashlib


def signature(body: bytes, secret: str, timestamp: str) -> str:
    """The SHA-512, in lower-case hex, of the body, the secret and the timestamp one after the other."""
    return hashlib.sha512(body + secret.encode() + timestamp.encode()).hexdigest()


def authorization(merchant_id: str, signed: str) -> str:
    """The value of the header Authorization."""
    return "Svea " + base64.b64encode(f"{merchant_id}:{signed}".encode()).decode()


def signed_headers(body: bytes, timestamp: str, merchant_id: str, secret: str) -> dict[str, str]:
    """The headers of a signed request."""
    return {
        "Authorization": authorization(merchant_id, signature(body, secret, timestamp)),
        "Timestamp": timestamp,
    }
