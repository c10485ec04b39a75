"""The service that a command asks over HTTP: its URL and the key, from the options and the environment."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, NoReturn
from urllib.parse import SplitResult, urlsplit

from interfaces.cli.exit_codes import USAGE, fail

OPTION: Final = "--server"
SERVER: Final = "TILLROLL_SERVER"
KEY: Final = "TILLROLL_KEY"
_named: ContextVar[str | None] = ContextVar("service", default=None)
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class ServiceAddress:
    """The URL of a service without a slash at its end, and the key that is sent to it and nowhere else.

    The key is None for what the service shows to everybody.
    """

    url: str
    key: str | None

    @property
    def is_local(self) -> bool:
        """Whether the service is on this machine, where the key is readable by nobody on the way."""
        return urlsplit(self.url).hostname in _LOOPBACK

    def __repr__(self) -> str:
        return f"ServiceAddress({self.url!r})"


def named_service() -> ServiceAddress | None:
    """Return the service that the command names; None where it works on a database.

    Exits with 2 for a URL that no key may be sent to, and without a key.
    """
    url = service_url()
    return None if url is None else read_address(url, os.environ)


def named_public_service() -> ServiceAddress | None:
    """Return the same for a question that the service may answer to everybody: a key is not needed."""
    url = service_url()
    if url is None:
        return None
    if not os.environ.get(KEY, "").strip():
        return ServiceAddress(url=check_url(url), key=None)
    return read_address(url, os.environ)


def service_url() -> str | None:
    """Return what `--server` or TILLROLL_SERVER says; None without both."""
    return _named.get()


@contextmanager
def use_service(url: str) -> Iterator[None]:
    """Let the command ask the service at this URL."""
    token = _named.set(url)
    try:
        yield
    finally:
        _named.reset(token)


def refuse_service(command: str) -> NoReturn:
    """Exit with 2 because this command, with its subcommand, cannot ask the service that is named."""
    fail(
        f"`tillroll {command}` asks no service: run it beside the database, without {OPTION} and without {SERVER}.",
        USAGE,
    )


def read_address(url: str, environment: Mapping[str, str]) -> ServiceAddress:
    """Check the URL and take the key from the environment. Exits with 2 where one cannot be used."""
    return ServiceAddress(url=check_url(url), key=_read_key(environment))


def check_url(url: str) -> str:
    """Return the URL without a slash at its end. Exits with 2 for one that no key may be sent to."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        fail(f"{OPTION}: {url!r} is no URL.", USAGE)
    if parts.scheme not in ("http", "https") or not host:
        fail(f"{OPTION} takes a URL, as in https://tillroll.example.", USAGE)
    if parts.username or parts.password:
        fail(f"{OPTION} takes no credentials: put the key into {KEY}.", USAGE)
    if parts.query or parts.fragment:
        fail(f"{OPTION} takes a URL without a query and without a fragment.", USAGE)
    if parts.scheme == "http" and host not in _LOOPBACK:
        fail(
            f"The key would cross the network to {host} in the clear: name an https address, or a tunnel "
            "to this machine.",
            USAGE,
        )
    return _without_slash(parts)


def _without_slash(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _read_key(environment: Mapping[str, str]) -> str:
    key = environment.get(KEY, "").strip()
    if not key:
        fail(f"Put a history key of the service into the environment variable {KEY}.", USAGE)
    if not (key.isascii() and key.isprintable()) or " " in key:
        fail(f"{KEY} has characters that no key has.", USAGE)
    return key
