"""kill -9 of `tillroll erase person`: the erasure is completed, with one event for each key."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest

from tests.system.service.agents import rows
from tests.system.service.blocked_inserts import wait_until
from tests.system.service.persons import (
    erasures_of,
    keys_in,
    open_checkouts,
    open_plans,
    start_erasing,
    write_configuration,
)
from tests.system.service.server import running

CHECKOUTS = 5
HELD = "checkout-2"
_LOCK = 4712
# The insert of the event waits, or the deletion of the key whose event is recorded and which the file lists.
BEFORE_THE_EVENT = """
CREATE TRIGGER waiting BEFORE INSERT ON tillroll.checkout_events FOR EACH ROW
WHEN (new.originator_id = 'checkout-2') EXECUTE FUNCTION public.wait_here()
"""
BEFORE_THE_DESTRUCTION = """
CREATE TRIGGER waiting BEFORE DELETE ON tillroll.data_keys FOR EACH ROW
WHEN (old.checkout_id = 'checkout-2') EXECUTE FUNCTION public.wait_here()
"""
_FUNCTION = f"""
CREATE FUNCTION public.wait_here() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared({_LOCK});
    RETURN coalesce(new, old);
END;
$$
"""


@asynccontextmanager
async def _held(url: str, trigger: str) -> AsyncIterator[None]:
    """Make the erasure of the third checkout wait until the block ends."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(_FUNCTION.encode())
        await connection.execute(trigger.encode())
        await connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        yield


def _waiting(url: str) -> list[int]:
    """Return the sessions that wait for the lock."""
    statement = f"SELECT pid FROM pg_locks WHERE NOT granted AND objid = {_LOCK}"
    return [pid for (pid,) in rows(url, statement)]


async def _interrupt(url: str, configuration: Path, trigger: str) -> list[str]:
    """Kill the command while it erases the third of five checkouts. Return the ids of all."""
    ids = await open_checkouts(url, CHECKOUTS)
    async with _held(url, trigger):
        process = start_erasing(url, configuration)
        await wait_until(lambda: _waiting(url))
        process.kill()
        process.wait(30)
        assert process.stdout is not None
        process.stdout.close()
        # The statement that waits is never carried out.
        rows(url, f"SELECT pg_terminate_backend({_waiting(url)[0]})")
    assert keys_in(url) == ids[2:]
    assert open_plans(url) == 3
    return ids


@pytest.mark.parametrize("trigger", [BEFORE_THE_EVENT, BEFORE_THE_DESTRUCTION])
async def test_the_server_completes_an_erasure(
    migrated_url: str, tmp_path: Path, trigger: str
) -> None:
    """After the start of a server, every checkout has its event, and none has a key."""
    configuration = write_configuration(tmp_path)
    ids = await _interrupt(migrated_url, configuration, trigger)
    with running(migrated_url, TILLROLL_CONFIG=str(configuration)):
        await wait_until(lambda: open_plans(migrated_url) == 0)
    assert keys_in(migrated_url) == []
    erasures = await erasures_of(migrated_url, ids)
    assert [len(each) for each in erasures] == [1] * CHECKOUTS
    assert len({each[0].provenance.request_id for each in erasures}) == 1, "one request"


@pytest.mark.parametrize("trigger", [BEFORE_THE_EVENT, BEFORE_THE_DESTRUCTION])
async def test_the_next_command_completes_an_erasure(
    migrated_url: str, tmp_path: Path, trigger: str
) -> None:
    """The command, run again, erases what is left. No checkout has a second event."""
    configuration = write_configuration(tmp_path)
    ids = await _interrupt(migrated_url, configuration, trigger)
    process = start_erasing(migrated_url, configuration)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0, output
    assert keys_in(migrated_url) == []
    assert open_plans(migrated_url) == 0
    assert [len(each) for each in await erasures_of(migrated_url, ids)] == [1] * CHECKOUTS
