"""Clear text from before the erasure of a person's data was to be erased too."""

import asyncio

from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON, Identity, IdentityKind, PersonAccess
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.sealing.old_history import BOUGHT
from tests.interfaces.cli.sealing.test_sealing_old_events import answers_of


async def erase(url: str) -> None:
    """Make a key for the checkout and destroy it, as an erasure after the upgrade does."""
    async with PostgresStorage(url) as storage:
        identity = Identity(IdentityKind.EMAIL, "zebedeus@quack.example")
        await storage.persons.key_for_sealing(BOUGHT, (identity,), destroy_after=now())
        await storage.vault.destroy(DataKeyId(checkout_id=BOUGHT, data_class=PERSON), now())


def test_text_from_before_an_erasure_is_erased(tillroll: Tillroll, old: str) -> None:
    """It is sealed with a key that is stored nowhere. No key and no row of the index is made for the checkout."""
    asyncio.run(erase(old))
    assert tillroll("seal-history", database=old).exit_code == 0
    states = [state for (owner, _), state in answers_of(old).items() if owner == BOUGHT]
    assert [state["customer"] for state in states] == [None] * len(states)

    async def lookup() -> tuple[PersonAccess, set[str]]:
        async with PostgresStorage(old) as storage:
            email = Identity(IdentityKind.EMAIL, "zebedeus@quack.example")
            return await storage.persons.access(BOUGHT), set(await storage.persons.find(email))

    access, found = asyncio.run(lookup())
    assert access.key is None
    assert access.erased_at is not None
    assert BOUGHT not in found
