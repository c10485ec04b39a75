"""A witness cosigns heads that continue each other, by C2SP tlog-witness, and remembers the newest one."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from application.ledger.format.checkpoints import (
    Checkpoint,
    cosignatures_by,
    signed_by,
)
from application.ledger.format.merkle import leaf_hash
from application.ledger.format.notes import parse_note
from application.ledger.format.proof_files import AddCheckpoint
from application.ledger.format.proofs import consistency_proof, tree_root
from application.ledger.signing import NoteSigner, log_signer, sign_checkpoint, verify_ed25519
from application.ledger.witnesses import cosignatures_in
from interfaces.witness.folder import WitnessFolder, WitnessFolderRefused, origin_hash
from interfaces.witness.server import witness_application
from tests.application.ledger.format.vectors import reader

ORIGIN = "shop.example/tillroll"
LOG = log_signer(ORIGIN, bytes(32))
AT = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
READ = reader([leaf_hash(bytes([n])) for n in range(20)])
FORK = reader([leaf_hash(bytes([n + 100])) for n in range(20)])


def body(size: int, old: int = 0, tree: object = READ, signer: NoteSigner = LOG) -> bytes:
    """The request for a head that continues one of size `old`."""
    read = FORK if tree is FORK else READ
    note = sign_checkpoint(
        Checkpoint(signer.verifier_key.name, size, tree_root(size, read)), signer
    )
    return AddCheckpoint(old, consistency_proof(old, size, read), note.encode()).encode()


@pytest.fixture
def folder(tmp_path: Path) -> WitnessFolder:
    """A witness that knows one log."""
    made = WitnessFolder(tmp_path / "witness")
    made.create("bank.example/witness")
    made.add_log(LOG.verifier_key.text(), None)
    return made


@dataclass(frozen=True)
class Client:
    """Sends single requests to a witness."""

    transport: httpx.ASGITransport

    def request(self, method: str, path: str, content: bytes = b"") -> httpx.Response:
        """Return the answer."""

        async def send() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=self.transport, base_url="http://witness"
            ) as client:
                return await client.request(method, path, content=content)

        return asyncio.run(send())


def _client(folder: WitnessFolder) -> Client:
    application = witness_application(folder, lambda: AT)
    return Client(httpx.ASGITransport(application, raise_app_exceptions=False))


def _post(client: Client, content: bytes) -> tuple[int, str]:
    answer = client.request("POST", "/add-checkpoint", content)
    return answer.status_code, answer.text


def test_a_cosigned_head(folder: WitnessFolder) -> None:
    """The answer is a line that verifies, with the time; the head is served with it and the line of the log."""
    client = _client(folder)
    status, line = _post(client, body(7))
    key = folder.signer().verifier_key
    note = sign_checkpoint(Checkpoint(ORIGIN, 7, tree_root(7, READ)), LOG)
    assert status == 200
    assert len(cosignatures_in(line.encode(), note, [key], verify_ed25519)) == 1
    served = client.request("GET", f"/{origin_hash(ORIGIN)}/checkpoint")
    found = parse_note(served.content)
    assert signed_by(found, LOG.verifier_key, verify_ed25519)
    (cosignature,) = cosignatures_by(found, key, verify_ed25519)
    assert cosignature.time == int(AT.timestamp())
    assert client.request("GET", f"/{origin_hash('another')}/checkpoint").status_code == 404


def test_heads_that_follow(folder: WitnessFolder) -> None:
    """A larger head is cosigned from the size that the witness has, and the same head again."""
    client = _client(folder)
    assert [_post(client, body(*sizes))[0] for sizes in ((3, 0), (7, 3), (7, 7), (20, 7))] == [
        200
    ] * 4


def test_another_old_size(folder: WitnessFolder) -> None:
    """The answer is 409 with the size that the witness has, in a media type of its own."""
    client = _client(folder)
    _post(client, body(7))
    answer = client.request("POST", "/add-checkpoint", body(20, 3))
    assert (answer.status_code, answer.text) == (409, "7\n")
    assert answer.headers["content-type"].partition(";")[0] == "text/x.tlog.size"


def test_a_fork(folder: WitnessFolder) -> None:
    """Another tree is refused with 422, of a larger size, of the same, and with a proof where none belongs."""
    client = _client(folder)
    _post(client, body(7))
    for content in (body(9, 7, FORK), body(7, 7, FORK)):
        assert _post(client, content)[0] == 422
    found = folder.heads()[ORIGIN]
    assert found == Checkpoint(ORIGIN, 7, tree_root(7, READ))


def test_refused_requests(folder: WitnessFolder) -> None:
    """Unknown logs, other keys, malformed requests, and an old size above the head's have answers of their own."""
    client = _client(folder)
    stranger = log_signer("stranger.example", bytes(32))
    forger = log_signer(ORIGIN, bytes(31) + b"\1")
    larger = AddCheckpoint(9, (), sign_checkpoint(Checkpoint(ORIGIN, 7, bytes(32)), LOG).encode())
    for content, status in (
        (body(7, signer=stranger), 404),
        (body(7, signer=forger), 403),
        (b"new 7\n", 400),
        (b"x" * 700_000, 400),
        (larger.encode(), 400),
    ):
        assert _post(client, content)[0] == status
    assert folder.heads() == {}


def test_a_restart(folder: WitnessFolder) -> None:
    """A witness that is started again has the head that it cosigned last."""
    _post(_client(folder), body(7))
    again = _client(WitnessFolder(folder.folder))
    assert _post(again, body(9, 0)) == (409, "7\n")
    assert _post(again, body(9, 7))[0] == 200


def test_a_head_that_cannot_be_stored(folder: WitnessFolder) -> None:
    """Nothing is cosigned that is not on the disk first."""
    client = _client(folder)
    (folder.folder / "heads").write_text("a file")
    status, text = _post(client, body(7))
    assert status == 500
    assert "\u2014" not in text


def test_a_damaged_head(folder: WitnessFolder) -> None:
    """A witness whose newest head cannot be read does not begin anew."""
    _post(_client(folder), body(7))
    (kept,) = (folder.folder / "heads").iterdir()
    kept.write_text("damaged")
    with pytest.raises(WitnessFolderRefused, match="has no head"):
        _client(folder)


def test_one_server_for_each_folder(folder: WitnessFolder) -> None:
    """Two servers could cosign two heads that do not continue each other."""
    with (
        folder.only_server(),
        pytest.raises(WitnessFolderRefused, match="Another process"),
        WitnessFolder(folder.folder).only_server(),
    ):
        pass


def test_a_second_witness_in_the_folder(folder: WitnessFolder) -> None:
    """A key is never replaced, and a key of a log is added one time."""
    before = folder.signer().verifier_key
    with pytest.raises(WitnessFolderRefused, match="has a witness already"):
        folder.create("another")
    folder.add_log(LOG.verifier_key.text(), "https://shop.example")
    assert folder.signer().verifier_key == before
    assert folder.logs() == [LOG.verifier_key]
    for vkey in ("x", before.text()):
        with pytest.raises(WitnessFolderRefused, match="vkey"):
            folder.add_log(vkey, None)
