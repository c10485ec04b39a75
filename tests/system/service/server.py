"""A real server process that runs the command, and requests of a Walley shop to it.

It is a copy of a process that has imported the server already, which saves a second of each start. A test of the start
itself asks for `with_python`, which starts Python as a shell does.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from interfaces.runtime.data_folder import DATA
from tests.master_key import MASTER_KEY
from tests.system.service.forked.process import ForkedProcess, start_forked

START_SECONDS = 60
Process = subprocess.Popen[str] | ForkedProcess
MANY_SIGN_INS = """
[limits]
address_requests = 1000000
failed_sign_ins = 1000000
failed_sign_ins_of_address = 1000000
failed_sign_ins_of_name = 1000000
"""


@dataclass(frozen=True)
class Server:
    """A running `tillroll serve`."""

    process: Process
    address: str
    output: str

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Sends a signal, and returns the exit status."""
        self.process.send_signal(number)
        return self.process.wait(30)

    def kill(self) -> None:
        """Kills the process."""
        self.process.kill()
        self.process.wait(30)


@contextmanager
def running(
    database_url: str | None,
    *options: str,
    folder: Path | None = None,
    with_python: bool = False,
    after_greeting: Callable[[Process], None] | None = None,
    **environment: str,
) -> Iterator[Server]:
    """A server on a free port, until the end of the block. `after_greeting` is called before it answers."""
    process = start(
        database_url,
        *("--port", "0", *options),
        folder=folder,
        with_python=with_python,
        **environment,
    )
    try:
        last_word = "serves" if "TILLROLL_CONFIG" in environment else "unitPrice"
        output, address = _read_greeting(process, last_word)
        if after_greeting is not None:
            after_greeting(process)
        _wait_until_it_responds(address)
        yield Server(process, address, output)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        assert process.stdout is not None
        process.stdout.close()


def start(
    database_url: str | None,
    *options: str,
    folder: Path | None = None,
    with_python: bool = False,
    **environment: str,
) -> Process:
    """Starts the command, with its standard output and errors in one pipe."""
    known = {
        name: value
        for name, value in os.environ.items()
        if name == DATA or not name.startswith(("TILLROLL_", "DATABASE_URL", "PORT", "HOST"))
    }
    if database_url is not None:
        known["DATABASE_URL"] = database_url
        if "TILLROLL_MASTER_KEY_FILE" not in environment:
            known["TILLROLL_MASTER_KEY"] = MASTER_KEY
    known |= {**environment, "PYTHONPATH": str(Path.cwd()), "PYTHONUNBUFFERED": "1"}
    if not with_python:
        return start_forked("interfaces.cli.main", ["serve", *options], known, folder)
    return subprocess.Popen(
        [sys.executable, "-m", "interfaces.cli.main", "serve", *options],
        env=known,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _read_greeting(process: Process, last_word: str) -> tuple[str, str]:
    """The startup message, which ends with `last_word`, and the address in it."""
    assert process.stdout is not None
    output = ""
    while line := process.stdout.readline():
        output += line
        if "tillroll serves" in output and last_word in line:
            break
    address = re.search(r"serves (http://[\d.:]+)", output)
    assert address, f"the server did not start: {output}"
    return output, address[1]


def _wait_until_it_responds(address: str) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        try:
            # Every server answers it, also where operators have an address of their own.
            httpx.get(f"{address}/healthz", timeout=START_SECONDS)
        except httpx.TransportError:
            time.sleep(0.02)
            continue
        return
    raise AssertionError("the server did not answer")


def authorised(address: str, client: str = "demo") -> dict[str, str]:
    """The headers of a shop with a new token."""
    answer = httpx.post(
        f"{address}/oauth2/v2.0/token",
        data={
            "grant_type": "client_credentials",
            "client_id": f"{client}-client",
            "client_secret": f"{client}-secret",
        },
    )
    answer.raise_for_status()
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def item(quantity: int) -> dict[str, Any]:
    """A line of Walley's cart."""
    return {
        "id": "10001",
        "description": "A product description",
        "unitPrice": 95.0,
        "quantity": quantity,
        "vat": 25.0,
    }


def new_checkout(address: str, headers: dict[str, str]) -> dict[str, Any]:
    """Creates a checkout, and returns its `data`."""
    answer = httpx.post(
        f"{address}/checkouts",
        headers=headers,
        json={
            "storeId": 1001,
            "countryCode": "SE",
            "merchantTermsUri": "https://shop.example/terms",
            "notificationUri": "https://shop.example/notify",
            "cart": {"items": [item(1)]},
        },
    )
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.json()["data"]
    return created
