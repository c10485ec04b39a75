"""Clear text from before the erasure of a person's data was to be erased too."""

import asyncio

from application.ports.person_vault import PERSON, Identity, IdentityKind, PersonAccess
from tests.interfaces.cli.conftest import Tillroll, run_sql
from tests.interfaces.cli.sealing.old_history import BOUGHT, storage_of
from tests.interfaces.cli.sealing.test_sealing_old_events import answers_of


def erase(url: str) -> None:
    """Record an erasure after the upgrade. Its key and the rows of the index are gone."""
    run_sql(
        url,
        "INSERT INTO tillroll.destroyed_keys (checkout_id, data_class, mark, destroyed_at)"
        " VALUES (%s, %s, '\\x00', now())",
        BOUGHT,
        PERSON,
    )


def test_text_from_before_an_erasure_is_erased(tillroll: Tillroll, old: str) -> None:
    """It is sealed with a key that is stored nowhere. No key and no row of the index is made for the checkout."""
    erase(old)
    assert tillroll("seal-history", database=old).exit_code == 0
    states = [state for (owner, _), state in answers_of(old).items() if owner == BOUGHT]
    assert [state["customer"] for state in states] == [None] * len(states)

    async def lookup() -> tuple[PersonAccess, set[str]]:
        async with storage_of(old) as storage:
            email = Identity(IdentityKind.EMAIL, "zebedeus@quack.example")
            return await storage.persons.access(BOUGHT), set(await storage.persons.find(email))

    access, found = asyncio.run(lookup())
    assert access.key is None
    assert access.erased_at is not None
    assert BOUGHT not in found
