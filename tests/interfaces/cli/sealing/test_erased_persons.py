"""Clear text from before the erasure of a person's data was to be erased too."""

import asyncio
import json

import psycopg

from application.ports.person_vault import PERSON, Identity, IdentityKind, PersonAccess
from tests.interfaces.cli.conftest import Tillroll, run_sql
from tests.interfaces.cli.sealing.old_history import (
    BOUGHT,
    PLANTED,
    SVEA,
    storage_of,
    stored_events,
)
from tests.interfaces.cli.sealing.test_sealing_old_events import answers_of

_FIRST_STATE = """
SELECT state FROM tillroll.checkout_events WHERE originator_id = %s AND originator_version = 1
"""
_SET_FIRST_STATE = """
UPDATE tillroll.checkout_events SET state = %s WHERE originator_id = %s AND originator_version = 1
"""


def erase(url: str, checkout_id: str = BOUGHT) -> None:
    """Record an erasure after the upgrade. Its key and the rows of the index are gone."""
    run_sql(url, "DELETE FROM tillroll.data_keys WHERE checkout_id = %s", checkout_id)
    run_sql(url, "DELETE FROM tillroll.person_index WHERE checkout_id = %s", checkout_id)
    run_sql(
        url,
        "INSERT INTO tillroll.destroyed_keys (checkout_id, data_class, mark, destroyed_at)"
        " VALUES (%s, %s, '\\x00', now())",
        checkout_id,
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


def test_presets_from_before_an_erasure_are_erased(tillroll: Tillroll, old: str) -> None:
    """A version that sealed customers and not yet presets left the presets in clear when it erased the customer."""
    with psycopg.connect(old) as connection:
        first = connection.execute(_FIRST_STATE, (SVEA,)).fetchone()
    assert first is not None
    assert tillroll("seal-history", database=old).exit_code == 0
    run_sql(old, _SET_FIRST_STATE, first[0], SVEA)
    erase(old, SVEA)
    result = tillroll("seal-history", database=old)
    assert result.exit_code == 0, result.output
    assert "Sealed 1 event of 1 checkout," in result.stdout
    assert not [text for text in PLANTED if text in repr(stored_events(old))]
    settings = json.loads(answers_of(old)[SVEA, 1]["settings"])
    assert settings["PeppolId"] is None
    assert {each["Value"] for each in settings["PresetValues"]} == {None, "true"}
