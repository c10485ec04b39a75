"""One event as JSON, as the history API shows it."""

from dataclasses import asdict, dataclass

import msgspec

from application.history.timeline import ChangeDescription
from interfaces.api.console.text.labels import event_name
from interfaces.api.console.text.phrases import Shown, plural
from interfaces.api.console.text.values import Instant, ReaderFormat
from interfaces.http.request.timestamps import rfc_3339

_ENCODER = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True, kw_only=True)
class RawEvent:
    """The JSON of an event. `size` is that of the compact JSON; `previous` and `following` are None at either end.

    `position` is the place in the audit log; empty while the log has not reached the event.
    """

    version: int
    name: Shown
    topic: str
    at: Instant
    json: str
    size: Shown
    position: str
    previous: int | None
    following: int | None


def raw_event(
    change: ChangeDescription, newest: int, position: int | None, form: ReaderFormat
) -> RawEvent:
    """Return the view of an event of a checkout whose last version is `newest`."""
    event = change.event
    encoded = _ENCODER.encode(
        {
            "checkout": event.originator_id,
            "version": event.originator_version,
            "type": event.TOPIC,
            "time": rfc_3339(event.timestamp),
            "provenance": asdict(event.provenance),
            "changes": change.changes,
        }
    )
    version = event.originator_version
    return RawEvent(
        version=version,
        name=event_name(event.TOPIC),
        topic=event.TOPIC,
        at=form.microseconds(event.timestamp),
        json=msgspec.json.format(encoded, indent=2).decode(),
        size=plural(
            "{number} byte", "{number} bytes", len(encoded), number=form.number(len(encoded))
        ),
        position="" if position is None else form.number(position),
        previous=version - 1 if version > 1 else None,
        following=version + 1 if version < newest else None,
    )
