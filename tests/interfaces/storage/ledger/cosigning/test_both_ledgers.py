"""A witness that knows both logs cosigns the heads of each, which one key signs under two names."""

from dataclasses import replace

import psycopg

from application.ledger.format.checkpoints import cosignatures_by
from application.ledger.format.notes import parse_note
from application.ledger.signing import verify_ed25519
from interfaces.storage.postgres.ledger.kinds import EVENTS, REFUSALS
from interfaces.storage.postgres.ledger.setup import WitnessAddress
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.ledger.cosigning.conftest import open_cosigner
from tests.interfaces.storage.ledger.following import ORIGIN, Following
from tests.interfaces.storage.ledger.refusals.refused_attempts import (
    open_refusal_follower,
    store_refusals,
)


def test_each_gets_its_cosignatures(following: Following, bank: WitnessAddress) -> None:
    """The heads of the two logs are kept apart by the witness, also where they have one size."""
    url = following.database_url
    store(url, one_history("a", 1, 2))
    store_refusals(url, "a", "a")
    following.drain()
    with (
        open_refusal_follower(url, following.setup, clock=following.clock) as refusals,
        open_cosigner(following, bank) as of_events,
        open_cosigner(refusals, bank, kind=REFUSALS) as of_refusals,
    ):
        refusals.drain()
        assert (of_events.step(), of_refusals.step()) == (1, 1)
    with psycopg.connect(url) as connection:
        notes = {
            ledger: (origin, parse_note(bytes(note)))
            for ledger, origin, note in connection.execute(
                "SELECT ledger, origin, note FROM tillroll.ledger_heads"
            )
        }
        said = connection.execute(
            "SELECT ledger, origin, size, problem FROM tillroll.ledger_witnesses ORDER BY ledger"
        ).fetchall()
    assert {ledger: origin for ledger, (origin, _) in notes.items()} == {
        EVENTS.name: ORIGIN,
        REFUSALS.name: f"{ORIGIN}/refusals",
    }
    for _, note in notes.values():
        assert len(cosignatures_by(note, bank.key, verify_ed25519)) == 1
    assert said == [
        ("events", ORIGIN, 2, None),
        ("refusals", f"{ORIGIN}/refusals", 2, None),
    ]


def test_a_fork_of_refused_attempts(following: Following, bank: WitnessAddress) -> None:
    """The witness refuses a log of refused attempts that does not continue what it has cosigned."""
    url = following.database_url
    store_refusals(url, "a", "b")
    with open_refusal_follower(url, following.setup, clock=following.clock) as refusals:
        refusals.drain()
        with open_cosigner(refusals, bank, kind=REFUSALS) as cosigner:
            cosigner.step()
    with psycopg.connect(url) as connection:
        for table in ("state", "bundles", "tiles", "heads"):
            connection.execute(f"DELETE FROM tillroll.ledger_{table}")
        connection.execute("DELETE FROM tillroll.logged_refusals")
        connection.execute("UPDATE tillroll.refusals SET merchant = 'other'")
    setup = replace(following.setup, heads_folder=following.setup.heads_folder / "new")
    store_refusals(url, "c")
    with open_refusal_follower(url, setup, clock=following.clock) as refusals:
        refusals.drain()
        with open_cosigner(refusals, bank, kind=REFUSALS) as cosigner:
            cosigner.step()
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT is_fork FROM tillroll.ledger_witnesses").fetchone()
    assert row == (True,)
