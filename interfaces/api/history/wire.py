"""Shapes of the history API. Amounts are minor units, rates are basis points, times are RFC 3339 in UTC.

`state`, patches and `asked` are JSON with exact numbers: a decimal has the digits that it was recorded with.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def _description(description: str) -> msgspec.Meta:
    return msgspec.Meta(description=description)


Changes = Annotated[
    msgspec.Raw,
    _description("A JSON patch (RFC 6902) from the previous version, or from `{}` for the first."),
]
Patch = Annotated[list[dict[str, Any]], _description("A JSON patch (RFC 6902).")]
Words = Annotated[list[str], _description("The changes in English, one sentence for each.")]
OutcomeName = Annotated[
    Literal["under way", "delivered", "rejected", "unanswered", "broken off", "not sent"],
    _description(
        "An attempt that stays under way belongs to a process that was killed; its outcome is unknown."
    ),
]
DeliveryStateName = Literal["waiting", "delivered", "ended", "parked", "answered"]


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all shapes of the history API."""


class ProvenanceShape(Shape, frozen=True, kw_only=True):
    """The actor, the dialect and the request of an event or a refusal."""

    actor: str
    dialect: str
    operation: str
    request_id: str
    address: str
    user_agent: str
    idempotency_key: str
    peer: (
        Annotated[
            str,
            _description(
                "The trusted proxy that sent the customer's request; absent if there was none."
            ),
        ]
        | msgspec.UnsetType
    ) = msgspec.UNSET


class StateShape(Shape, frozen=True, kw_only=True):
    """The whole state of a checkout at a version."""

    checkout: str
    version: int
    time: datetime
    state: dict[str, Any]


class EventShape(Shape, frozen=True, kw_only=True):
    """One event of a checkout."""

    checkout: str
    version: int
    type: str
    time: datetime
    provenance: ProvenanceShape
    changes: Changes


class EventsShape(Shape, frozen=True, kw_only=True):
    """Events, oldest first or in the order of the audit log."""

    events: list[EventShape]


class EventsWindowShape(Shape, frozen=True, kw_only=True):
    """The versions of a window, both ends included; empty if `last` is before `first`."""

    first: int
    last: int
    newest: int


class CheckoutEventsShape(Shape, frozen=True, kw_only=True, omit_defaults=True):
    """Events of one checkout, oldest first: all of them, or those of `window`."""

    events: list[EventShape]
    window: EventsWindowShape | msgspec.UnsetType = msgspec.UNSET


class VersionShape(Shape, frozen=True, kw_only=True):
    """One version with the path of its state."""

    version: int
    time: datetime
    state: str


class VersionsShape(Shape, frozen=True, kw_only=True):
    """The TimeMap (RFC 7089 §5) as JSON."""

    checkout: str
    original: str
    timegate: str
    timemap: str
    versions: list[VersionShape]


class MarkShape(Shape, frozen=True, kw_only=True):
    """A version and the time of its event."""

    version: int
    time: datetime


class DifferenceShape(Shape, frozen=True, kw_only=True, rename={"before": "from", "after": "to"}):
    """The changes from one version to another."""

    checkout: str
    before: MarkShape
    after: MarkShape
    patch: Patch
    words: Words


class BlamedShape(Shape, frozen=True, kw_only=True):
    """One field, and the event that set its value."""

    field: Annotated[str, _description("A JSON pointer (RFC 6901) into the state.")]
    value: Any
    before: Annotated[Any, _description("The previous value; null if there was none.")]
    version: int
    type: str
    time: datetime
    provenance: ProvenanceShape


class BlameShape(Shape, frozen=True, kw_only=True):
    """Every field of a state with its origin."""

    checkout: str
    version: int
    time: datetime
    fields: list[BlamedShape]


class RefusalShape(Shape, frozen=True, kw_only=True):
    """A command refused at `version`. `position` in the log is null if it is only counted; `explanation` is English."""

    checkout: str
    version: int
    position: int | None
    time: datetime
    command: str
    asked: Annotated[
        msgspec.Raw,
        _description("The command with its parameters; for an invalid body, its size and SHA-256."),
    ]
    reason: str
    explanation: str
    facts: Annotated[msgspec.Raw, _description("The values that the rule compared.")]
    provenance: ProvenanceShape


class RefusalsShape(Shape, frozen=True, kw_only=True):
    """Refused commands: of one checkout the oldest first, across checkouts the newest first."""

    refusals: list[RefusalShape]


class RequestEventShape(Shape, frozen=True, kw_only=True):
    """One event that a request caused."""

    version: int
    type: str
    changes: Patch
    words: Words


class RequestRefusalShape(Shape, frozen=True, kw_only=True):
    """One refused command of a request."""

    version: int
    command: str
    asked: msgspec.Raw
    reason: str
    explanation: str
    facts: msgspec.Raw


class AttemptShape(Shape, frozen=True, kw_only=True):
    """One attempt at a delivery. `problem` is a description in English."""

    number: int
    time: datetime
    outcome: OutcomeName
    status: Annotated[
        int | None, _description("The HTTP status of the response; null without a response.")
    ]
    milliseconds: int | None
    problem: str | None


class DeliveryShape(Shape, frozen=True, kw_only=True):
    """One webhook with every attempt to deliver it. `version` is the version of the event that caused it.

    A validation request to the shop (`answered`) has no causing event; `version` is the version that it validates.
    """

    id: int
    checkout: str
    version: int
    channel: str
    method: str
    url: str
    state: DeliveryStateName
    made: datetime
    due: Annotated[
        datetime | None, _description("The time of the next attempt; null if none is planned.")
    ]
    attempts: list[AttemptShape]


class DeliveriesShape(Shape, frozen=True, kw_only=True):
    """The webhooks of a checkout, oldest first."""

    deliveries: list[DeliveryShape]


class RequestCallShape(Shape, frozen=True, kw_only=True):
    """One HTTP call to the shop."""

    delivery: int
    version: int
    channel: str
    method: str
    url: str
    attempt: AttemptShape


class RequestShape(Shape, frozen=True, kw_only=True, omit_defaults=True):
    """One request with its events and refusals. A call to the shop is an entry of its own."""

    time: datetime
    provenance: ProvenanceShape
    events: list[RequestEventShape]
    refusals: list[RequestRefusalShape]
    calls: list[RequestCallShape] = []


class EntryCountsShape(Shape, frozen=True, kw_only=True):
    """How many entries there are outside of a window, without any filter."""

    events: int
    refusals: int
    callbacks: int


class TimelineWindowShape(Shape, frozen=True, kw_only=True):
    """The versions of a window, both ends included, and the numbers of entries before and after it."""

    first: int
    last: int
    newest: int
    before: EntryCountsShape
    after: EntryCountsShape
    refusals_left_out: Annotated[
        int, _description("Refused commands in the window that are older than its newest 200.")
    ]


class TimelineShape(Shape, frozen=True, kw_only=True, omit_defaults=True):
    """The requests of a checkout, oldest first: all of them, or those of `window`."""

    checkout: str
    requests: list[RequestShape]
    window: TimelineWindowShape | msgspec.UnsetType = msgspec.UNSET


def encode(shape: Shape) -> bytes:
    """Encode a shape as JSON."""
    return _ENCODER.encode(shape)


def raw(value: object) -> msgspec.Raw:
    """A value as JSON to be put into a shape."""
    return msgspec.Raw(_ENCODER.encode(value))


def raw_text(text: str) -> msgspec.Raw:
    """JSON text to be put into a shape as it is."""
    return msgspec.Raw(text.encode())
