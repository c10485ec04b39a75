"""Witnesses as processes, and a log that asks them."""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import uvicorn

from application.ledger.signing import NoteSigner
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.cosigning.cosigner import HeadCosigner
from interfaces.storage.postgres.ledger.head_signing import HeadClock
from interfaces.storage.postgres.ledger.kinds import EVENTS, REFUSALS, LedgerKind
from interfaces.storage.postgres.ledger.setup import WitnessAddress
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.signing_key_file import read_signing_key
from interfaces.witness.folder import WitnessFolder
from interfaces.witness.server import witness_application
from tests.interfaces.storage.ledger.following import ORIGIN, Following
from tests.system.service.forked.process import ForkedProcess, start_forked


@dataclass
class WitnessProcess:
    """A witness that runs `tillroll witness serve` until it is killed."""

    folder: WitnessFolder
    process: ForkedProcess
    address: WitnessAddress

    def kill(self) -> None:
        """End the process without any cleanup."""
        self.process.kill()
        self.process.wait()


@contextmanager
def run_witness(folder: WitnessFolder, *options: str) -> Iterator[WitnessProcess]:
    """Run the witness of a folder on a free port."""
    command = ("witness", "serve", str(folder.folder), "--port", "0", *options)
    process = start_forked("interfaces.cli.main", command, os.environ)
    try:
        url = next(
            line.split("running on ")[1].split()[0]
            for line in process.stdout
            if "running on " in line
        )
        yield WitnessProcess(folder, process, WitnessAddress(folder.signer().verifier_key, url))
    finally:
        process.kill()
        process.communicate()


MakeWitness = Callable[[str], WitnessProcess]


@contextmanager
def serve_witness(folder: WitnessFolder) -> Iterator[WitnessAddress]:
    """Serve the witness of a folder in a thread."""
    server = uvicorn.Server(
        uvicorn.Config(witness_application(folder, now), ws="none", log_level="error")
    )
    # A client that connects before the thread has begun waits in the queue of the socket.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            yield WitnessAddress(folder.signer().verifier_key, url)
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def log_key(following: Following) -> NoteSigner:
    """The key of the log."""
    return read_signing_key(following.setup.key_files[0], ORIGIN)


@pytest.fixture
def refusal_log_key(following: Following) -> NoteSigner:
    """The same key as that of the log of refused attempts."""
    return read_signing_key(following.setup.key_files[0], REFUSALS.origin_of(ORIGIN))


@pytest.fixture
def make_folder(
    log_key: NoteSigner, refusal_log_key: NoteSigner, tmp_path: Path
) -> Callable[[str], WitnessFolder]:
    """Make the folder of a witness that knows both logs."""

    def make(name: str) -> WitnessFolder:
        folder = WitnessFolder(tmp_path / name)
        folder.create(name)
        for signer in (log_key, refusal_log_key):
            folder.add_log(signer.verifier_key.text(), None)
        return folder

    return make


@pytest.fixture
def make_witness(make_folder: Callable[[str], WitnessFolder]) -> Iterator[MakeWitness]:
    """Run a witness that knows the log as a process."""
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(run_witness(make_folder(name)))


@pytest.fixture
def bank(make_folder: Callable[[str], WitnessFolder]) -> Iterator[WitnessAddress]:
    """A witness in this process."""
    with serve_witness(make_folder("bank")) as address:
        yield address


@pytest.fixture
def shop_folder(make_folder: Callable[[str], WitnessFolder]) -> WitnessFolder:
    """The folder of a witness that is not served."""
    return make_folder("shop")


@contextmanager
def open_cosigner(
    following: Following, *witnesses: WitnessAddress, kind: LedgerKind = EVENTS
) -> Iterator[HeadCosigner]:
    """Open what asks these witnesses for the heads of a ledger, with the clock of the follower."""
    setup = replace(following.setup, witnesses=witnesses)

    def monotonic() -> float:
        return following.clock.at.timestamp()

    clock = HeadClock(now=following.clock.now, monotonic=monotonic)
    with ProjectionDatastore(following.database_url, schema="tillroll") as datastore:
        yield HeadCosigner(datastore, kind.name, setup, clock)
