"""One call of a callback: to an address that was looked at, in bounded time, with a bounded answer."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from interfaces.webhooks.egress_policy import EgressPolicy, EgressRefused

SECONDS = 10.0
_CONNECTING = 0.4
"""The part of the time in which a connection has to stand: enough to try two addresses."""
_MOST_RESOLVING = 16
_STANDARD = {"User-Agent": "tillroll", "Accept": "*/*", "Accept-Encoding": "identity"}
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


class NoAnswer(Exception):
    """The receiver could not be reached, or did not answer in time; the message says what went wrong."""


@dataclass(frozen=True, kw_only=True)
class HttpAnswer:
    """A status, and as much of the body as was asked for."""

    status: int
    body: bytes


class HttpCaller:
    """Makes calls. Follows no redirects, uses no proxy, and keeps no connection and no cookie from one to the next."""

    def __init__(
        self, reach: EgressPolicy, *, seconds: float = SECONDS, resolve: Resolve | None = None
    ) -> None:
        self._reach = reach
        self._seconds = seconds
        self._resolving = ThreadPoolExecutor(_MOST_RESOLVING, thread_name_prefix="tillroll-names")
        self._resolve = resolve or self._ask_the_system
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        """Reads the authorities that certificates are checked against."""
        # A connection that is kept would be used for another name at the same address, unchecked.
        self._client = httpx.AsyncClient(
            verify=ssl.create_default_context(),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(self._seconds, connect=self._seconds * _CONNECTING),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._client is not None:
            await self._client.aclose()
        self._resolving.shutdown(wait=False, cancel_futures=True)

    async def call(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes = b"",
        *,
        most_bytes: int = 0,
    ) -> HttpAnswer:
        """The answer, with up to `most_bytes` of its body; what is longer is cut.

        Raises NoAnswer, and EgressRefused before anything is sent where the URL leads to a place that is not allowed.
        """
        try:
            async with asyncio.timeout(self._seconds):
                return await self._call(method, url, headers, body, most_bytes)
        except TimeoutError:
            raise NoAnswer(f"There was no answer within {self._seconds:g} seconds.") from None

    async def _call(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, most_bytes: int
    ) -> HttpAnswer:
        target = self._reach.parsed(url)
        problem = "The host has no address."
        for address in await self._addresses(target):
            # The address that was looked at is the one that is connected to; the name is for TLS and the header.
            request = httpx.Request(
                method,
                target.copy_with(host=address, fragment=None),
                headers={**_STANDARD, **headers, "Host": target.netloc.decode("ascii")},
                content=body,
                extensions={"sni_hostname": target.raw_host.decode("ascii")},
            )
            try:
                return await self._send(request, most_bytes)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                problem = f"No connection: {type(error).__name__} {error}"
            except (httpx.HTTPError, httpx.StreamError) as error:
                raise NoAnswer(f"{type(error).__name__}: {error}") from error
        raise NoAnswer(problem)

    async def _send(self, request: httpx.Request, most_bytes: int) -> HttpAnswer:
        assert self._client is not None, "the caller has not been entered"
        # `send` adds the time limits of the client only to requests that the client built.
        request.extensions["timeout"] = self._client.timeout.as_dict()
        response = await self._client.send(request, stream=True)
        try:
            return HttpAnswer(
                status=response.status_code, body=await _beginning(response, most_bytes)
            )
        finally:
            await response.aclose()

    async def _addresses(self, target: httpx.URL) -> list[str]:
        port = target.port or (443 if target.scheme == "https" else 80)
        try:
            found = await self._resolve(target.raw_host.decode("ascii"), port)
        except (OSError, UnicodeError) as error:
            raise NoAnswer(f"The name of the host cannot be resolved: {error}") from error
        allowed = [address for address in dict.fromkeys(found) if self._reach.allows(address)]
        if found and not allowed:
            problem = f"The host is at {found[0]}, where callbacks may not go."
            raise EgressRefused(problem, may_pass=True)
        return allowed

    async def _ask_the_system(self, host: str, port: int) -> Sequence[str]:
        # Threads of its own: names that are slow to resolve must not hold up other work of the process.
        found = await asyncio.get_running_loop().run_in_executor(
            self._resolving, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
        return [str(address[0]) for *_, address in found]


async def _beginning(response: httpx.Response, most_bytes: int) -> bytes:
    found = b""
    if most_bytes:
        async for part in response.aiter_raw():
            found += part
            if len(found) >= most_bytes:
                break
    return found[:most_bytes]
