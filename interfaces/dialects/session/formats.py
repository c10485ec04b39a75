"""What a dialect passes to `SessionEndpoints`: its name, its request readers, its renderer and its field paths."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

from application.selling.customer_edits import CustomerEdit
from application.selling.payments import Purchase
from application.selling.session_requests import NewSession, SessionUpdate
from application.selling.sessions import Restrict
from domain.checkout import Checkout
from domain.refusals import Refusal
from domain.values.customer import Address, Customer
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.settings import SellingSettings, is_marketing_by_channel
from interfaces.http.errors.request_errors import RequestError
from interfaces.http.idempotency import ErrorRenderer

RenderSession = Callable[[Checkout, SellingSettings, bool], bytes]
RenderFailure = Callable[
    [Checkout | None, SellingSettings, Refusal | RequestError], tuple[int, bytes] | None
]


@dataclass(frozen=True, kw_only=True)
class Completion:
    """The body of a "complete" request; `buyer` and `billing` are None where the body has none."""

    purchase: Purchase
    buyer: CustomerEdit | None
    billing: Address | None

    @property
    def has_data_of_buyer(self) -> bool:
        """Whether the body says something of the buyer, which has to be sealed."""
        return not (
            self.buyer is None and self.billing is None and self.purchase.buyer_context is None
        )

    def purchase_for(self, checkout: Checkout) -> Purchase:
        """Return the purchase with the edits of the body applied to the customer of the checkout."""
        customer = None if self.buyer is None else self.buyer.apply_to(checkout.customer)
        if self.billing is not None:
            known = customer or checkout.customer or Customer()
            customer = replace(known, billing_address=self.billing)
        return replace(self.purchase, customer=customer)


class SessionRequests(Protocol):
    """Readers of request bodies. All of them raise MalformedBody and InvalidFields."""

    def new_session(
        self, body: bytes, client: Client, *, checkout_id: str, public_token: str
    ) -> NewSession:
        """Read the body of "create"."""
        ...

    def session_update(self, body: bytes) -> SessionUpdate:
        """Read the body of "update"."""
        ...

    def completion(self, body: bytes, checkout: Checkout) -> Completion:
        """Read the body of "complete". A checkout whose total is 0 needs neither a payment nor a body."""
        ...

    def cancellation(self, body: bytes) -> str | None:
        """Read the body of "cancel": the reason, or None where the body gives none."""
        ...


@dataclass(frozen=True, kw_only=True)
class SessionFormat:
    """How one version of a dialect reads requests and writes sessions.

    `render` takes the checkout, the merchant's settings, and whether the response answers "complete"; it returns JSON.
    `item_path` is the path of an item's id in a request, with the item's index as `{place}`; `option_path` is the path
    of the chosen fulfilment option, `groups_path` that of the groups of items, whose `destination_field` selects.
    `is_key_required` says that a change needs an idempotency key. `renderer` names the renderer and its version in the
    history: `acp/2026-04-17`.

    `prepare` is awaited before the body of a new session is read, once per idempotency key. `failure` renders a
    status and a body for a failure of the business, of the session as it is, or of None where there is none; it
    returns None for other failures. `status_of` is the status of a session that is answered, if not the usual one, and
    `renderer_of` its renderer, if not `renderer`. `comparable` returns the part of a body that tells
    two requests with one key apart. `id_prefix` is the kind of id of new sessions, if not that of the dialect.
    `restrict` leaves out of an update what the session does not allow. `recorded` returns what is recorded of an answer
    with a session as shown, if that is not all of it.
    """

    renderer: str
    requests: SessionRequests
    render: RenderSession
    item_path: str
    option_path: str
    groups_path: str = ""
    destination_field: str = "location_id"
    is_key_required: bool = False
    prepare: Callable[[], Awaitable[None]] | None = None
    failure: RenderFailure | None = None
    comparable: Callable[[bytes], bytes] | None = None
    id_prefix: str | None = None
    restrict: Restrict | None = None
    status_of: Callable[[Checkout, bool], int | None] | None = None
    renderer_of: Callable[[Checkout], str] | None = None
    recorded: Callable[[Checkout, bytes], bytes] | None = None

    def renderer_for(self, checkout: Checkout) -> str:
        """Return the name of the renderer of a session."""
        return self.renderer if self.renderer_of is None else self.renderer_of(checkout)

    def recorded_part(self, checkout: Checkout, body: bytes) -> bytes:
        """Return what is recorded of an answer with a session."""
        return body if self.recorded is None else self.recorded(checkout, body)


@dataclass(frozen=True, kw_only=True)
class SessionDialect:
    """What is the same in all versions of a dialect.

    `id_prefix` is the kind of id that new sessions get. `noun` is the dialect's word for a session; the history records
    the operations as "create <noun>", "update <noun>" and so on.
    """

    name: str
    id_prefix: str
    noun: str
    errors: ErrorRenderer


def with_offered_consents(purchase: Purchase, selling: SellingSettings) -> Purchase:
    """Return the purchase with the answers to what the shop asks of a channel. Others are ignored, as ACP wants it.

    Answers to other purposes than channels of marketing, which UCP has, are kept.
    """
    if not purchase.consents:
        return purchase
    offered = {each.purpose for each in selling.marketing_consents}
    kept = tuple(
        each
        for each in purchase.consents
        if each.purpose in offered or not is_marketing_by_channel(each.purpose)
    )
    return replace(purchase, consents=kept)
