"""The settings for serving requests and sending callbacks."""

from typing import Annotated, Literal

import msgspec

from interfaces.api.readers.stream_limit import STREAMS_PER_KEY
from interfaces.http.forwarding.nodes import unmapped_network
from interfaces.http.pipeline.admission import MOST_UNDER_WAY, PlaceLimits, places_of
from interfaces.http.pipeline.body_budget import BodyLimits
from interfaces.webhooks.egress_policy import EgressPolicy, Ports, network
from interfaces.webhooks.question_limit import MOST_QUESTIONS

_PORT = r"([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_ADDRESS = rf"^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):{_PORT}$"
ForwardingHeader = Literal["forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"]
_Places = Annotated[int, msgspec.Meta(ge=1)]


class DeliverySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The targets of callbacks besides https to public addresses: plain http, and networks such as `10.0.0.0/8`.

    Callbacks may go to the ports 80, 443 and 1024 to 65535; `allow_ports` adds others. At most
    `questions_per_receiver` purchases wait at a time for the answer of one receiver, and for that of one merchant.
    """

    allow_http: bool = False
    allow_networks: tuple[str, ...] = ()
    allow_ports: tuple[Annotated[int, msgspec.Meta(ge=1, le=65535)], ...] = ()
    questions_per_receiver: Annotated[int, msgspec.Meta(ge=1)] = MOST_QUESTIONS

    @property
    def ports(self) -> Ports:
        """The ports that callbacks may go to."""
        return Ports(more=frozenset(self.allow_ports))

    @property
    def reach(self) -> EgressPolicy:
        """The egress policy. Raises ValueError for a malformed network."""
        networks = tuple(map(network, self.allow_networks))
        return EgressPolicy(http=self.allow_http, networks=networks, ports=self.ports)


class PlaceSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The places of each share of the capacity. None: a part of `most_under_way`.

    `merchant_part` is the part of its share that one merchant, or one key, gets while it is alone.
    """

    merchants: _Places | None = None
    payments: _Places | None = None
    history: _Places | None = None
    strangers: _Places | None = None
    merchant_part: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.75


class BodySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The bytes of request bodies that a process holds. Each bound has room for the largest body of a dialect."""

    most_bytes: Annotated[int, msgspec.Meta(ge=16_000_000)] = 64_000_000
    most_bytes_per_address: Annotated[int, msgspec.Meta(ge=4_000_000)] = 8_000_000
    most_bytes_per_party: Annotated[int, msgspec.Meta(ge=4_000_000)] = 16_000_000

    @property
    def limits(self) -> BodyLimits:
        """The bounds as the pipeline takes them."""
        return BodyLimits(
            altogether=self.most_bytes,
            per_address=self.most_bytes_per_address,
            per_party=self.most_bytes_per_party,
        )


class ServingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The limits of one process.

    `most_under_way` requests are answered at the same time; what exceeds the places of its share is answered 503 at
    once. A request whose body is incomplete after `body_within_seconds` is answered 408. For `drain_seconds` after
    SIGTERM the server is not ready and still serves. A history key reads at most `streams_per_history_key` event
    streams and exports at the same time; more are answered 429. Only `trusted_proxies` (addresses and networks) are
    believed, and of what they send only `forwarding_headers`. `operations` is an address of its own for metrics,
    documentation and details. In production these are at the public address only with `public_operations`.
    """

    most_under_way: Annotated[int, msgspec.Meta(ge=1)] = MOST_UNDER_WAY
    body_within_seconds: Annotated[float, msgspec.Meta(gt=0)] = 30
    drain_seconds: Annotated[float, msgspec.Meta(ge=0, le=3600)] = 0
    trusted_proxies: tuple[str, ...] = ()
    forwarding_headers: tuple[ForwardingHeader, ...] = (
        "forwarded",
        "x-forwarded-for",
        "x-forwarded-proto",
        "x-forwarded-host",
    )
    streams_per_history_key: Annotated[int, msgspec.Meta(ge=1)] = STREAMS_PER_KEY
    operations: Annotated[str, msgspec.Meta(pattern=_ADDRESS)] | None = None
    public_operations: bool = False
    places: PlaceSettings = PlaceSettings()
    bodies: BodySettings = BodySettings()

    @property
    def place_limits(self) -> PlaceLimits:
        """The places of each share: as configured, or its part of `most_under_way`."""
        derived, own = places_of(self.most_under_way), self.places
        return PlaceLimits(
            merchants=own.merchants or derived.merchants,
            payments=own.payments or derived.payments,
            history=own.history or derived.history,
            strangers=own.strangers or derived.strangers,
            merchant_part=own.merchant_part,
        )

    @property
    def operations_address(self) -> tuple[str, int] | None:
        """The host and the port of the address of operations."""
        if self.operations is None:
            return None
        host, _, port = self.operations.rpartition(":")
        return host.strip("[]"), int(port)

    def shows_operations(self, *, production: bool) -> bool:
        """Return whether operators are answered at the public address."""
        return self.public_operations or not production

    @property
    def header_names(self) -> frozenset[bytes]:
        """The names of the forwarded headers as the server receives them."""
        return frozenset(name.encode() for name in self.forwarding_headers)

    @property
    def faulty_proxy(self) -> str | None:
        """The first trusted proxy that is neither an address nor a network, or that matches every address."""
        return next((each for each in self.trusted_proxies if not _is_bounded_network(each)), None)


def _is_bounded_network(text: str) -> bool:
    try:
        return unmapped_network(network(text)).prefixlen > 0
    except ValueError:
        return False
