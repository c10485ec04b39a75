"""Payment keys: whose key was sent."""

from collections.abc import Sequence

from interfaces.http.errors import Unauthenticated
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.runtime.secret_digests import digest_of, digest_sent, is_same


class PaymentKeys:
    """The payment keys of all merchants, kept as digests."""

    def __init__(self, merchants: Sequence[MerchantSettings[tuple[str, ...]]]) -> None:
        self._owners = tuple(
            (digest_of(key), merchant.id) for merchant in merchants for key in merchant.settings
        )

    def owner(self, key: str | None) -> str:
        """The id of the merchant whose key this is (as read from a header). Raises Unauthenticated.

        Takes as long for a wrong key as for a right one: digests are all of one length, and all are compared.
        """
        if key is None:
            raise Unauthenticated("Send the payment key of the merchant as Authorization: Bearer.")
        # Header values are bytes, which the server hands over as Latin-1.
        sent = digest_sent(key.encode("latin-1", "replace"))
        found = [owner for known, owner in self._owners if is_same(known, sent)]
        if not found:
            raise Unauthenticated("This payment key is nobody's. Send the merchant's own.")
        return found[0]
