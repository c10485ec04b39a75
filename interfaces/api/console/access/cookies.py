"""The cookie of a session, and the connections on which a browser may get one.

On https the cookie is `Secure`, and its name has the prefix `__Host-` (RFC 6265bis §4.1.3), so that no other host and
no plain connection can set it. On plain http it goes to a loopback address only. `SameSite=Lax` and not `Strict`: with
the latter a link in a ticket or a mail always leads to the sign-in.
"""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request, Response

SECURE_NAME: Final = "__Host-tillroll"
PLAIN_NAME: Final = "tillroll"


class InsecureConnection(Exception):
    """A browser reaches the server over plain http, so no secret may be sent. The message is for the reader."""


class SessionCookie:
    """Reads and writes the cookie. `public_address` is the configured address of the server, if any."""

    def __init__(self, public_address: str | None) -> None:
        self._public = None if public_address is None else urlsplit(public_address)

    def token(self, request: Request) -> str | None:
        """Return the token that the browser has; None without one."""
        return request.cookies.get(SECURE_NAME) or request.cookies.get(PLAIN_NAME)

    def require_connection(self, request: Request) -> None:
        """Raise InsecureConnection unless the connection is https, or stays on this machine."""
        self._is_secure(request)

    def put(self, request: Request, response: Response, token: str) -> None:
        """Give the browser a token until it closes. Raises InsecureConnection."""
        is_secure = self._is_secure(request)
        response.set_cookie(
            SECURE_NAME if is_secure else PLAIN_NAME,
            token,
            path="/",
            secure=is_secure,
            httponly=True,
            samesite="lax",
        )

    def remove(self, request: Request, response: Response) -> None:
        """Take every token from the browser."""
        for name in (SECURE_NAME, PLAIN_NAME):
            if name in request.cookies:
                response.delete_cookie(
                    name, path="/", secure=name == SECURE_NAME, httponly=True, samesite="lax"
                )

    def _is_secure(self, request: Request) -> bool:
        if request.url.scheme == "https":
            return True
        host = request.url.hostname or ""
        # A proxy in front of this server ends https, and the server is not configured to trust what it says.
        if self._public is not None and self._public.scheme == "https":
            if host == self._public.hostname:
                return True
            if not is_loopback(host):
                raise InsecureConnection(
                    f"Sign in at {self._public.geturl().rstrip('/')}/console/, over https."
                )
        if is_loopback(host):
            return False
        raise InsecureConnection(
            "This connection is plain http, so everybody on the way could read the key. Open the console over https, "
            "or on the machine itself, at a loopback address. If a proxy before the server speaks https, name it in "
            "[serving] trusted_proxies, or set public_address."
        )


def is_loopback(host: str) -> bool:
    """Return whether a host name means the machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
