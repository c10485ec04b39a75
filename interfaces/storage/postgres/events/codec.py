"""Between an event and its stored form.

The stored state is the event as JSON, without the id and the version that stand beside it, packed as `packing` says;
plain JSON is read too. Decimals are JSON numbers, written and read digit by digit; no float is made of them.
"""

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

from domain.events import EVENTS, CheckoutEvent
from interfaces.storage.postgres.events.compression import CannotDecompress, Compression


class UnreadableEvent(MapperDeserialisationError):
    """A stored event that this code cannot read; the message names its topic, id and version."""


class EventCodec(Mapper[str]):
    """Encodes and decodes events by the topics of `domain.events.EVENTS`.

    The arguments are what the library's factories pass. The transcoder is not used; a compressor and a cipher are
    refused, since what one of them wrote could be read with that configuration only.
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
        self._packing = Compression()
        self._encoder = msgspec.json.Encoder(decimal_format="number")
        self._decoders = {event.TOPIC: msgspec.json.Decoder(event) for event in EVENTS}

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        """The event as a row. Raises ValueError where text in it is not Unicode."""
        if not isinstance(domain_event, CheckoutEvent):
            raise TypeError(f"{type(domain_event).__name__} is not an event of a checkout")
        return StoredEvent(
            domain_event.originator_id,
            domain_event.originator_version,
            domain_event.TOPIC,
            self.encode(domain_event),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> CheckoutEvent:
        """The event of a row. Raises UnreadableEvent."""
        return self.decode(
            str(stored_event.originator_id),
            stored_event.originator_version,
            stored_event.topic,
            stored_event.state,
        )

    def encode(self, event: CheckoutEvent) -> bytes:
        """The stored state of an event. Raises ValueError where text in it is not Unicode."""
        whole = self._encoder.encode(event)
        beginning = self._beginning(event.originator_id, event.originator_version)
        if not whole.startswith(beginning):
            raise ValueError(f"the fields of {event.TOPIC} do not begin with its id and version")
        return self._packing.pack(b"{" + whole[len(beginning) :])

    def decode(self, checkout_id: str, version: int, topic: str, state: bytes) -> CheckoutEvent:
        """The event whose stored state this is. Raises UnreadableEvent."""
        try:
            said = self._packing.unpack(state)
            return self._decoders[topic].decode(self._beginning(checkout_id, version) + said[1:])
        except KeyError:
            reason = "no such topic is known"
        except (CannotDecompress, msgspec.MsgspecError, UnicodeError) as error:
            reason = str(error)
        raise UnreadableEvent(f"{topic!r}, event {version} of checkout {checkout_id!r}: {reason}")

    def _beginning(self, checkout_id: str, version: int) -> bytes:
        quoted = self._encoder.encode(checkout_id)
        return b'{"originator_id":%b,"originator_version":%d,' % (quoted, version)
