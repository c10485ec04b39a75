"""Each reading command writes an access log entry."""

import asyncio
import getpass
from collections.abc import Sequence

from application.ports.access_log import AccessFilter, AccessOutcome, StoredAccessEntry
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID
from tests.master_key import MASTER_KEYS


def access_log(url: str) -> Sequence[StoredAccessEntry]:
    async def read() -> Sequence[StoredAccessEntry]:
        async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
            return await storage.reads.page(AccessFilter(), after=0, before=None, limit=100)

    return asyncio.run(read())


def test_every_reading_command_is_logged(tillroll: Tillroll, own_dispute: str) -> None:
    """An entry has the name of the local user, the checkout, and the command line."""
    tillroll("show", ID, "--version", "3", database=own_dispute)
    tillroll("log", ID, database=own_dispute)
    tillroll("diff", ID, "1", "2", database=own_dispute)
    tillroll("blame", ID, database=own_dispute)
    tillroll("replay", ID, database=own_dispute)
    tillroll("audit", "--operation", "update cart", database=own_dispute)
    kept = [entry.read for entry in access_log(own_dispute)]
    assert [read.target for read in kept] == [
        f"tillroll show {ID} --version 3",
        f"tillroll log {ID}",
        f"tillroll diff {ID} 1 2",
        f"tillroll blame {ID}",
        f"tillroll replay {ID}",
        "tillroll audit --operation 'update cart'",
    ]
    assert [read.checkout_id for read in kept] == [ID] * 5 + [None]
    assert {read.provenance.actor for read in kept} == {f"user:{getpass.getuser()}"}
    assert kept[0].provenance.operation == "show"
    assert {read.outcome for read in kept} == {AccessOutcome.FOUND}


def test_a_read_of_an_unknown_checkout_is_logged(tillroll: Tillroll, own_dispute: str) -> None:
    """A command with an unknown checkout id writes an entry too."""
    assert tillroll("show", "unknown", database=own_dispute).exit_code == 3
    assert tillroll("show", ID, "--version", "99", database=own_dispute).exit_code == 3
    kept = [entry.read for entry in access_log(own_dispute)]
    assert [read.checkout_id for read in kept] == ["unknown", ID]
    assert {read.outcome for read in kept} == {AccessOutcome.NOT_FOUND}


def test_no_password_is_logged(tillroll: Tillroll, own_dispute: str) -> None:
    """The database URL is removed from the command line of the entry."""
    tillroll("show", ID, "--database-url", own_dispute)
    tillroll("show", ID, f"--database-url={own_dispute}")
    assert [entry.read.target for entry in access_log(own_dispute)] == [
        f"tillroll show {ID} --database-url ...",
        f"tillroll show {ID} --database-url=...",
    ]
