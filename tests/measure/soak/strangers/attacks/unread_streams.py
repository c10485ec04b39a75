"""50 event streams over 12 carts of 4,000 lines. The strangers do not read what they asked for."""

import asyncio
import contextlib
import socket
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

from tests.measure.soak.strangers.attack import Attack, Prepared
from tests.measure.soak.strangers.attacks.repeating import FAILURES, RETRY_SECONDS
from tests.measure.soak.strangers.connection import Address, request
from tests.measure.soak.strangers.counted import BROKEN, CONNECTIONS
from tests.measure.soak.strangers.shop import Shop

_STRANGERS = 50
_CARTS = 12
_LINES = 4000
_RECEIVED_BYTES = 4096
_KEY = {"Authorization": "Bearer auditor", "Accept": "text/event-stream"}


def _prepare(shop: Shop) -> Prepared:
    for checkout in shop.open_checkouts(_CARTS):
        shop.replace_cart(checkout, [_line(number) for number in range(_LINES)])
    return Prepared()


async def _strike(address: Address, known: Prepared, answered: Counter[str]) -> None:
    async with asyncio.TaskGroup() as group:
        for source in islice(cycle(known.sources), _STRANGERS):
            group.create_task(_hold(address, source, answered))


async def _hold(address: Address, source: str, answered: Counter[str]) -> None:
    """Open streams, one after the other, and read no more than the status of each."""
    while True:
        with _small_socket(source) as unread:
            try:
                await _open_stream(unread, address, answered)
            except FAILURES:
                answered[BROKEN] += 1
        await asyncio.sleep(RETRY_SECONDS)


async def _open_stream(unread: socket.socket, address: Address, answered: Counter[str]) -> None:
    loop = asyncio.get_running_loop()
    await loop.sock_connect(unread, (address.host, address.port))
    answered[CONNECTIONS] += 1
    await loop.sock_sendall(unread, request("GET", "/history/stream?after=0", _KEY))
    status = (await loop.sock_recv(unread, 12))[9:12].decode()
    answered[status] += 1
    if status == "200":
        await asyncio.Event().wait()


@contextlib.contextmanager
def _small_socket(source: str) -> Iterator[socket.socket]:
    with socket.socket() as small:
        small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVED_BYTES)
        small.setblocking(False)
        small.bind((source, 0))
        yield small


def _line(number: int) -> dict[str, Any]:
    return {
        "id": f"{number:05}",
        "description": f"An article with the number {number}",
        "unitPrice": 95.0,
        "quantity": 1,
        "vat": 25.0,
    }


UNREAD_STREAMS = Attack(
    name="unread-streams",
    summary="50 unread event streams over 12 carts of 4,000 lines",
    strike=_strike,
    prepare=_prepare,
    evidence="200",
)
