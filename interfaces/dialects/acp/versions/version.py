"""A version of ACP: its readers, its writers, its field paths and its rules for idempotency keys."""

from collections.abc import Callable
from dataclasses import dataclass

from application.selling.customer_edits import CustomerEdit, RecipientEdit, Removed
from application.selling.grouping.groups import GroupRequest
from application.selling.line_naming import ItemRequest
from domain.checkout import Checkout
from domain.values.consent import Consents
from domain.values.customer import Address
from interfaces.dialects.session.session_v1 import Shape
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.request.body.reader import FieldReader


@dataclass(frozen=True, kw_only=True)
class VersionedSessionRequest:
    """The body of "create" or "update" in any version. None is an absent field, REMOVED a null one.

    `extensions` are those that the body of "create" names and this version has, `cart` is the cart that it names.
    """

    items: tuple[ItemRequest, ...] | None = None
    customer: CustomerEdit | None = None
    address: Address | Removed | None = None
    recipient: RecipientEdit | None = None
    option: str | Removed | None = None
    options: tuple[str, ...] = ()
    groups: tuple[GroupRequest, ...] | Removed | None = None
    codes: tuple[str, ...] | None = None
    extensions: tuple[str, ...] = ()
    cart: str | None = None


@dataclass(frozen=True, kw_only=True)
class PaymentRequest:
    """The body of "complete" in any version."""

    token: str
    customer: CustomerEdit | None = None
    billing: Address | None = None
    consents: Consents = ()


@dataclass(frozen=True, kw_only=True)
class SessionView:
    """A checkout to be written as a session. `is_completion` says that the response answers "complete"."""

    checkout: Checkout
    selling: SellingSettings
    is_completion: bool = False

    @property
    def order_url(self) -> str | None:
        """The URL of the page of the order; None before there is an order."""
        order_id = self.checkout.order_id
        return None if order_id is None else self.selling.permalink_of(order_id)


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version. The readers note faults in their FieldReader and return a placeholder.

    `completion` also takes whether the order is free; it then reads no payment. `order` writes the whole order of a
    completed session for the order webhooks. `item_path` is the path of an item's id in a request, `option_path` that
    of the chosen option. `conflict` is the status and the type of the error for a key that another request used.
    """

    name: str
    creation: Callable[[FieldReader, SellingSettings], VersionedSessionRequest]
    update: Callable[[FieldReader], VersionedSessionRequest]
    completion: Callable[[FieldReader, bool], PaymentRequest]
    session: Callable[[SessionView], Shape]
    order: Callable[[SessionView], Shape]
    item_path: str
    option_path: str
    key_required: bool
    conflict: tuple[int, str]
