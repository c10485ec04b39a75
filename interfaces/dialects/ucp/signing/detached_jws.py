"""The signature of a body as a detached JWS with an unencoded payload (RFC 7515 appendix F, RFC 7797).

UCP 2026-01-11 wants one in the header `Request-Signature`. It covers the bytes of the body and nothing else.
"""

from collections.abc import Mapping

from jwt.api_jws import PyJWS

from interfaces.dialects.ucp.signing.keys import ShopKey


def sign_body(key: ShopKey, body: bytes) -> Mapping[str, str]:
    """Return the header `Request-Signature`: `<protected header>..<signature>`."""
    header = {"kid": key.kid, "b64": False, "crit": ["b64"], "typ": None}
    signed = PyJWS().encode(
        body, key.private, algorithm="ES256", headers=header, is_payload_detached=True
    )
    return {"Request-Signature": signed}
