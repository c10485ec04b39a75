"""How the server takes requests and sends callbacks, as the configuration says."""

from typing import Annotated

import msgspec

from interfaces.delivery.targets import Reach, network


class DeliverySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where callbacks may go beyond https to public addresses: plain http, and networks as in `10.0.0.0/8`."""

    allow_http: bool = False
    allow_networks: tuple[str, ...] = ()

    @property
    def reach(self) -> Reach:
        """The same as a rule. Raises ValueError for what is no network."""
        return Reach(http=self.allow_http, networks=tuple(map(network, self.allow_networks)))


class ServingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much one process takes on.

    Requests beyond `most_under_way` at a time are answered 503 at once, and one whose body is not there after
    `body_within_seconds` is answered 408.
    """

    most_under_way: Annotated[int, msgspec.Meta(ge=1)] = 1000
    body_within_seconds: Annotated[float, msgspec.Meta(gt=0)] = 30
