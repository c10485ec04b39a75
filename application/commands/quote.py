"""The change of a checkout whose shop computes what its customer wants."""

from dataclasses import dataclass
from datetime import datetime

from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Locked
from domain.values.customer import Customer
from domain.values.quote import Quote


@dataclass(frozen=True, kw_only=True)
class ReplaceQuote:
    """Replace all that was computed of the customer's wishes, and who they are where they say so in the same request.

    It was computed from version `based_on`, and is good for that version only.
    """

    quote: Quote
    based_on: int
    customer: Customer | None = None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        if checkout.version != self.based_on:
            raise Locked
        checkout.replace_quote(self.quote, by=by, at=at)
        if self.customer is not None:
            checkout.identify_customer(self.customer, by=by, at=at)
