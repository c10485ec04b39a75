"""Requests for the limits: a head with an address and credentials, and a clock that the tests set."""

import base64
from dataclasses import dataclass

from fastapi import Request
from starlette.types import Scope

from interfaces.http.limits.buckets import SECOND

ADDRESS = "203.0.113.9"
ELSEWHERE = "198.51.100.4"


@dataclass
class SettableClock:
    """Nanoseconds since 1970, which stand still."""

    at: int = 1_700_000_000 * SECOND

    def __call__(self) -> int:
        """Return the time that was set."""
        return self.at

    def wait(self, seconds: int) -> None:
        """Set the clock forward."""
        self.at += seconds * SECOND


def scope_of(authorization: str = "", address: str = ADDRESS) -> Scope:
    """The scope of a request from an address."""
    headers = [(b"host", b"shop.example")]
    if authorization:
        headers.append((b"authorization", authorization.encode()))
    return {"type": "http", "headers": headers, "client": (address, 1234), "path_params": {}}


def request_from(address: str = ADDRESS) -> Request:
    """A request without credentials from an address."""
    return Request(scope_of(address=address))


def signed_by(name: str, scheme: str = "SharedKey", digit: str = "0") -> str:
    """The Authorization header of a signature under this name."""
    return f"{scheme} " + base64.b64encode(f"{name}:{digit * 64}".encode()).decode()
