"""Encodes events to their stored form and decodes them.

The stored state is the event as JSON, without the id and the version, which have columns of their own. It is compressed
(see `compression.py`); plain JSON is read too. Decimals are JSON numbers with all their digits, never floats.
"""

from dataclasses import replace

import msgspec
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import (
    Cipher,
    Compressor,
    JSONTranscoder,
    Mapper,
    MapperDeserialisationError,
    StoredEvent,
    Transcoder,
)

from domain.events import EVENTS, CheckoutEvent, PurchaseCommitted
from interfaces.storage.codecs.commitments import without_absent_facts
from interfaces.storage.codecs.provenances import without_empty_peer
from interfaces.storage.codecs.shoppers import SHOPPER, without_token
from interfaces.storage.postgres.events.compression import CannotDecompress, Compression
from interfaces.storage.postgres.events.later_fields import LATER_FIELDS


class UnreadableEvent(MapperDeserialisationError):
    """A stored event cannot be decoded. The message names its topic, id and version."""


class EventCodec(Mapper[str]):
    """Encodes and decodes events by the topics of `domain.events.EVENTS`.

    The parameters are those that the library's factories pass. The transcoder is not used. A compressor or a cipher is
    rejected, since its events would be readable with that configuration only.
    """

    def __init__(
        self,
        transcoder: Transcoder | None = None,
        compressor: Compressor | None = None,
        cipher: Cipher | None = None,
    ) -> None:
        if compressor is not None or cipher is not None:
            raise ValueError("events are stored in a form of their own")
        super().__init__(transcoder=transcoder or JSONTranscoder())
        self._compression = Compression()
        self._encoder = msgspec.json.Encoder(decimal_format="number")
        self._decoders = {event.TOPIC: msgspec.json.Decoder(event) for event in EVENTS}

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        """Return the event as a row. Raises ValueError for text that is not Unicode."""
        if not isinstance(domain_event, CheckoutEvent):
            raise TypeError(f"{type(domain_event).__name__} is not an event of a checkout")
        return StoredEvent(
            domain_event.originator_id,
            domain_event.originator_version,
            domain_event.TOPIC,
            self.encode(domain_event),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> CheckoutEvent:
        """Return the event of a row. Raises UnreadableEvent."""
        return self.decode(
            str(stored_event.originator_id),
            stored_event.originator_version,
            stored_event.topic,
            stored_event.state,
        )

    def encode(self, event: CheckoutEvent) -> bytes:
        """Return the stored state of an event. Raises ValueError for text that is not Unicode."""
        json = without_empty_peer(self._encoder.encode(event), event.provenance)
        if isinstance(event, PurchaseCommitted):
            json = without_absent_facts(json)
        for absent in LATER_FIELDS.get(event.TOPIC, ()):
            json = json.replace(absent, b"")
        prefix = self._prefix(event.originator_id, event.originator_version)
        if not json.startswith(prefix):
            raise ValueError(f"the fields of {event.TOPIC} do not begin with its id and version")
        return self._compression.pack(b"{" + json[len(prefix) :])

    def decode(self, checkout_id: str, version: int, topic: str, state: bytes) -> CheckoutEvent:
        """Return the event of a stored state. Raises UnreadableEvent."""
        try:
            json = self._compression.unpack(state)
            event = self._decoders[topic].decode(self._prefix(checkout_id, version) + json[1:])
            by = event.provenance
            # Most events are not from shoppers, and `in` is faster than a call.
            if SHOPPER not in by.actor:
                return event
            shown = without_token(by, checkout_id)
            return event if shown is by else replace(event, provenance=shown)
        except KeyError:
            reason = "no such topic is known"
        except (CannotDecompress, msgspec.MsgspecError, UnicodeError) as error:
            reason = str(error)
        raise UnreadableEvent(f"{topic!r}, event {version} of checkout {checkout_id!r}: {reason}")

    def _prefix(self, checkout_id: str, version: int) -> bytes:
        quoted = self._encoder.encode(checkout_id)
        return b'{"originator_id":%b,"originator_version":%d,' % (quoted, version)
