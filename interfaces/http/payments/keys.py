"""Payment keys: whose key was sent."""

import hashlib
import hmac
from collections.abc import Sequence

from interfaces.configuration import Merchant
from interfaces.http.faults import Unauthenticated


class PaymentKeys:
    """The payment keys of all merchants, kept as digests."""

    def __init__(self, merchants: Sequence[Merchant]) -> None:
        self._owners = tuple(
            (_digest(key.encode()), merchant.id)
            for merchant in merchants
            for key in merchant.payment_keys
        )

    def owner(self, key: str | None) -> str:
        """The id of the merchant whose key this is (as read from a header). Raises Unauthenticated.

        Takes as long for a wrong key as for a right one: digests are all of one length, and all are compared.
        """
        if key is None:
            raise Unauthenticated("Send the payment key of the merchant as Authorization: Bearer.")
        # Header values are bytes, which the server hands over as Latin-1.
        sent = _digest(key.encode("latin-1", "replace"))
        found = [owner for known, owner in self._owners if hmac.compare_digest(known, sent)]
        if not found:
            raise Unauthenticated("This payment key is nobody's. Send the merchant's own.")
        return found[0]


def _digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()
