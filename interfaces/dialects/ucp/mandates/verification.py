"""The verification of a checkout mandate: who has signed it, until when, and that it is of the checkout as it is.

Its claims are those of AP2 (`vct` is mandate.checkout.1), also in `delegate_payload`. The key is one of the platform's
profile: the platform vouches for the consent of the buyer. Where the mandate names a key of the holder (`cnf`), the
holder has to have signed the presentation too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from domain.checkout import Checkout
from interfaces.dialects.ucp.mandates.authorization import authorised_checkout
from interfaces.dialects.ucp.mandates.canonical import parse
from interfaces.dialects.ucp.mandates.errors import MandateRefused
from interfaces.dialects.ucp.mandates.sd_jwt import (
    Presentation,
    claims_in,
    digest_of,
    read_presentation,
)
from interfaces.dialects.ucp.signing.keys import ShopKeys
from interfaces.dialects.ucp.signing.platform_keys import PlatformKeys, read_keys
from interfaces.dialects.ucp.wire import Shape

_TYPE: Final = "mandate.checkout.1"
_SKEW: Final = timedelta(minutes=1)
_HOLDER: Final = "holder"
TermsOf = Callable[[Checkout, str], Shape | None]


@dataclass(frozen=True, kw_only=True)
class MandateVerifier:
    """What mandates are verified with: the keys of the platform and of the shop, and the time of now.

    `terms_of` writes a checkout as it is in a version; None if that is not spoken.
    """

    platform_keys: PlatformKeys
    shop_keys: ShopKeys
    now: datetime
    terms_of: TermsOf

    def verify(self, mandate: str, checkout: Checkout) -> None:
        """Check that a mandate authorises the purchase of a checkout as it is. Raises MandateRefused."""
        try:
            presentation = read_presentation(mandate)
            self._check_issuer(presentation)
            claims = claims_in(presentation)
            content = _content_of(claims)
            self._check_binding(presentation, content.get("cnf", claims.get("cnf")))
            self._check_times(claims, content)
            _check_hash(content)
            authorised = authorised_checkout(content, self.shop_keys)
        except ValueError as error:
            raise _invalid(f"The mandate cannot be read: {error}.") from None
        self._check_terms(authorised, checkout)

    def _check_issuer(self, presentation: Presentation) -> None:
        kid = presentation.issued.kid
        if kid is None and len(self.platform_keys) == 1:
            (kid,) = self.platform_keys
        if kid not in self.platform_keys:
            raise MandateRefused(
                "agent_missing_key",
                "The profile of the platform does not have the key of the mandate.",
            )
        if not presentation.issued.is_of(self.platform_keys, kid):
            raise _invalid("The mandate does not have a valid signature of the named key.")

    def _check_binding(self, presentation: Presentation, confirmation: Any) -> None:
        binding = presentation.binding
        if confirmation is None:
            if binding is not None:
                raise _invalid("The mandate is bound to a key that it does not name.")
            return
        jwk = confirmation.get("jwk") if isinstance(confirmation, dict) else None
        holder = read_keys({"keys": [{**jwk, "kid": _HOLDER}]}) if isinstance(jwk, dict) else {}
        if binding is None or not binding.is_of(holder, _HOLDER):
            raise _invalid("The mandate does not have a valid signature of its holder.")
        statement = _object(binding.payload)
        if statement.get("sd_hash") != digest_of(presentation.bound):
            raise _invalid("The signature of the holder is of another mandate.")
        self._check_times(statement)

    def _check_times(self, *claims: Shape) -> None:
        now = self.now.timestamp()
        for each in claims:
            for name in ("iat", "nbf"):
                if _time(each, name, 0) > now + _SKEW.total_seconds():
                    raise _invalid("The mandate is not valid yet.")
            if _time(each, "exp", now) < now:
                raise MandateRefused("mandate_expired", "The mandate has expired.")

    def _check_terms(self, authorised: Any, checkout: Checkout) -> None:
        """Refuse a mandate for another checkout, or for one with other lines, totals or goods that go elsewhere."""
        version = authorised.get("ucp", {}).get("version") if isinstance(authorised, dict) else None
        current = self.terms_of(checkout, version) if isinstance(version, str) else None
        if current is None or terms_in(authorised) != terms_in(current):
            raise MandateRefused(
                "mandate_scope_mismatch",
                "The mandate is not for this checkout as it is. Get it, and ask the buyer again.",
            )


def terms_in(shape: Shape) -> Shape:
    """Return what a buyer agrees to: which goods, for how much, and where they go."""
    terms = {name: shape.get(name) for name in ("id", "currency", "line_items", "totals")}
    fulfillment = shape.get("fulfillment") or {}
    terms["fulfillment"] = [
        (
            method.get("type"),
            method.get("line_item_ids"),
            [
                each
                for each in method.get("destinations") or ()
                if each.get("id") == method.get("selected_destination_id")
            ],
            [group.get("selected_option_id") for group in method.get("groups") or ()],
        )
        for method in fulfillment.get("methods") or ()
    ]
    return terms


def _content_of(claims: Shape) -> Shape:
    """Return the claims of the checkout mandate, which may be one of several delegated ones."""
    delegated = claims.get("delegate_payload")
    entries = [claims] if delegated is None else delegated
    for each in entries if isinstance(entries, list) else ():
        if isinstance(each, dict) and each.get("vct", _TYPE) == _TYPE:
            return each
    raise MandateRefused(
        "mandate_scope_mismatch", f"The mandate is not for a checkout: its vct has to be {_TYPE}."
    )


def _check_hash(content: Shape) -> None:
    attached, named = content.get("checkout_jwt"), content.get("checkout_hash")
    if isinstance(attached, str) and named != digest_of(attached):
        raise _invalid("checkout_hash is not that of checkout_jwt.")


def _object(payload: bytes) -> Shape:
    value = parse(payload)
    if not isinstance(value, dict):
        raise ValueError("what its holder has signed is no object")
    return value


def _time(claims: Shape, name: str, default: float) -> float:
    value = claims.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{name} is no time")
    return value


def _invalid(reason: str) -> MandateRefused:
    return MandateRefused("mandate_invalid_signature", reason)
