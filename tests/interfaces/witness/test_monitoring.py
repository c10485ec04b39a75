"""A monitor states that the entries up to a head keep the rules, or says which one is broken."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from application.ledger.format.checkpoints import Checkpoint, cosignatures_by
from application.ledger.format.entries import Entry
from application.ledger.format.merkle import leaf_hash
from application.ledger.format.notes import parse_note
from application.ledger.format.proof_files import AddCheckpoint
from application.ledger.format.proofs import consistency_proof, tree_root
from application.ledger.format.tiles import encode_bundle, parse_tile_path
from application.ledger.signing import log_signer, sign_checkpoint, verify_ed25519
from interfaces.witness.folder import WitnessFolder, WitnessFolderRefused
from interfaces.witness.monitor.monitor import Monitor
from interfaces.witness.server import Witness, watched_logs
from tests.application.ledger.format.vectors import reader

ORIGIN = "shop.example/tillroll"
LOG = log_signer(ORIGIN, bytes(32))
AT = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
BEGIN = int(AT.timestamp()) * 1_000_000


def entry(tag: str, version: int, seconds: float = 0) -> bytes:
    """An entry of a checkout, whose event happened so many seconds after AT."""
    octets = sha256(tag.encode()).digest()
    return Entry(octets[:16], version, BEGIN + int(seconds * 1_000_000), octets).encode()


@dataclass
class ServedLog:
    """A log that serves its entries to who has the key, and the head of which a witness is asked to cosign."""

    entries: list[bytes] = field(default_factory=list)
    url: str = ""
    paths: list[str] = field(default_factory=list)
    is_closed: bool = False

    def request(self, old: int) -> bytes:
        """The request to cosign the head of all entries."""
        read = reader([leaf_hash(each) for each in self.entries])
        size = len(self.entries)
        note = sign_checkpoint(Checkpoint(ORIGIN, size, tree_root(size, read)), LOG)
        return AddCheckpoint(old, consistency_proof(old, size, read), note.encode()).encode()

    def bundle(self, path: str) -> bytes:
        """The octets of a bundle."""
        self.paths.append(path)
        place = parse_tile_path(path.removeprefix("/ledger/"))
        return encode_bundle(self.entries[place.n * 256 :][: place.width])


@pytest.fixture
def log() -> Iterator[ServedLog]:
    """A log at a port of its own."""
    served = ServedLog()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            allowed = self.headers["Authorization"] == "Bearer secret" and not served.is_closed
            body = served.bundle(self.path) if allowed else b""
            self.send_response(200 if allowed else 403)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        served.url = f"http://127.0.0.1:{server.server_address[1]}/ledger"
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Watching:
    """A witness with a monitor, whose clock a test sets. `begin` starts it anew in the same folder."""

    folder: WitnessFolder
    log: ServedLog
    seconds: float = 0
    size: int = 0

    def begin(self) -> None:
        """Start the witness and its monitor."""
        self.monitor = Monitor(watched_logs(self.folder), self.now)
        self.witness = Witness(self.folder, self.now, self.monitor)

    def now(self) -> datetime:
        """The clock."""
        return AT + timedelta(seconds=self.seconds)

    def grow(self, *entries: bytes) -> bool:
        """Offer a head with further entries, and return whether the monitor stated."""
        self.log.entries += entries
        request = self.log.request(self.size)
        answer = self.witness.add_checkpoint(request)
        assert answer.status_code == 200
        self.size = len(self.log.entries)
        note = parse_note(request.partition(b"\n\n")[2])
        lines = parse_note(note.text.encode() + b"\n" + bytes(answer.body))
        assert cosignatures_by(lines, self.folder.signer().verifier_key, verify_ed25519)
        key = self.folder.monitor_signer().verifier_key
        return bool(cosignatures_by(lines, key, verify_ed25519))

    def broken(self) -> str | None:
        """What is broken."""
        found = self.monitor.progress(ORIGIN)
        assert found is not None
        return None if found.broken is None else found.broken.text()


@pytest.fixture
def watching(log: ServedLog, tmp_path: Path) -> Iterator[Watching]:
    """A witness that watches the log."""
    folder = WitnessFolder(tmp_path / "witness")
    folder.create("bank.example/witness", monitors=True)
    folder.add_log(LOG.verifier_key.text(), log.url, "secret")
    found = Watching(folder, log)
    found.begin()
    yield found
    found.monitor.close()


def test_a_log_that_keeps_the_rules(watching: Watching, log: ServedLog) -> None:
    """Each head gets a second line, of the monitor's own key; a restart goes on where it was."""
    assert watching.grow(*(entry(f"old {n}", 1, -9_000_000) for n in range(300)), entry("a", 1))
    watching.seconds = 5
    assert watching.grow(entry("b", 1, 4), entry("a", 2, 4))
    watching.monitor.close()
    watching.begin()
    log.paths.clear()
    watching.seconds = 9
    assert watching.grow(entry("a", 3, 8))
    assert log.paths == ["/ledger/tile/entries/001.p/48"]
    assert watching.grow(), "the same head is stated again"


