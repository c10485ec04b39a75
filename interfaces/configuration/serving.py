"""How the server takes requests and sends callbacks, as the configuration says."""

from typing import Annotated

import msgspec

from interfaces.webhooks.egress_policy import EgressPolicy, Ports, network


class DeliverySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where callbacks may go beyond https to public addresses: plain http, and networks as in `10.0.0.0/8`.

    Callbacks go to the ports 80, 443 and those from 1024 on; `allow_ports` adds others.
    """

    allow_http: bool = False
    allow_networks: tuple[str, ...] = ()
    allow_ports: tuple[Annotated[int, msgspec.Meta(ge=1, le=65535)], ...] = ()

    @property
    def ports(self) -> Ports:
        """The ports that callbacks may go to."""
        return Ports(more=frozenset(self.allow_ports))

    @property
    def reach(self) -> EgressPolicy:
        """The same as a rule. Raises ValueError for what is no network."""
        networks = tuple(map(network, self.allow_networks))
        return EgressPolicy(http=self.allow_http, networks=networks, ports=self.ports)


class ServingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much one process takes on.

    Requests beyond `most_under_way` at a time are answered 503 at once, and one whose body is not there after
    `body_within_seconds` is answered 408. Forwarded headers are believed from `trusted_proxies` (addresses and
    networks) only.
    """

    most_under_way: Annotated[int, msgspec.Meta(ge=1)] = 1000
    body_within_seconds: Annotated[float, msgspec.Meta(gt=0)] = 30
    trusted_proxies: tuple[str, ...] = ()

    @property
    def faulty_proxy(self) -> str | None:
        """The first of the trusted proxies that is neither an address nor a network, or is every address."""
        return next((each for each in self.trusted_proxies if not _is_some_network(each)), None)


def _is_some_network(text: str) -> bool:
    try:
        return network(text).prefixlen > 0
    except ValueError:
        return False
