"""`make walk`: prints the path of a request through the code, as figures that do not depend on the machine.

A server runs in this process, on an embedded PostgreSQL. A client sends each request several times before the counted
one, to fill caches and open connections. `--steps` prints every call of the named requests.
"""

import argparse
import asyncio
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from interfaces.bootstrap import create_application
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.serving.protocol import BoundedHeadProtocol
from interfaces.storage.postgres.embedded.server import embedded_postgres
from interfaces.storage.postgres.schema.migrations import migrate
from tests.master_key import MASTER_KEYS
from tests.measure.walk.recorder import Recorder, Walk
from tests.measure.walk.requests import WALKS

WARM_UP = 30
TIMES = 9


@contextmanager
def served(database_url: str, recorder: Recorder) -> Iterator[str]:
    """The address of a server in a thread of this process, whose event loop `recorder` records."""
    application = create_application(demo_configuration(), database_url, master_keys=MASTER_KEYS)
    settings = uvicorn.Config(
        application, port=0, loop="uvloop", http=BoundedHeadProtocol, ws="none", log_config=None
    )
    server = uvicorn.Server(settings)

    def run() -> None:
        sys.setprofile(recorder.profile)
        asyncio.run(server.serve())

    thread = threading.Thread(target=run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.05)
            if not thread.is_alive():
                raise RuntimeError("the server did not start")
        host, port = server.servers[0].sockets[0].getsockname()
        yield f"http://{host}:{port}"
    finally:
        server.should_exit = True
        thread.join()


def walked(
    client: httpx.Client, recorder: Recorder, prepare: Callable[[httpx.Client], httpx.Request]
) -> Walk:
    """Sends the request that `prepare` builds several times, and returns the shortest walk of the last ones.

    Background work of the server sometimes adds calls to a walk, and never removes any.
    """
    for _ in range(WARM_UP):
        client.send(prepare(client)).raise_for_status()
    walks = []
    for _ in range(TIMES):
        request = prepare(client)
        with recorder.recording() as walk:
            client.send(request).raise_for_status()
        walks.append(walk)
    return min(walks, key=lambda walk: len(walk.steps))


def main() -> None:
    """Prints a line of figures for each request."""
    parser = argparse.ArgumentParser(prog="make walk")
    parser.add_argument("--steps", choices=sorted(WALKS), action="append", default=[])
    chosen = parser.parse_args()
    recorder = Recorder()
    with (
        tempfile.TemporaryDirectory(prefix="tillroll-walk-") as folder,
        embedded_postgres(Path(folder, "postgres")) as database_url,
    ):
        migrate(database_url)
        with served(database_url, recorder) as address, httpx.Client(base_url=address) as client:
            print_line(
                f"{'request':<24} {'calls':>6} {'moves':>6} {'files':>6} {'round trips':>12}"
            )
            for name, prepare in WALKS.items():
                walk = walked(client, recorder, prepare)
                print_line(
                    f"{name:<24} {walk.calls:>6} {walk.moves:>6} {walk.files:>6}"
                    f" {walk.round_trips:>12}"
                )
                for step in walk.steps if name in chosen.steps else ():
                    print_line(f"  {step.file} {step.function}")


def print_line(line: str) -> None:
    """Prints a line."""
    print(line)  # noqa: T201  it is the output


if __name__ == "__main__":
    main()
