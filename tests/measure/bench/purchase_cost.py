"""`python -m tests.measure.bench.purchase_cost [PATH …]`: CPU of each request of an agent's purchase.

A server of this source tree, and one of each other checkout, gets the same requests in turns: carts of Walley, and
sessions of ACP that are created, read and completed, over 16 connections. The CPU time is that of the server's process
with its threads, of its other processes, and of PostgreSQL's sessions. It is counted in nanoseconds by Linux.
"""

import argparse
import asyncio
import contextlib
import json
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from uuid import uuid4

import psutil
import typer

from tests.measure.bench import carts
from tests.measure.bench.agents import COMPLETION, HEAD, OPENING
from tests.measure.bench.services import Service, fresh_database, postgres, tillroll, token_from
from tests.measure.bench.throughput import FEW, open_checkouts, settle

KINDS = ("put", "create", "get", "complete")
PARTS = ("server", "followers", "postgres")
_CHECKOUTS = 64
Cost = Mapping[str, float]


@dataclass
class Tree:
    """A server under measurement. `costs` has the microseconds of CPU of a request in each round, by kind and part."""

    name: str
    service: Service
    token: str
    ids: Sequence[str]
    postmaster: psutil.Process
    turn: int = 0
    costs: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))


def main() -> int:
    """Print the medians, and the least, of each kind of request."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.measure.bench.purchase_cost", description=__doc__
    )
    parser.add_argument("others", nargs="*", type=Path, help="folders of other checkouts")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=400, help="of each kind in a round")
    given = parser.parse_args()
    with postgres() as url, contextlib.ExitStack() as stack:
        trees = [_tree(stack, url, "this tree", None)]
        trees += [_tree(stack, url, other.name, other.resolve()) for other in given.others]
        for number in range(given.rounds + 1):
            for tree in trees:
                _round(tree, given.requests, is_counted=number > 0)
        for tree in trees:
            for kind in KINDS:
                typer.echo(_line(tree, kind))
    return 0


def _tree(stack: contextlib.ExitStack, url: str, name: str, folder: Path | None) -> Tree:
    start = tillroll if folder is None else partial(tillroll, tree=folder)
    service = stack.enter_context(start(stack.enter_context(fresh_database(url))))
    token = token_from(service)
    ids = open_checkouts(service, token, _CHECKOUTS)
    return Tree(name, service, token, ids, _postmaster())


def _line(tree: Tree, kind: str) -> str:
    parts = []
    for part in PARTS:
        values = [cost[part] for cost in tree.costs[kind]]
        parts.append(f"{part} {statistics.median(values):5.0f} ({min(values):4.0f})")
    return f"{tree.name:<20} {kind:<9} {'  '.join(parts)}"


def _round(tree: Tree, count: int, *, is_counted: bool) -> None:
    for kind, requests in _requests(tree, count):
        settle(tree.service)
        before = _spent(tree)
        asyncio.run(_send(tree.service, requests))
        after = _spent(tree)
        if is_counted:
            tree.costs[kind].append(
                {part: (after[part] - before[part]) / 1000 / len(requests) for part in PARTS}
            )


def _requests(tree: Tree, count: int) -> Iterator[tuple[str, list[bytes]]]:
    """Return the requests of each kind, which need the answers of the ones before."""
    tree.turn += 1
    quantities = range(1 + tree.turn * count, 1 + (tree.turn + 1) * count)
    yield (
        "put",
        [
            carts.put(f"/checkouts/{tree.ids[each % len(tree.ids)]}/cart", each, tree.token)
            for each in quantities
        ],
    )
    opened: list[bytes] = []
    opening = json.dumps(OPENING).encode()
    _ANSWERS.clear()
    yield "create", [_message(b"POST", b"/checkout_sessions", opening) for _ in range(count)]
    opened = [json.loads(body)["id"].encode() for body in _ANSWERS]
    yield "get", [_message(b"GET", b"/checkout_sessions/" + each) for each in opened]
    completion = json.dumps(COMPLETION).encode()
    yield (
        "complete",
        [
            _message(b"POST", b"/checkout_sessions/%b/complete" % each, completion)
            for each in opened
        ],
    )


_ANSWERS: list[bytes] = []


def _message(method: bytes, path: bytes, body: bytes | None = None) -> bytes:
    head = method + b" " + path + b" HTTP/1.1\r\n" + HEAD
    if body is None:
        return head + b"\r\n"
    key = uuid4().hex.encode()
    return head + b"Idempotency-Key: %b\r\nContent-Length: %d\r\n\r\n%b" % (key, len(body), body)


async def _send(service: Service, requests: Sequence[bytes]) -> None:
    waiting = list(reversed(requests))
    host, port = service.address.removeprefix("http://").split(":")

    async def connection() -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        while waiting:
            writer.write(waiting.pop())
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 20"):
                raise RuntimeError(f"a request failed: {head.decode()}")
            length = head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]
            _ANSWERS.append(await reader.readexactly(int(length)))
        writer.close()

    await asyncio.gather(*(connection() for _ in range(FEW)))


def _spent(tree: Tree) -> dict[str, float]:
    """Return the nanoseconds of CPU so far, by part. Processes that end in between would be missing."""
    followers = tree.service.process.children(recursive=True)
    sessions = tree.postmaster.children()
    return {
        "server": _nanoseconds(tree.service.process.pid),
        "followers": sum(_nanoseconds(each.pid) for each in followers),
        "postgres": sum(_nanoseconds(each.pid) for each in sessions),
    }


def _nanoseconds(pid: int) -> int:
    total = 0
    for file in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            total += int(file.read_text().split()[0])
    return total


def _postmaster() -> psutil.Process:
    """Return the embedded server that this process has started: the newest one."""
    found = [each for each in psutil.process_iter(["name", "cmdline"]) if _is_postmaster(each)]
    return max(found, key=psutil.Process.create_time)


def _is_postmaster(process: psutil.Process) -> bool:
    command = process.info["cmdline"] or []
    return process.info["name"] == "postgres" and "-D" in command and "bench-" in " ".join(command)


if __name__ == "__main__":
    sys.exit(main())
