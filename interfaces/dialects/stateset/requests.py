"""Reading StateSet's request bodies and list queries. Pure functions."""

from dataclasses import dataclass
from typing import Any

from application.ports.listings import CheckoutFilter
from application.selling.customer_edits import CustomerEdit, Removed, apply_edit
from application.selling.line_naming import ItemRequest
from application.selling.payments import Purchase
from application.selling.session_requests import NewSession, SessionUpdate
from domain.checkout import Checkout
from domain.rules import Progress
from domain.values.customer import Address
from interfaces.dialects.session import requests
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.formats import Completion
from interfaces.dialects.session.session_v1 import PROVIDER, STATUSES
from interfaces.http.errors.request_errors import FieldFault, InvalidQuery
from interfaces.http.request.body.reader import FieldReader, json_text, parse_json
from interfaces.http.request.single_line import IN_AN_IDENTIFIER, IN_LINES, refused_in
from interfaces.http.request.timestamps import instant_from

DIALECT = "stateset"
# The example in the documents has another text in the e-mail field.
_IS_EMAIL_CHECKED = False
DEFAULT_LIMIT, MAX_LIMIT = 20, 100
_CREATION = ("items", "buyer", "fulfillment_address", "fulfillment_option_id", "metadata")
_UPDATE = ("items", "buyer", "fulfillment_address", "fulfillment_option_id")
_COMPLETION = ("payment_data", "buyer")
_CANCELLATION = ("reason", "message")
_CURSORS = ("cursor", "starting_after")
_EMAILS = ("buyer_email", "email")
_QUERY = ("status", "created_after", "created_before", "limit", *_CURSORS, *_EMAILS)


@dataclass(frozen=True, kw_only=True)
class PageRequest:
    """The page of a list that a query requests."""

    wanted: CheckoutFilter
    after: str | None
    limit: int


@dataclass(frozen=True, kw_only=True)
class _SessionRequest:
    items: tuple[ItemRequest, ...] | None
    customer: CustomerEdit | None
    address: Address | Removed | None
    option: str | Removed | None


def new_session(body: bytes, client: Client, *, checkout_id: str, public_token: str) -> NewSession:
    """Read the body of "create". Raises MalformedBody and InvalidFields, as all readers of bodies here do."""
    fields = FieldReader(parse_json(body))
    requests.refuse_unknown(fields, _CREATION)
    request = _session_request(fields, is_new=True)
    metadata = requests.object_of(fields, "metadata")
    fields.raise_faults()
    return NewSession(
        merchant=client.merchant,
        dialect=DIALECT,
        checkout_id=checkout_id,
        public_token=public_token,
        country=client.selling.country,
        currency=client.selling.currency,
        items=request.items or (),
        customer=None if request.customer is None else request.customer.apply_to(None),
        address=apply_edit(None, request.address),
        option=apply_edit(None, request.option),
        metadata=None if metadata is None else json_text(fields.value("metadata")),
    )


def session_update(body: bytes) -> SessionUpdate:
    """Read the body of "update"."""
    fields = FieldReader(parse_json(body))
    requests.refuse_unknown(fields, _UPDATE)
    request = _session_request(fields, is_new=False)
    fields.raise_faults()
    return SessionUpdate(
        items=request.items,
        customer=request.customer,
        address=request.address,
        option=request.option,
    )


