"""The checkout in every answer, and what is answered instead of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from application.history.public_tokens import HIDDEN
from domain.checkout import Checkout
from domain.refusals import OpenedInAnotherDialect
from domain.rules import Progress, progress
from domain.values.cart import Line
from interfaces.dialects.ucp.negotiation.capabilities import (
    BUYER_CONSENT,
    DISCOUNT,
    FULFILLMENT,
)
from interfaces.dialects.ucp.negotiation.outcome import capabilities_of
from interfaces.dialects.ucp.responses.buyer import buyer_of_answer
from interfaces.dialects.ucp.responses.buyer_context import context_members
from interfaces.dialects.ucp.responses.discounts import discounts_shape
from interfaces.dialects.ucp.responses.messages import message_shapes
from interfaces.dialects.ucp.responses.methods import fulfillment_shape
from interfaces.dialects.ucp.responses.totals import line_totals, totals
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.ucp.wire import DIALECT, Shape, success
from interfaces.http.request.timestamps import rfc_3339

_STATUSES: Final[Mapping[Progress, str]] = {
    Progress.NOT_READY: "incomplete",
    Progress.READY: "ready_for_complete",
    Progress.COMMITTED: "complete_in_progress",
    Progress.COMPLETED: "completed",
    Progress.CANCELLED: "canceled",
    # There is no word for it. An expired checkout can no longer change, as a canceled one.
    Progress.EXPIRED: "canceled",
}
_LINKS: Final = {"terms_of_use": "terms_of_service", "return_policy": "refund_policy"}
_OPEN: Final = (Progress.NOT_READY, Progress.READY)
_SIMILAR: Final = (DIALECT, "acp", "stateset")
_HINDERING: Final = "payment_failed"


@dataclass(frozen=True, kw_only=True)
class CheckoutView:
    """What a checkout is written with: its shop, and the address of this server, without which it links no page.

    `with_group_ids` is as in `fulfillment_shape`: checkouts were shown so until groups could be several of a method.
    """

    shop: UcpShop
    address: str | None
    with_group_ids: bool = False

    def continue_url(self, checkout: Checkout) -> str | None:
        """Return the customer's page of a checkout that is open, unless its token is hidden."""
        if self.address is None or checkout.public_token == HIDDEN:
            return None
        if progress(checkout) not in _OPEN:
            return None
        return f"{self.address}/shopper/{quote(checkout.public_token, safe='')}/page"

    def write(self, checkout: Checkout) -> Shape:
        """Write a checkout. Raises OpenedInAnotherDialect if UCP cannot express it."""
        capabilities = capabilities_of(checkout)
        found = message_shapes(checkout)
        shape: Shape = {
            "ucp": success(capabilities, self.shop.ucp.handlers),
            "id": checkout.id,
            "line_items": _line_items(checkout),
            "status": _status(checkout, found),
            "currency": checkout.currency,
            "totals": totals(checkout),
            "messages": found,
            "links": [
                {"type": _LINKS.get(link.type, link.type), "url": link.url}
                for link in self.shop.selling.links
            ],
            "expires_at": rfc_3339(checkout.deadline),
        }
        if checkout.customer is not None:
            buyer = buyer_of_answer(checkout.customer, has_consent=BUYER_CONSENT in capabilities)
            shape |= {"buyer": buyer} if buyer else {}
        shape |= context_members(checkout.buyer_context)
        if FULFILLMENT in capabilities:
            shape["fulfillment"] = fulfillment_shape(checkout, with_group_ids=self.with_group_ids)
        if DISCOUNT in capabilities:
            shape["discounts"] = discounts_shape(checkout)
        url = self.continue_url(checkout)
        if url is not None:
            shape["continue_url"] = url
        if checkout.order_id is not None:
            permalink = self.shop.selling.permalink_of(checkout.order_id)
            shape["order"] = {"id": checkout.order_id, "permalink_url": permalink}
        return shape


def _status(checkout: Checkout, found: list[Shape]) -> str:
    at = progress(checkout)
    severities = {
        each["severity"] for each in found if each["type"] == "error" and each["code"] != _HINDERING
    }
    if at in _OPEN and "requires_buyer_input" in severities:
        return "requires_escalation"
    # An address may lack a part that the shop needs only now.
    if at is Progress.READY and any(each.get("code") == "missing" for each in found):
        return _STATUSES[Progress.NOT_READY]
    return _STATUSES[at]


def require_similar(checkout: Checkout) -> None:
    """Raise OpenedInAnotherDialect for a checkout that UCP cannot express."""
    if checkout.dialect not in _SIMILAR:
        reason = "Its prices include their taxes, which UCP shows beside them."
        raise OpenedInAnotherDialect(dialect=checkout.dialect, reason=reason)


def item_shape(line: Line) -> Shape:
    """Write the article of a line."""
    item: Shape = {"id": line.article, "title": line.description, "price": line.unit_price}
    if line.image_url is not None:
        item["image_url"] = line.image_url
    return item


def _line_items(checkout: Checkout) -> list[Shape]:
    require_similar(checkout)
    return [_line_item(line) for line in checkout.cart.lines]


def _line_item(line: Line) -> Shape:
    shape: Shape = {
        "id": line.id,
        "item": item_shape(line),
        "quantity": int(line.quantity),
        "totals": line_totals(line),
    }
    return shape if line.parent is None else {**shape, "parent_id": line.parent}
