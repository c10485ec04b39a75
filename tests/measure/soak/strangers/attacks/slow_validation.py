"""1,000 commits at a time of 100 checkouts, whose shop takes 11 seconds to answer the validation."""

import asyncio
import contextlib
import socket
from collections import Counter
from itertools import cycle

from tests.measure.soak.strangers.attack import Attack, Prepared
from tests.measure.soak.strangers.attacks.repeating import repeat
from tests.measure.soak.strangers.connection import Address, Connection, request
from tests.measure.soak.strangers.counted import QUESTIONS
from tests.measure.soak.strangers.shop import Shop

_STRANGERS = 1000
_CHECKOUTS = 100
_SHOP_SECONDS = 11
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


def _prepare(shop: Shop) -> Prepared:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    uri = f"http://127.0.0.1:{port}/validate"
    opened = shop.open_checkouts(_CHECKOUTS, validationUri=uri)
    tokens = [each.public_token for each in opened]
    return Prepared(tokens=tokens, version=shop.version(opened[0]), port=port)


async def _strike(address: Address, known: Prepared, answered: Counter[str]) -> None:
    tokens = cycle(known.tokens)
    body = b'{"version":%d}' % known.version
    headers = {"Content-Type": "application/json"}

    async def commit(connection: Connection) -> None:
        path = f"/shopper/{next(tokens)}/commit"
        answered[str((await connection.ask(request("POST", path, headers, body))).status)] += 1

    async def answer_slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The end of the attack cancels this task; asyncio would log that as an error.
        with contextlib.suppress(OSError, EOFError, asyncio.CancelledError):
            await reader.readuntil(b"\r\n\r\n")
            answered[QUESTIONS] += 1
            await asyncio.sleep(_SHOP_SECONDS)
            writer.write(_ANSWER)
            await writer.drain()
        writer.transport.abort()

    async with await asyncio.start_server(answer_slowly, "127.0.0.1", known.port, backlog=2048):
        await repeat(_STRANGERS, address, known, answered, commit)


SLOW_VALIDATION = Attack(
    name="slow-validation",
    summary="1,000 commits, a validation takes 11 s",
    strike=_strike,
    prepare=_prepare,
    evidence=QUESTIONS,
)
