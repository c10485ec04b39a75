"""Ask a running service over HTTP. Where there is no answer, `fail` gets a sentence and an exit status.

The key goes to the named service only: redirects are not followed, and no proxy sees it, because a proxy gets at most
an encrypted tunnel.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from types import TracebackType
from typing import Any, Final, NoReturn, TypeVar

import httpx
import msgspec

from interfaces.cli.exit_codes import fail as exit_with
from interfaces.cli.service.address import ServiceAddress
from interfaces.cli.service.failures import (
    answer_failure,
    content_failure,
    problem_kind,
    transport_failure,
)
from interfaces.cli.service.questions import Parameters

S = TypeVar("S")
_CONNECT_SECONDS: Final = 10.0
_READ_SECONDS: Final = 60.0
_MOST_WAITED_SECONDS: Final = 300
_JSON: Final = "application/json"


class ServiceClient:
    """A connection to one service. It is a context manager. `fail` exits, or raises what its caller expects."""

    def __init__(
        self,
        address: ServiceAddress,
        transport: httpx.BaseTransport | None = None,
        *,
        fail: Callable[[str, int], NoReturn] = exit_with,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = address
        self._fail = fail
        self._wait = wait
        self._client = httpx.Client(
            headers={"User-Agent": "tillroll", **_credentials(address)},
            timeout=httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS),
            follow_redirects=False,
            # A proxy would read a request to a local http address.
            trust_env=not address.is_local,
            transport=transport,
        )

    def __enter__(self) -> "ServiceClient":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def get(self, path: str, shape: type[S], parameters: Parameters | None = None) -> S:
        """Return the document at a path, without the parameters that are None."""
        return self._decode(self._read("GET", path, parameters), shape)

    def get_linked(
        self, path: str, shape: type[S], parameters: Parameters | None = None
    ) -> tuple[S, Mapping[str, str]]:
        """Return the document at a path, and the paths of its `Link` header by each word of their relations."""
        response = self._read("GET", path, parameters)
        links = {
            word: each["url"]
            for relation, each in response.links.items()
            for word in (relation or "").split()
        }
        return self._decode(response, shape), links

    def post(self, path: str, shape: type[S], body: object) -> S:
        """Send a JSON body and return the document of the answer."""
        return self._decode(self._read("POST", path, body=body), shape)

    def octets(self, path: str, parameters: Parameters | None = None) -> bytes:
        """Return the bytes at a path. Waits as long as the service says where it has too many requests."""
        return self._patiently(path, parameters).content

    def find_octets(self, path: str, *, absent: str) -> bytes | None:
        """Return the bytes at a path; None where the service answers the problem `absent`."""
        response = self._patiently(path, None, absent)
        return response.content if response.is_success else None

    def _patiently(
        self, path: str, parameters: Parameters | None, absent: str | None = None
    ) -> httpx.Response:
        while True:
            response = self._send("GET", path, parameters, headers={"Accept": "*/*"})
            if response.status_code != httpx.codes.TOO_MANY_REQUESTS:
                break
            wait = response.headers.get("retry-after", "")
            if not wait.isdecimal() or int(wait) > _MOST_WAITED_SECONDS:
                break
            self._wait(max(1, int(wait)))
        if not response.is_success and (absent is None or problem_kind(response) != absent):
            self._fail(*answer_failure(self.address, response))
        return response

    def pages(self, path: str, shape: type[S], parameters: Parameters) -> Iterator[S]:
        """Yield the document at a path and those behind its `Link` headers (rel="next")."""
        response = self._read("GET", path, parameters)
        while True:
            yield self._decode(response, shape)
            following = response.links.get("next", {}).get("url")
            # A link of the service names a path of it. Whatever it names, the key goes nowhere else.
            if following is None or not following.startswith("/"):
                return
            response = self._read("GET", following)

    @contextmanager
    def stream(
        self,
        method: str,
        path: str,
        parameters: Parameters | None = None,
        *,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        read_seconds: float = _READ_SECONDS,
        raises: bool = False,
    ) -> Iterator[httpx.Response]:
        """Yield an answer whose body is read piece by piece. With `raises`, a lost connection raises HTTPError."""
        request = self._request(method, path, parameters, body, headers)
        request.extensions["timeout"]["read"] = read_seconds
        try:
            response = self._client.send(request, stream=True)
            try:
                if not response.is_success:
                    response.read()
                    self._fail(*answer_failure(self.address, response))
                yield response
            finally:
                response.close()
        except httpx.HTTPError as failure:
            if raises:
                raise
            self._fail(*transport_failure(self.address, failure))

    def _read(
        self,
        method: str,
        path: str,
        parameters: Parameters | None = None,
        body: object = None,
    ) -> httpx.Response:
        response = self._send(method, path, parameters, body, {"Accept": _JSON})
        if not response.is_success:
            self._fail(*answer_failure(self.address, response))
        return response

    def _send(
        self,
        method: str,
        path: str,
        parameters: Parameters | None = None,
        body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        try:
            return self._client.send(self._request(method, path, parameters, body, headers))
        except httpx.HTTPError as failure:
            self._fail(*transport_failure(self.address, failure))

    def _request(
        self,
        method: str,
        path: str,
        parameters: Parameters | None,
        body: object,
        headers: Mapping[str, str] | None,
    ) -> httpx.Request:
        given = {name: each for name, each in (parameters or {}).items() if each is not None}
        return self._client.build_request(
            method,
            self.address.url + path,
            params=given or None,
            json=body,
            headers=dict(headers or {}),
        )

    def _decode(self, response: httpx.Response, shape: type[S]) -> S:
        try:
            return decode(response.content, shape)
        except msgspec.MsgspecError:
            self._fail(*content_failure(self.address))


def _credentials(address: ServiceAddress) -> dict[str, str]:
    return {} if address.key is None else {"Authorization": f"Bearer {address.key}"}


def decode(content: bytes | str, shape: type[S]) -> S:
    """Decode JSON of the history API. Decimals keep their digits. Raises MsgspecError."""
    return msgspec.json.Decoder(shape, float_hook=Decimal).decode(content)


def decode_value(raw: msgspec.Raw) -> Any:
    """Decode JSON that a shape has as it is. Decimals keep their digits."""
    return decode(bytes(raw), object)