def completion(body: bytes, checkout: Checkout) -> Completion:
    """Read the body of "complete". A checkout whose total is 0 needs neither a payment nor a body."""
    is_free = checkout.total == 0
    fields = FieldReader({} if is_free and not body.strip() else parse_json(body))
    requests.refuse_unknown(fields, _COMPLETION)
    buyer = requests.payer_of(fields, checked=_IS_EMAIL_CHECKED)
    if is_free:
        billing = requests.billing_address_of(fields)
        fields.raise_faults()
        return Completion(purchase=Purchase(token="", provider=""), buyer=buyer, billing=billing)
    if not fields.has("payment_data"):
        fields.fault("payment_data", "missing", "is required")
    payment = requests.object_of(fields, "payment_data")
    token = provider = None
    billing = None
    if payment is not None:
        token = payment.identifier("token", required=True, longest=requests.LONGEST_TOKEN)
        provider = payment.identifier("provider", required=True, longest=requests.LONGEST)
        if provider not in (None, PROVIDER):
            payment.fault("provider", "choice", f"must be {PROVIDER}")
        billing = requests.optional_address(payment, "billing_address")
    fields.raise_faults()
    purchase = Purchase(token=token or "", provider=provider or "")
    return Completion(purchase=purchase, buyer=buyer, billing=billing)


def cancellation(body: bytes) -> str | None:
    """Read the body of "cancel" into one text, or None. The message may have several lines."""
    if not body.strip():
        return None
    fields = FieldReader(parse_json(body))
    requests.refuse_unknown(fields, _CANCELLATION)
    reason = fields.text("reason", longest=requests.LONGEST)
    message = fields.text("message", longest=1000, unfit=IN_LINES)
    fields.raise_faults()
    return ": ".join(part for part in (reason, message) if part) or None


def page_request(query: list[tuple[str, str]], client: Client) -> PageRequest:
    """Read the query of a list. Raises InvalidQuery with every fault."""
    found: list[FieldFault] = []

    def fault(name: str, kind: str, message: str) -> None:
        found.append(FieldFault(path=name, kind=kind, message=f"{name}: {message}."))

    given: dict[str, str] = {}
    for name, value in query:
        if name not in _QUERY:
            fault(name[:100], "unknown", "is not a parameter of this request")
        elif name in given:
            fault(name, "query", "must not be given more than once")
        given[name] = value
    for name in (*_CURSORS, *_EMAILS):
        refused = refused_in(given.get(name, ""), IN_AN_IDENTIFIER)
        if refused is not None:
            fault(name, "format", refused)
    progress = _progress_of(given.get("status"))
    if progress is None:
        fault("status", "choice", f"must be one of {', '.join(dict.fromkeys(STATUSES.values()))}")
    limit = given.get("limit", str(DEFAULT_LIMIT))
    if not (
        limit.isascii() and limit.isdigit() and len(limit) < 4 and 1 <= int(limit) <= MAX_LIMIT
    ):
        fault("limit", "out-of-range", f"must be a whole number from 1 to {MAX_LIMIT}")
    instants = {}
    for name in ("created_after", "created_before"):
        instants[name] = instant_from(given[name]) if name in given else None
        if name in given and instants[name] is None:
            fault(name, "format", "must be an instant as in RFC 3339, as 2026-03-01T14:03:12Z")
    if found:
        raise InvalidQuery(tuple(found))
    wanted = CheckoutFilter(
        merchant=client.merchant,
        dialect=DIALECT,
        progress=progress or (),
        email=_first(given, _EMAILS),
        created_after=instants["created_after"],
        created_before=instants["created_before"],
    )
    return PageRequest(wanted=wanted, after=_first(given, _CURSORS), limit=int(limit))


def _session_request(fields: FieldReader, *, is_new: bool) -> _SessionRequest:
    option = fields.identifier("fulfillment_option_id", longest=requests.LONGEST)
    return _SessionRequest(
        items=requests.items_of(fields, "items", required=is_new),
        customer=requests.buyer_of(fields, "buyer", checked=_IS_EMAIL_CHECKED),
        address=requests.edited_address(fields, "fulfillment_address"),
        option=requests.edit_of(fields, "fulfillment_option_id", option),
    )


def _progress_of(status: str | None) -> tuple[Progress, ...] | None:
    """Return the stages of progress that have a status; None for an unknown status."""
    if status is None:
        return ()
    found = tuple(each for each, word in STATUSES.items() if word == status)
    return found or None


def _first(given: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((given[name] for name in names if name in given), None)
