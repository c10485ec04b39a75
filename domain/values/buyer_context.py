"""What a client says of the circumstances of a purchase, apart from the buyer's own data."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReferralParameter:
    """A parameter of the referral that led to the purchase (`utm_source`), as in the query of a link."""

    name: str
    value: str


@dataclass(frozen=True, kw_only=True)
class BuyerContext:
    """The circumstances of a purchase, kept as they were sent.

    `hints` are what the buyer may want (country, language, intent), and `signals` what the client observed (network
    address, user agent). Both are JSON text of an object, or None. `attribution` is how the buyer was referred.
    `mandate` is the proof, with the signature of the client, that the buyer has authorised the purchase.
    """

    hints: str | None = None
    signals: str | None = None
    attribution: tuple[ReferralParameter, ...] = ()
    mandate: str | None = None
