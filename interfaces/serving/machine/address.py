"""The address that a server would listen on."""

import http.client
import socket
from typing import Final

from interfaces.runtime.diagnostic import Diagnostic, good, problem

_SECONDS: Final = 2.0


def address_finding(host: str, port: int) -> Diagnostic:
    """Return whether a server can listen there, or serves there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            return _in_use(host, port, error.strerror or str(error))
    return good(f"A server can listen on {host}:{port}.")


def _in_use(host: str, port: int, reason: str) -> Diagnostic:
    if _is_tillroll(host, port):
        return good(f"A tillroll serves at {host}:{port}.")
    return problem(
        f"A server cannot listen on {host}:{port}: {reason}.",
        "End the program that listens there (`ss -ltnp` names it), or choose another HOST or PORT.",
    )


def _is_tillroll(host: str, port: int) -> bool:
    """Return whether what answers there names the health endpoint as tillroll does."""
    connection = http.client.HTTPConnection(host, port, timeout=_SECONDS)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        return answer.status == 200 and b'"status"' in answer.read(1000)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
