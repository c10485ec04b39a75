"""The address on this machine that copies of callbacks go to."""

import base64
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Final

import httpx
import msgspec

from interfaces.api.history.across.delivery_wire import DeliveryRequestShape
from interfaces.api.history.wire import DeliveryShape

_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_SECONDS: Final = 10.0
# These belong to one connection. The client makes its own.
_OF_A_CONNECTION: Final = frozenset({"host", "content-length", "transfer-encoding", "connection"})


class TargetRefused(Exception):
    """Copies may not go to this address. The message says why."""


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A copy of a callback: the delivery that it is of, and the answer. `problem` says why there is none."""

    time: datetime
    delivery: int
    checkout: str
    version: int
    channel: str
    method: str
    status: int | None
    milliseconds: int
    problem: str


class ForwardingTarget:
    """Sends copies to one URL of this machine. It is a context manager.

    A callback has personal data and a signature that shops trust, so no copy leaves the machine.
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Callable[[], datetime],
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Raises TargetRefused for a URL that is not of this machine."""
        try:
            target = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise TargetRefused(f"{url!r} is no URL: {error}.") from error
        if target.scheme not in ("http", "https") or not target.host:
            raise TargetRefused("Name a URL, as in http://127.0.0.1:3000/hook.")
        if target.host not in _LOOPBACK:
            raise TargetRefused("Copies go to this machine only: name 127.0.0.1, ::1 or localhost.")
        self.url = target
        self._clock = clock
        self._client = httpx.Client(
            trust_env=False, follow_redirects=False, timeout=_SECONDS, transport=transport
        )

    def __enter__(self) -> "ForwardingTarget":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def send(self, made: DeliveryRequestShape | str, delivery: DeliveryShape) -> Copy:
        """Send a copy and return the answer to it. `made` is a text where there is no request to copy."""
        at = self._clock()
        status, problem = None, made if isinstance(made, str) else ""
        if not isinstance(made, str):
            try:
                status = self._send(made)
            except httpx.HTTPError as failure:
                problem = f"no answer: {type(failure).__name__} {failure}".strip()
        took = self._clock() - at
        return Copy(
            time=at,
            delivery=delivery.id,
            checkout=delivery.checkout,
            version=delivery.version,
            channel=delivery.channel,
            method=delivery.method,
            status=status,
            milliseconds=round(took.total_seconds() * 1000),
            problem=problem,
        )

    def _send(self, made: DeliveryRequestShape) -> int:
        query = httpx.URL(made.url).query
        url = self.url if self.url.query or not query else self.url.copy_with(query=query)
        headers = [
            (each.name, each.value)
            for each in made.headers
            if each.name.lower() not in _OF_A_CONNECTION
        ]
        # A client adds headers of its own to a request that it builds.
        request = httpx.Request(
            made.method,
            url,
            headers=headers,
            content=base64.b64decode(made.body),
            extensions={"timeout": httpx.Timeout(_SECONDS).as_dict()},
        )
        return self._client.send(request).status_code
