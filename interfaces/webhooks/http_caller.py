"""Send one HTTP request, of a callback or for a profile, to a checked address, within limits of time and size."""

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
_CONNECT_FRACTION = 0.4
"""The fraction of the time limit for each connection attempt, so that two addresses can be tried."""
_RESOLVER_THREADS = 16
DEFAULT_HEADERS = {"User-Agent": "tillroll", "Accept": "*/*", "Accept-Encoding": "identity"}
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


class NoAnswer(Exception):
    """The receiver could not be reached or did not answer in time. The message says what went wrong."""


@dataclass(frozen=True, kw_only=True)
class HttpAnswer:
    """A status, the body up to the requested size, and the header Cache-Control."""

    status: int
    body: bytes
    cache_control: str = ""


class HttpCaller:
    """Send requests without redirects and proxies. No connection and no cookie is reused."""

    def __init__(
        self, reach: EgressPolicy, *, seconds: float = SECONDS, resolve: Resolve | None = None
    ) -> None:
        self._reach = reach
        self._seconds = seconds
        self._resolving = ThreadPoolExecutor(_RESOLVER_THREADS, thread_name_prefix="tillroll-names")
        self._resolve = resolve or self._resolve_by_system
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        """Load the certificate authorities and create the client."""
        # A kept connection would be reused for another host name at the same address without a TLS check.
        self._client = httpx.AsyncClient(
            verify=ssl.create_default_context(),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(self._seconds, connect=self._seconds * _CONNECT_FRACTION),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            if self._client is not None:
                await self._client.aclose()
        finally:
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
        """Return the response with the first `most_bytes` of its body.

        Raises NoAnswer, and EgressRefused before anything is sent if the policy forbids the URL or its addresses.
        """
        try:
            async with asyncio.timeout(self._seconds):
                return await self._call(method, url, headers, body, most_bytes)
        except TimeoutError:
            raise NoAnswer(f"There was no answer within {self._seconds:g} seconds.") from None

    async def _call(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, most_bytes: int
    ) -> HttpAnswer:
        target = self._reach.parse(url)
        problem = "The host has no address."
        for address in await self._addresses(target):
            # Connect to the checked address itself. The host name is used for TLS and the Host header.
            request = httpx.Request(
                method,
                target.copy_with(host=address, fragment=None),
                headers={**DEFAULT_HEADERS, **headers, "Host": target.netloc.decode("ascii")},
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
                status=response.status_code,
                body=await _read_body(response, most_bytes),
                cache_control=response.headers.get("cache-control", ""),
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

    async def _resolve_by_system(self, host: str, port: int) -> Sequence[str]:
        # A separate thread pool: slow name resolution must not block other work of the process.
        found = await asyncio.get_running_loop().run_in_executor(
            self._resolving, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
        return [str(address[0]) for *_, address in found]


async def _read_body(response: httpx.Response, most_bytes: int) -> bytes:
    found = b""
    if most_bytes:
        async for part in response.aiter_raw():
            found += part
            if len(found) >= most_bytes:
                break
    return found[:most_bytes]
