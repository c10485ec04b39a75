"""The command that replaces the quote of a checkout that tillroll prices."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Locked
from domain.values.buyer_context import BuyerContext
from domain.values.customer import Customer
from domain.values.quote import Quote


@dataclass(frozen=True, kw_only=True)
class ReplaceQuote:
    """Replace the quote, and the customer data and the circumstances if the same request contains them.

    The quote was computed from version `based_on` and is valid for that version only.
    """

    NAME: ClassVar[str] = "ReplaceQuote"

    quote: Quote
    based_on: int
    customer: Customer | None = None
    buyer_context: BuyerContext | None = None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        if checkout.version != self.based_on:
            raise Locked
        checkout.replace_quote(self.quote, by=by, at=at)
        if self.customer is not None:
            checkout.identify_customer(self.customer, by=by, at=at)
        if self.buyer_context is not None:
            checkout.replace_buyer_context(self.buyer_context, by=by, at=at)
