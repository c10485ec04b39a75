"""The shapes of the history API. Amounts are minor units, rates basis points, times RFC 3339 in UTC.

`state`, patches and all that was asked are JSON with exact numbers: a decimal has the digits that it was recorded with.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def _said(description: str) -> msgspec.Meta:
    return msgspec.Meta(description=description)


Changes = Annotated[
    msgspec.Raw, _said("A JSON patch (RFC 6902) from the version before; of the first, from `{}`.")
]
Patch = Annotated[list[dict[str, Any]], _said("A JSON patch (RFC 6902).")]
Words = Annotated[list[str], _said("The same for people, one sentence for each thing.")]


OutcomeName = Annotated[
    Literal["under way", "delivered", "rejected", "unanswered", "broken off", "not sent"],
    _said("Under way for long: the process was killed, and nobody knows what came of it."),
]
DeliveryStateName = Literal["waiting", "delivered", "ended", "parked", "answered"]


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """Anything on the wire."""


class ProvenanceShape(Shape, frozen=True, kw_only=True):
    """Who asked, through which dialect, with which request."""

    actor: str
    dialect: str
    operation: str
    request_id: str
    address: str
    user_agent: str
    idempotency_key: str


class StateShape(Shape, frozen=True, kw_only=True):
    """The whole state at a version."""

    checkout: str
    version: int
    time: datetime
    state: dict[str, Any]


class EventShape(Shape, frozen=True, kw_only=True):
    """One event."""

    checkout: str
    version: int
    type: str
    time: datetime
    provenance: ProvenanceShape
    changes: Changes


class EventsShape(Shape, frozen=True, kw_only=True):
    """Events in order."""

    events: list[EventShape]


class VersionShape(Shape, frozen=True, kw_only=True):
    """One version, and where its state is."""

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
    """A version and when it came to be."""

    version: int
    time: datetime


class DifferenceShape(Shape, frozen=True, kw_only=True, rename={"before": "from", "after": "to"}):
    """What changed from one moment to another."""

    checkout: str
    before: MarkShape
    after: MarkShape
    patch: Patch
    words: Words


class BlamedShape(Shape, frozen=True, kw_only=True):
    """One field, and the event that set its present value."""

    field: Annotated[str, _said("A JSON pointer (RFC 6901) into the state.")]
    value: Any
    before: Annotated[Any, _said("What stood there before; null for nothing.")]
    version: int
    type: str
    time: datetime
    provenance: ProvenanceShape


class BlameShape(Shape, frozen=True, kw_only=True):
    """Every field of the state at a version."""

    checkout: str
    version: int
    time: datetime
    fields: list[BlamedShape]


class RefusalShape(Shape, frozen=True, kw_only=True):
    """One attempt that was refused while `version` stood."""

    checkout: str
    version: int
    time: datetime
    command: str
    asked: Annotated[
        msgspec.Raw,
        _said(
            "What was asked for, in the domain's words; where the body was invalid, its size and SHA-256."
        ),
    ]
    reason: str
    facts: Annotated[msgspec.Raw, _said("What the rule looked at.")]
    provenance: ProvenanceShape


class RefusalsShape(Shape, frozen=True, kw_only=True):
    """Refused attempts, oldest first."""

    refusals: list[RefusalShape]


class ToldEventShape(Shape, frozen=True, kw_only=True):
    """One event of a request."""

    version: int
    type: str
    changes: Patch
    words: Words


class ToldRefusalShape(Shape, frozen=True, kw_only=True):
    """One refusal of a request."""

    version: int
    command: str
    asked: msgspec.Raw
    reason: str
    facts: msgspec.Raw


class AttemptShape(Shape, frozen=True, kw_only=True):
    """One attempt at a delivery. `problem` is for people."""

    number: int
    time: datetime
    outcome: OutcomeName
    status: Annotated[int | None, _said("The HTTP status of the answer, if there was one.")]
    milliseconds: int | None
    problem: str | None


class DeliveryShape(Shape, frozen=True, kw_only=True):
    """One callback, and every attempt at it. `version` is what the event made that caused it.

    A question to the shop (`answered`) has no event for a cause; `version` is what it was asked about.
    """

    id: int
    checkout: str
    version: int
    channel: str
    method: str
    url: str
    state: DeliveryStateName
    made: datetime
    due: Annotated[datetime | None, _said("When the next attempt is made, if it waits.")]
    attempts: list[AttemptShape]


class DeliveriesShape(Shape, frozen=True, kw_only=True):
    """Deliveries, oldest first."""

    deliveries: list[DeliveryShape]


class ToldCallShape(Shape, frozen=True, kw_only=True):
    """One call to the shop."""

    delivery: int
    version: int
    channel: str
    method: str
    url: str
    attempt: AttemptShape


class RequestShape(Shape, frozen=True, kw_only=True, omit_defaults=True):
    """One request, and what came of it. A call to the shop is a request of its own."""

    time: datetime
    provenance: ProvenanceShape
    events: list[ToldEventShape]
    refusals: list[ToldRefusalShape]
    calls: list[ToldCallShape] = []


class TimelineShape(Shape, frozen=True, kw_only=True):
    """Requests in order."""

    checkout: str
    requests: list[RequestShape]


class ReadShape(Shape, frozen=True, kw_only=True):
    """One reading; `checkout` is null where it went across checkouts."""

    time: datetime
    reader: str
    checkout: str | None
    asked: str
    provenance: ProvenanceShape


class ReadsShape(Shape, frozen=True, kw_only=True):
    """Readings in order."""

    reads: list[ReadShape]


class CloudEvent(Shape, frozen=True, kw_only=True):
    """One event as a CloudEvent in structured JSON (CloudEvents 1.0.2); `sequence` is its position in the trail."""

    specversion: Literal["1.0"]
    id: str
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: Literal["application/json"]
    sequence: str
    data: EventShape


def encoded(shape: Shape) -> bytes:
    """`shape` as JSON."""
    return _ENCODER.encode(shape)


def raw(value: object) -> msgspec.Raw:
    """A value as JSON to be put into a shape."""
    return msgspec.Raw(_ENCODER.encode(value))


def raw_text(text: str) -> msgspec.Raw:
    """JSON text to be put into a shape as it is."""
    return msgspec.Raw(text.encode())
