"""The shape of the request of a delivery."""

from typing import Annotated

import msgspec

from interfaces.api.history.wire import Shape


class HeaderShape(Shape, frozen=True, kw_only=True):
    """A header of a request."""

    name: str
    value: str


class DeliveryRequestShape(Shape, frozen=True, kw_only=True):
    """The request of a callback, as an attempt would send it now. `url` has no public tokens."""

    id: int
    checkout: str
    version: int
    channel: str
    method: str
    url: str
    headers: Annotated[list[HeaderShape], msgspec.Meta(description="With a new signature.")]
    body: Annotated[str, msgspec.Meta(description="The bytes of the body in Base64.")]
