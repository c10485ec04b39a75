"""Witnesses as processes, and a log that asks them."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from application.ledger.signing import NoteSigner
from interfaces.storage.postgres.cosigning.cosigner import HeadCosigner
from interfaces.storage.postgres.ledger.head_signing import HeadClock
from interfaces.storage.postgres.ledger.setup import WitnessAddress
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.signing_key_file import read_signing_key
from interfaces.witness.folder import WitnessFolder
from tests.interfaces.storage.ledger.following import ORIGIN, Following


@dataclass
class WitnessProcess:
    """A witness that runs `tillroll witness serve` until it is killed."""

    folder: WitnessFolder
    process: subprocess.Popen[str]
    address: WitnessAddress

    def kill(self) -> None:
        """End the process without any cleanup."""
        self.process.kill()
        self.process.wait()


@contextmanager
def run_witness(folder: WitnessFolder) -> Iterator[WitnessProcess]:
    """Run the witness of a folder on a free port."""
    command = (sys.executable, "-m", "interfaces.cli.main", "witness", "serve")
    with subprocess.Popen(
        [*command, str(folder.folder), "--port", "0"], stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr is not None
            url = next(
                line.split("running on ")[1].split()[0]
                for line in process.stderr
                if "running on " in line
            )
            yield WitnessProcess(folder, process, WitnessAddress(folder.signer().verifier_key, url))
        finally:
            process.kill()


MakeWitness = Callable[[str], WitnessProcess]


@pytest.fixture
def log_key(following: Following) -> NoteSigner:
    """The key of the log."""
    return read_signing_key(following.setup.key_files[0], ORIGIN)


@pytest.fixture
def make_witness(log_key: NoteSigner, tmp_path: Path) -> Iterator[MakeWitness]:
    """Run a witness that knows the log."""
    with ExitStack() as stack:

        def make(name: str) -> WitnessProcess:
            folder = WitnessFolder(tmp_path / name)
            folder.create(name)
            folder.add_log(log_key.verifier_key.text(), None)
            return stack.enter_context(run_witness(folder))

        yield make


@contextmanager
def open_cosigner(following: Following, *witnesses: WitnessAddress) -> Iterator[HeadCosigner]:
    """Open what asks these witnesses, with the clock of the follower."""
    setup = replace(following.setup, witnesses=witnesses)

    def monotonic() -> float:
        return following.clock.at.timestamp()

    clock = HeadClock(now=following.clock.now, monotonic=monotonic)
    with ProjectionDatastore(following.database_url, schema="tillroll") as datastore:
        yield HeadCosigner(datastore, setup, clock)
