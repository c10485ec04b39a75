"""The second secret of a page: proof that it is the page on which the customer was identified.

The public token is in the shop's page and in its URLs, so many may have it. The answer to an identification has a
secret that only that page gets, in the header `Page-Secret`. The page sends it back in the same header. It keeps it in
the session storage of tillroll's origin, which scripts of the shop's page cannot read. A cookie would need `Secure` and
`Partitioned`, which do not work on plain http in every browser, and a browser would add it to requests of other sites.

The secret is derived from the customer data with a key of the installation, so nothing is stored. A later
identification with other data, by another page or by the shop, makes the earlier secret void.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable
from typing import Final

import msgspec
from fastapi import Request

from domain.checkout import Checkout

HEADER: Final = "Page-Secret"


class PageSecrets:
    """Derives and compares page secrets. `key` returns the key of the installation."""

    def __init__(self, key: Callable[[], bytes]) -> None:
        self._key = key

    def secret_of(self, checkout: Checkout) -> str:
        """Return the secret of the page that identified the current customer: 256 bits in base64url."""
        about = msgspec.json.encode([checkout.id, checkout.customer])
        digest = hmac.new(self._key(), about, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def proves(self, request: Request, checkout: Checkout) -> bool:
        """Return whether the request has the secret of the page that identified the current customer."""
        sent = request.headers.get(HEADER)
        if sent is None or checkout.customer is None:
            return False
        return hmac.compare_digest(sent.encode(), self.secret_of(checkout).encode())
