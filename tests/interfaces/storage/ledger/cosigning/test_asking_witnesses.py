"""New heads are cosigned by the witnesses that answer, and served without those that do not."""

import logging
import socket

import httpx
import psycopg
import pytest

from application.ledger.format.checkpoints import Checkpoint, cosignatures_by, signed_by
from application.ledger.format.notes import SignedNote, parse_note
from application.ledger.format.proof_files import AddCheckpoint
from application.ledger.signing import NoteSigner, sign_checkpoint, verify_ed25519
from interfaces.storage.postgres.ledger.setup import WitnessAddress
from interfaces.witness.folder import WitnessFolder
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.ledger.cosigning.conftest import (
    MakeWitness,
    open_cosigner,
    serve_witness,
)
from tests.interfaces.storage.ledger.following import Following, stored_heads


def _note(following: Following, size: int) -> tuple[SignedNote, bool]:
    with psycopg.connect(following.database_url) as connection:
        row = connection.execute(
            "SELECT note, is_cosigned FROM tillroll.ledger_heads WHERE size = %s", (size,)
        ).fetchone()
    assert row is not None
    return parse_note(bytes(row[0])), row[1]


def _said(following: Following) -> list[tuple[str, int, str | None]]:
    with psycopg.connect(following.database_url) as connection:
        return connection.execute(
            "SELECT witness, size, problem FROM tillroll.ledger_witnesses ORDER BY witness"
        ).fetchall()


def test_two_witnesses_of_which_one_dies(
    following: Following,
    make_witness: MakeWitness,
    log_key: NoteSigner,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A head has the lines of both, and the next one that of the other; the dead one is named in the log one time."""
    bank, shop = make_witness("bank"), make_witness("shop")
    with open_cosigner(following, bank.address, shop.address) as cosigner:
        assert cosigner.step() == 0
        store(following.database_url, one_history("a", 1, 3))
        following.drain()
        assert cosigner.step() == 1
        note, is_cosigned = _note(following, 3)
        assert is_cosigned
        assert signed_by(note, log_key.verifier_key, verify_ed25519)
        for each in (bank, shop):
            assert len(cosignatures_by(note, each.address.key, verify_ed25519)) == 1
        shop.kill()
        for last in (5, 6):
            store(following.database_url, one_history("a", 4 if last == 5 else 6, last))
            following.drain()
            assert cosigner.step() == 1
    note, is_cosigned = _note(following, 6)
    assert is_cosigned
    assert [len(note.by(each.address.key)) for each in (bank, shop)] == [1, 0]
    assert _said(following) == [
        ("bank", 6, None),
        ("shop", 3, "it cannot be reached: ConnectError"),
    ]
    assert caplog.text.count("the witness shop does not cosign") == 1


def test_a_witness_that_comes_back(
    following: Following, bank: WitnessAddress, shop_folder: WitnessFolder
) -> None:
    """After ten minutes the same head is offered again; a line of a key that has one is not added a second time."""
    shop = shop_folder.signer().verifier_key
    store(following.database_url, one_history("a", 1, 2))
    following.drain()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = WitnessAddress(shop, f"http://127.0.0.1:{taken.getsockname()[1]}")
        with open_cosigner(following, bank, nobody) as cosigner:
            assert cosigner.step() == 1
            assert _said(following)[1] == ("shop", 0, "it cannot be reached: ConnectError")
            following.wait(seconds=599)
            assert cosigner.step() == 0
            following.wait(seconds=1)
            assert cosigner.step() == 1
    with serve_witness(shop_folder) as again, open_cosigner(following, bank, again) as cosigner:
        assert cosigner.step() == 1
    note, _ = _note(following, 2)
    assert [len(note.by(key)) for key in (bank.key, shop)] == [1, 1]
    assert _said(following) == [("bank", 2, None), ("shop", 2, None)]


def test_a_witness_that_does_not_answer(
    following: Following, bank: WitnessAddress, shop_folder: WitnessFolder
) -> None:
    """One that takes the connection and says nothing is given up after a second, and the other one is not."""
    store(following.database_url, one_history("a", 1, 2))
    following.drain()
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        silent = WitnessAddress(shop_folder.signer().verifier_key, url)
        with open_cosigner(following, bank, silent) as cosigner:
            assert cosigner.step() == 1
    assert _said(following) == [("bank", 2, None), ("shop", 0, "it does not answer in a second")]


def test_a_fork(
    following: Following,
    bank: WitnessAddress,
    log_key: NoteSigner,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A witness that has cosigned another tree of this log refuses, which is an error in the log and in the status."""
    other = sign_checkpoint(Checkpoint(following.setup.origin, 2, b"\1" * 32), log_key).encode()
    content = AddCheckpoint(0, (), other).encode()
    assert httpx.post(f"{bank.url}/add-checkpoint", content=content).status_code == 200
    store(following.database_url, one_history("a", 1, 3))
    following.drain()
    caplog.set_level(logging.ERROR)
    with open_cosigner(following, bank) as cosigner:
        assert cosigner.step() == 1
    assert "it refuses a fork" in caplog.text
    assert "does not continue the 2 entries" in str(_said(following)[0][2])
    assert _note(following, 3)[1] is False
    assert [size for size, _ in stored_heads(following.database_url)] == [3]


def test_a_witness_with_more_than_the_ledger(
    following: Following, bank: WitnessAddress, log_key: NoteSigner
) -> None:
    """A witness that has a larger head shows that the database went back."""
    larger = sign_checkpoint(Checkpoint(following.setup.origin, 9, b"\1" * 32), log_key).encode()
    httpx.post(f"{bank.url}/add-checkpoint", content=AddCheckpoint(0, (), larger).encode())
    store(following.database_url, one_history("a", 1, 3))
    following.drain()
    with open_cosigner(following, bank) as cosigner:
        cosigner.step()
    assert _said(following) == [("bank", 9, "it has cosigned 9 entries, and the ledger has 3")]


def test_a_witness_with_another_key(
    following: Following, bank: WitnessAddress, shop_folder: WitnessFolder
) -> None:
    """A line of a key that is not configured is not added to a head."""
    store(following.database_url, one_history("a", 1, 1))
    following.drain()
    with open_cosigner(
        following, WitnessAddress(shop_folder.signer().verifier_key, bank.url)
    ) as cosigner:
        cosigner.step()
    assert _note(following, 1)[1] is False
    assert _said(following) == [("shop", 0, "it answers 200, without a cosignature of its key")]
