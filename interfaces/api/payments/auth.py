"""Authenticate the merchant who reports a payment, by payment key."""

from collections.abc import Sequence

from fastapi import Request

from interfaces.http.errors.request_errors import Unauthenticated
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import CALLER, Party, Share
from interfaces.http.request.bearer import BearerKeys, bearer_key


class PaymentKeys:
    """The payment keys of all merchants."""

    def __init__(self, merchants: Sequence[MerchantSettings[tuple[str, ...]]]) -> None:
        self._keys = BearerKeys(
            (key, merchant.id) for merchant in merchants for key in merchant.settings
        )

    def identify(self, request: Request) -> Party:
        """Return the payment side of the merchant whose key the head has. Raises Unauthenticated."""
        merchant = request.scope[CALLER] = self.owner(bearer_key(request))
        return Party(Share.PAYMENTS, merchant, "payment key")

    def owner(self, key: str | None) -> str:
        """Return the id of the merchant that has this key, as a header carried it. Raises Unauthenticated."""
        if key is None:
            raise Unauthenticated("Send the payment key of the merchant as Authorization: Bearer.")
        merchant = self._keys.owner(key)
        if merchant is None:
            raise Unauthenticated("This payment key is unknown. Send the merchant's own.")
        return merchant


def merchant_of(request: Request) -> str:
    """Return the merchant that `identify` found."""
    merchant: str = request.scope[CALLER]
    return merchant