@pytest.mark.parametrize(
    ("further", "said"),
    [
        ((entry("b", 1, 2), entry("a", 3, 2)), "does not have the next version of its checkout"),
        ((entry("b", 1, 2), entry("a", 1, 2)), "does not have the next version of its checkout"),
        ((entry("b", 1, 2), entry("a", 2, -1)), "has an earlier time than the version before it"),
        ((entry("b", 1, 2), entry("c", 1, -62)), "was logged later than 60 s after its time"),
        ((entry("b", 1, 2), b"x" * 75), "does not have the form of an entry"),
    ],
)
def test_a_broken_rule(watching: Watching, further: tuple[bytes, ...], said: str) -> None:
    """The head is cosigned and nothing is stated of it, nor of any later one; the entry is named."""
    assert watching.grow(entry("a", 1))
    watching.seconds = 3
    assert not watching.grow(*further)
    assert watching.broken() == f"The entry at index 2 {said}."
    watching.monitor.close()
    watching.begin()
    assert not watching.grow(entry("d", 1, 3))
    assert watching.broken() == f"The entry at index 2 {said}."


def test_old_events_of_a_new_ledger(watching: Watching) -> None:
    """Events that were recorded before the ledger are not late, until the first one that is on time."""
    assert watching.grow(entry("a", 1, -9_000_000))
    watching.seconds = 3
    assert watching.grow(entry("b", 1, -8_000_000))
    assert watching.grow(entry("c", 1, 2))
    watching.seconds = 100
    assert watching.grow(entry("d", 1, 99))
    assert not watching.grow(entry("e", 1, 39))
    assert watching.broken() == "The entry at index 4 was logged later than 60 s after its time."


def test_other_entries_than_were_signed(
    watching: Watching, log: ServedLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log that shows its monitor other entries than it signs is found by the root."""
    log.entries = [entry("a", 1)]
    signed = log.request(0)
    log.entries = [entry("b", 1)]
    monkeypatch.setattr(log, "request", lambda _: signed)
    assert not watching.grow()
    assert watching.broken() == "The tree of size 1 is not the one that the log signed."


def test_entries_that_cannot_be_read(watching: Watching, log: ServedLog) -> None:
    """Nothing is stated while the log does not show its entries, and all of it once it does."""
    log.is_closed = True
    assert not watching.grow(entry("a", 1))
    assert watching.broken() is None
    log.is_closed = False
    assert watching.grow(entry("a", 2))


def test_a_slow_log(watching: Watching, log: ServedLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """The witness answers without the statement, which it makes when the head is offered again."""
    waiting = threading.Event()
    bundle: Callable[[str], bytes] = log.bundle

    def slow(path: str) -> bytes:
        waiting.wait(5)
        return bundle(path)

    monkeypatch.setattr(log, "bundle", slow)
    monkeypatch.setattr("interfaces.witness.monitor.monitor.SECONDS", 0.05)
    assert not watching.grow(entry("a", 1))
    waiting.set()
    monkeypatch.setattr("interfaces.witness.monitor.monitor.SECONDS", 5)
    assert watching.grow()


def test_a_witness_without_a_monitor(tmp_path: Path) -> None:
    """A folder that was made without the key of a monitor has none."""
    folder = WitnessFolder(tmp_path / "plain")
    folder.create("bank.example/witness")
    with pytest.raises(WitnessFolderRefused):
        Witness(folder, lambda: AT, Monitor({}, lambda: AT))
