"""The settings for serving requests and sending callbacks."""

from typing import Annotated

import msgspec

from interfaces.webhooks.egress_policy import EgressPolicy, Ports, network
from interfaces.webhooks.question_limit import MOST_QUESTIONS


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


class ServingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The limits of one process.

    More than `most_under_way` concurrent requests are answered 503 at once. A request whose body is incomplete after
    `body_within_seconds` is answered 408. Forwarded headers count only from `trusted_proxies` (addresses and networks).
    """

    most_under_way: Annotated[int, msgspec.Meta(ge=1)] = 1000
    body_within_seconds: Annotated[float, msgspec.Meta(gt=0)] = 30
    trusted_proxies: tuple[str, ...] = ()

    @property
    def faulty_proxy(self) -> str | None:
        """The first trusted proxy that is neither an address nor a network, or that matches every address."""
        return next((each for each in self.trusted_proxies if not _is_bounded_network(each)), None)


def _is_bounded_network(text: str) -> bool:
    try:
        return network(text).prefixlen > 0
    except ValueError:
        return False
