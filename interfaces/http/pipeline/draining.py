"""What clients and load balancers hear of a server that is about to end."""

from fastapi import Response

from interfaces.runtime.shutdown import Shutdown
from interfaces.telemetry.readiness import Check, Facts, NotReady

_CLOSE = (b"connection", b"close")


def drain_check(shutdown: Shutdown) -> Check:
    """Check that the process has not been told to end."""

    async def look() -> Facts:
        if shutdown.is_draining:
            raise NotReady("The server is about to end. It still serves requests.")
        return {}

    return Check(look=look)


def close_after(response: Response, shutdown: Shutdown) -> None:
    """Have the server close the connection after the response if it drains.

    A client that kept the connection might send its next request at the moment of the end, which would be lost (RFC
    9112 §9.6).
    """
    if shutdown.is_draining:
        response.raw_headers.append(_CLOSE)
