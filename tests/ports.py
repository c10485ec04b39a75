"""Ports that a test names before a server has them, or that a server gets again after it has ended."""

import secrets
import socket

# Below those that the kernel gives to sockets without a port (on Linux from 32768): another test's server, which takes
# any port, takes none of these.
_FIRST, _END = 20_000, 32_000


def free_ports(number: int) -> list[int]:
    """Return as many different ports on which nothing listens."""
    found: set[int] = set()
    while len(found) < number:
        port = _FIRST + secrets.randbelow(_END - _FIRST)
        with socket.socket() as tried:
            # One that has closed connections in their last minutes is free too.
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.add(port)
    return sorted(found)
