"""`ap2.merchant_authorization`: the signature of the shop over a checkout, without the member `ap2`."""

from typing import Any, Final

from interfaces.dialects.ucp.mandates.canonical import NotCanonical, canonical_bytes, parse
from interfaces.dialects.ucp.mandates.errors import MandateRefused
from interfaces.dialects.ucp.mandates.jws import Jws, read_jws, sign_detached
from interfaces.dialects.ucp.signing.keys import ShopKeys
from interfaces.dialects.ucp.signing.platform_keys import read_keys
from interfaces.dialects.ucp.wire import Shape

AP2: Final = "ap2"
AUTHORIZATION: Final = "merchant_authorization"
_START: Final = b',"ap2":{'


def with_authorization(body: bytes, keys: ShopKeys) -> bytes:
    """Return a checkout in JSON with the signature of the shop at its end.

    It is returned as it is where the shop has no key, or where the checkout has no canonical form.
    """
    if keys.signer is None:
        return body
    try:
        signed = sign_detached(keys.signer, canonical_bytes(parse(body)))
    except NotCanonical:
        return body
    return b'%s%s"%s":"%s"}}' % (body[:-1], _START, AUTHORIZATION.encode(), signed.encode())


def without_authorization(body: bytes) -> bytes:
    """Return a checkout that was signed as it was before."""
    start, found, _ = body.rpartition(_START)
    return start + b"}" if found else body


def authorised_checkout(claims: Shape, keys: ShopKeys) -> Any:
    """Return the checkout in a mandate, which the shop has signed. Raises MandateRefused and ValueError.

    AP2 has it as `checkout_jwt`, the signature with its payload, and UCP as the whole checkout with `ap2`.
    """
    attached, checkout = claims.get("checkout_jwt"), claims.get("checkout")
    if isinstance(attached, str):
        jws = read_jws(attached)
    elif isinstance(checkout, dict):
        jws = _detached_in(checkout)
    else:
        raise MandateRefused(
            "merchant_authorization_missing",
            "The mandate has no checkout that the shop has signed.",
        )
    if not jws.is_of(read_keys({"keys": keys.published}), jws.kid):
        raise MandateRefused(
            "merchant_authorization_invalid",
            "The checkout in the mandate does not have a valid signature of the shop.",
        )
    return parse(jws.payload)


def _detached_in(checkout: Shape) -> Jws:
    members = {name: each for name, each in checkout.items() if name != AP2}
    own = checkout.get(AP2)
    text = own.get(AUTHORIZATION) if isinstance(own, dict) else None
    if not isinstance(text, str):
        raise MandateRefused(
            "merchant_authorization_missing",
            "The checkout in the mandate has no ap2.merchant_authorization.",
        )
    return read_jws(text, canonical_bytes(members))
