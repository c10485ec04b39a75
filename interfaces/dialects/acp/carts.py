"""Carts of ACP 2026-04-17: their body, and the format in which the session endpoints read and write them.

The release names the service `carts` in its discovery document; the shape is that of the protocol's proposal for carts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from application.selling.carts import usable_cart
from application.selling.session_requests import NewSession, SessionUpdate
from domain.checkout import Checkout
from domain.values.charges import order_taxes_total
from interfaces.dialects.acp.requests import DIALECT, AcpRequests
from interfaces.dialects.acp.versions import discounts_2026
from interfaces.dialects.acp.versions.negotiation import LATEST
from interfaces.dialects.acp.versions.session_2026 import line_items, message_shapes
from interfaces.dialects.acp.versions.totals_2026 import total, unless_zero
from interfaces.dialects.acp.versions.v2026_04_17 import DETAILS
from interfaces.dialects.acp.wire import encode
from interfaces.dialects.session.amounts import amounts_of
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.formats import Completion, SessionFormat
from interfaces.dialects.session.messages import MessageSubject, messages
from interfaces.dialects.session.session_v1 import Shape, buyer_shape
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.errors.request_errors import RouteUnknown
from interfaces.http.request.body.reader import FieldReader, parse_json
from interfaces.http.request.timestamps import rfc_3339

_ABOUT_CARTS = frozenset(
    (MessageSubject.ITEMS, MessageSubject.LINE, MessageSubject.QUANTITY, MessageSubject.CODE)
)
"""What the messages of a cart are about. It has no delivery and no payment."""


@dataclass(frozen=True)
class CartRequests:
    """Readers of the bodies of carts, which are those of sessions. An update has to have all line items."""

    of_session: AcpRequests

    def new_session(
        self, body: bytes, client: Client, *, checkout_id: str, public_token: str
    ) -> NewSession:
        """Read the body of "create"."""
        return self.of_session.new_session(
            body, client, checkout_id=checkout_id, public_token=public_token
        )

    def session_update(self, body: bytes) -> SessionUpdate:
        """Read the body of "update"."""
        fields = FieldReader(parse_json(body))
        if not fields.has("line_items"):
            fields.fault("line_items", "missing", "is required")
        fields.raise_faults()
        return self.of_session.session_update(body)

    def completion(self, body: bytes, checkout: Checkout) -> Completion:
        """Refuse the body: a cart is not completed, but becomes a session."""
        raise RouteUnknown

    def cancellation(self, body: bytes) -> str | None:
        """Read the body of "cancel"."""
        return self.of_session.cancellation(body)


def cart_shape(checkout: Checkout) -> Shape:
    """Write a cart. Its totals are estimates: goods and their taxes, without delivery."""
    shape: Shape = {"id": checkout.id, "line_items": line_items(checkout)}
    if checkout.customer is not None and checkout.customer.email is not None:
        shape["buyer"] = buyer_shape(checkout.customer)
    shape["currency"] = checkout.currency.lower()
    shape["totals"] = list(_totals(checkout))
    if discounts_2026.is_active(checkout):
        shape["discounts"] = discounts_2026.discounts_shape(checkout)
    about = (each for each in messages(checkout) if each.subject in _ABOUT_CARTS)
    shape["messages"] = message_shapes(about, DETAILS)
    shape["expires_at"] = rfc_3339(checkout.deadline)
    return shape


def _totals(checkout: Checkout) -> Iterator[Shape]:
    amounts = amounts_of(checkout)
    tax = sum(line.tax for line in checkout.cart.lines) + order_taxes_total(checkout.order_taxes)
    yield total("items_base_amount", "Items", amounts.base)
    yield from unless_zero("items_discount", "Discount", amounts.discount)
    yield total("subtotal", "Subtotal", amounts.subtotal)
    yield total("tax", "Tax", tax)
    yield total("total", "Estimated total", amounts.subtotal + tax)


def _format(*, is_cancelling: bool) -> SessionFormat:
    def render(checkout: Checkout, _: SellingSettings, __: bool) -> bytes:
        return encode(cart_shape(checkout if is_cancelling else usable_cart(checkout)))

    return SessionFormat(
        renderer=f"{DIALECT}/{LATEST.name}",
        requests=CartRequests(AcpRequests(LATEST)),
        render=render,
        item_path=LATEST.item_path,
        option_path=LATEST.option_path,
        is_key_required=LATEST.key_required,
    )


CART = _format(is_cancelling=False)
CANCELLED_CART = _format(is_cancelling=True)
"""The answer to "cancel" has the cart as it was."""
