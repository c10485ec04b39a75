"""What a request with a public token may see of a checkout, and what it has to prove.

The public token alone shows the cart and its totals. Customer data is masked for it, and it does not commit in the name
of a known customer. The page on which the customer was identified proves that with its secret, and gets the data.
"""

import hmac
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from fastapi import Request

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from domain import refusals
from domain.checkout import Checkout
from domain.stage import Stage
from domain.values.customer import Customer
from domain.values.shown import Sight
from interfaces.api.shopper.errors import NotIdentified
from interfaces.api.shopper.page_secret import PageSecrets

# Every token has this form. The check also keeps U+0000 from PostgreSQL, which refuses it in text.
_TOKEN = re.compile(r"[A-Za-z0-9._~-]{1,200}")
_FEWEST_DIGITS = 6
FINAL: Final = frozenset({Stage.COMPLETED, Stage.CANCELLED, Stage.EXPIRED})


class PageAccess:
    """Finds checkouts by public token, and decides what a page may see and do."""

    def __init__(
        self,
        *,
        checkouts: Checkouts,
        secrets: PageSecrets,
        clock: Callable[[], datetime],
        receipt_kept_for: timedelta,
    ) -> None:
        """After `receipt_kept_for`, a completed or cancelled checkout is not found any more."""
        self._checkouts = checkouts
        self._secrets = secrets
        self._clock = clock
        self._receipt_kept_for = receipt_kept_for

    async def find(self, public_token: str) -> Target:
        """Return the checkout with this public token. Raises CheckoutNotFound."""
        if not _TOKEN.fullmatch(public_token):
            raise refusals.CheckoutNotFound(checkout_id=public_token)
        checkout_id = await self._checkouts.find_by_public_token(public_token)
        return Target(checkout_id=checkout_id, merchant=None)

    async def read(self, target: Target) -> Checkout:
        """Return the current checkout. Raises CheckoutNotFound, also where its receipt is not shown any more."""
        checkout = await self._checkouts.read(target)
        ended_at = checkout.completed_at
        if checkout.stage is Stage.CANCELLED:
            ended_at = checkout.modified_on
        if ended_at is not None and self._clock() >= ended_at + self._receipt_kept_for:
            raise refusals.CheckoutNotFound(checkout_id=target.checkout_id)
        return checkout

    def sight(self, request: Request, checkout: Checkout) -> Sight:
        """Return how much of the customer data the answer to this request may have."""
        if checkout.stage in FINAL:
            return Sight.NOTHING
        return Sight.WHOLE if self._secrets.proves(request, checkout) else Sight.MASKED

    def require_customer(
        self, request: Request, checkout: Checkout, confirmation: str | None
    ) -> None:
        """Raise NotIdentified unless the request may commit in the name of the customer.

        The page that identified the customer may. Another page has to confirm the customer's e-mail address or phone
        number, also where the shop set the customer. A checkout without a customer can be committed as it is, and one
        that has ended is refused for that.
        """
        customer = checkout.customer
        if customer is None or checkout.stage in FINAL or self._secrets.proves(request, checkout):
            return
        if confirmation is None or not _confirms(confirmation, customer):
            raise NotIdentified


def _confirms(confirmation: str, customer: Customer) -> bool:
    by_email = _same(confirmation.casefold(), (customer.email or "").strip().casefold())
    by_phone = _same(_digits(confirmation), _digits(customer.phone or ""))
    return by_email or by_phone


def _digits(phone: str) -> str:
    """Return the digits of a phone number, which people write in many ways; empty for a text with too few."""
    digits = "".join(each for each in phone if each in "0123456789")
    return digits if len(digits) >= _FEWEST_DIGITS else ""


def _same(sent: str, known: str) -> bool:
    """Compare in a time that does not tell how much is equal. An empty text equals nothing."""
    return bool(known) and hmac.compare_digest(sent.encode(), known.encode())
