"""What a version of ACP is to the dialect: how it reads, how it shows, and what it demands."""

from collections.abc import Callable
from dataclasses import dataclass

from application.selling.customer_edits import CustomerEdit, RecipientEdit, Removed
from application.selling.pricing import ItemRequest
from domain.checkout import Checkout
from domain.values.customer import Address
from interfaces.dialects.session.session_v1 import Shape
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.request.body.reader import FieldReader


@dataclass(frozen=True, kw_only=True)
class RequestReader:
    """What a client says of a session, in any version; None for what it does not say, REMOVED for null."""

    items: tuple[ItemRequest, ...] | None = None
    customer: CustomerEdit | None = None
    address: Address | Removed | None = None
    recipient: RecipientEdit | None = None
    option: str | Removed | None = None


@dataclass(frozen=True, kw_only=True)
class PaymentReader:
    """What a client completes with."""

    token: str
    customer: CustomerEdit | None = None
    billing: Address | None = None


@dataclass(frozen=True, kw_only=True)
class SessionRenderer:
    """A session to be shown. `is_completion` says that the answer is to the request that completed it."""

    checkout: Checkout
    selling: SellingSettings
    is_completion: bool = False

    @property
    def order_url(self) -> str | None:
        """Where the order is seen; None while there is none."""
        order_id = self.checkout.order_id
        return None if order_id is None else self.selling.permalink_of(order_id)


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version. The readers note faults in their FieldReader and return a stand-in.

    `completion` also takes whether the order costs nothing, and then reads no means of payment.
    `order` is the whole order of a completed session, as shops are told of it. `item_path` is where in a request the id
    of an item stands, `option_path` the chosen option. `conflict` is the status and the type of error for a key that
    was used before.
    """

    name: str
    creation: Callable[[FieldReader, SellingSettings], RequestReader]
    update: Callable[[FieldReader], RequestReader]
    completion: Callable[[FieldReader, bool], PaymentReader]
    session: Callable[[SessionRenderer], Shape]
    order: Callable[[SessionRenderer], Shape]
    item_path: str
    option_path: str
    key_required: bool
    conflict: tuple[int, str]
