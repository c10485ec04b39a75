"""The stored form of a snapshot: the whole state of a checkout as JSON, and the name of that form.

The name is derived from the shape of the state, down to the last field of a line, so a snapshot that was written
when a checkout had other fields is never read: it has another name. `MEANING` is counted up where an applier of
`domain.events` changes what it assigns without changing any shape.
"""

import hashlib
from datetime import datetime
from typing import Any

import msgspec

from domain.checkout import Checkout
from domain.stage import Stage
from domain.values.cart import Cart
from domain.values.charges import Fees, OrderTaxes
from domain.values.customer import Customer
from domain.values.fulfilment import Fulfilment
from domain.values.payment import FailedPayment, Payment, Recurrence, RefundDue
from domain.values.quote import Notices

MEANING = 1
_NOT_KEPT = "_pending_events"


class UnreadableSnapshot(Exception):
    """The bytes are not the state of that checkout at that version."""


class StoredState(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every attribute of a Checkout, under the name that it has there."""

    _id: str
    _version: int
    _created_on: datetime
    _modified_on: datetime
    merchant: str
    dialect: str
    country: str
    currency: str
    public_token: str
    expires_at: datetime
    settings: str
    stage: Stage
    cart: Cart
    fees: Fees
    shipping_properties: str | None
    reference: str | None
    reference_set_after_completion: bool
    metadata: str | None
    customer: Customer | None
    delivery: Fulfilment | None
    order_taxes: OrderTaxes
    notices: Notices
    agreed_total: int | None
    payment_attempt: str | None
    payment_failure: str | None
    cancel_reason: str | None
    commitments: tuple[int, ...]
    failed_payments: tuple[FailedPayment, ...]
    refunds_due: tuple[RefundDue, ...]
    payment: Payment | None
    order_id: str | None
    purchase_id: str | None
    completed_at: datetime | None
    order_number: int | None
    idle_limit: int | None
    minimum_age: int | None
    recurrence: Recurrence | None
    token_used: str | None
    erased_data: tuple[str, ...]
    has_unique_reference: bool


class SnapshotCodec:
    """Encodes and decodes states; `name` is what is written beside them."""

    def __init__(self) -> None:
        self._encoder = msgspec.json.Encoder(decimal_format="number")
        self._decoder = msgspec.json.Decoder(StoredState)
        self.name = form_name(StoredState)

    def encode(self, checkout: Checkout) -> bytes:
        """The stored state. Raises TypeError unless Checkout and StoredState have the same attributes."""
        attributes = {name: value for name, value in vars(checkout).items() if name != _NOT_KEPT}
        return self._encoder.encode(StoredState(**attributes))

    def decode(self, checkout_id: str, version: int, state: bytes) -> Checkout:
        """The checkout, as a replay of its history would give it. Raises UnreadableSnapshot."""
        try:
            stored = self._decoder.decode(state)
        except (msgspec.MsgspecError, UnicodeError) as error:
            raise UnreadableSnapshot(str(error)) from error
        if (stored._id, stored._version) != (checkout_id, version):
            raise UnreadableSnapshot(f"it is of {stored._id!r} at version {stored._version}")
        # As the library's own snapshots do it: there is no event to begin with.
        checkout = object.__new__(Checkout)
        checkout.__dict__.update(msgspec.structs.asdict(stored))
        checkout.__dict__[_NOT_KEPT] = []
        return checkout


def form_name(state: type) -> str:
    """What the form of this state is called; a state of another shape has another name."""
    shape = msgspec.json.encode(_bare(msgspec.json.schema(state)), order="sorted")
    return f"{MEANING}-{hashlib.blake2s(shape, digest_size=8).hexdigest()}"


def _bare(schema: Any) -> Any:
    """The schema without its prose: better words do not make another shape."""
    if isinstance(schema, dict):
        return {key: _bare(part) for key, part in schema.items() if key != "description"}
    if isinstance(schema, list):
        return [_bare(part) for part in schema]
    return schema
