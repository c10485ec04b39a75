"""The server of the shop and of the platforms: profiles, callbacks, and the webhooks of orders, first refused."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from tests.interfaces.dialects.ucp.platforms import CHECKOUT, profile
from tests.interfaces.webhooks.receivers import Received, receiving, statuses
from tests.system.persons.shops import PROFILES

FULFILMENT: Final = "dev.ucp.shopping.fulfillment"
_ORDERS: Final = "/orders/"


@dataclass
class ShopsServer:
    """What the server received. Webhooks of orders are answered with 503 until `accepts_orders`."""

    url: str = ""
    accepts_orders: bool = False
    received: list[Received] = field(default_factory=list)
    orders: list[tuple[str, bytes]] = field(default_factory=list)
    """The version and the body of each order webhook that it accepted."""

    async def behave(self, writer: asyncio.StreamWriter, number: int) -> None:
        """Answer a request."""
        request, status, body = self.received[number - 1], 200, b'{"Valid":true}'
        version = request.path.rpartition("/")[2]
        if request.path.startswith(PROFILES):
            webhook_url = f"{self.url}{_ORDERS}{version}"
            shape = profile(CHECKOUT, FULFILMENT, version=version, webhook_url=webhook_url)
            body = json.dumps(shape).encode()
        elif request.path.startswith(_ORDERS) and not self.accepts_orders:
            status = 503
        elif request.path.startswith(_ORDERS):
            self.orders.append((version, request.body))
        await statuses(status, body=body)(writer, number)


@contextmanager
def shops_server() -> Iterator[ShopsServer]:
    """Run the server in a thread until the end of the block."""
    started, stop = threading.Event(), asyncio.Event()
    server = ShopsServer()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with receiving(server.behave) as receiver:
            server.url, server.received = receiver.url, receiver.received
            started.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    started.wait(30)
    yield server
    loop.call_soon_threadsafe(stop.set)
    thread.join(30)
    loop.close()
