"""The signature of a Svea client, written from the provider's documentation without using tillroll's code."""

import base64
import hashlib


def signature(body: bytes, secret: str, timestamp: str) -> str:
    """The lower-case hex SHA-512 of the body, the secret and the timestamp, concatenated."""
    return hashlib.sha512(body + secret.encode() + timestamp.encode()).hexdigest()


def authorization(merchant_id: str, signed: str) -> str:
    """The value of the Authorization header."""
    return "Svea " + base64.b64encode(f"{merchant_id}:{signed}".encode()).decode()


def signed_headers(body: bytes, timestamp: str, merchant_id: str, secret: str) -> dict[str, str]:
    """The headers of a signed request."""
    return {
        "Authorization": authorization(merchant_id, signature(body, secret, timestamp)),
        "Timestamp": timestamp,
    }
