"""A batch that takes too many pieces is written in parts. A part that fails takes nothing from the parts before it."""

import asyncio

import psycopg

from application.ports.event_store import Append, InsufficientStock
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import changes
from tests.interfaces.storage.inline_writes import stock, stocked, take

# The first statement that inserts c-3 after the commit of c-1 is cancelled, as by a timeout of PostgreSQL.
_CANCEL_ONCE = """
CREATE SEQUENCE public.insertions;
CREATE FUNCTION public.cancel_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.originator_id = 'c-3' AND EXISTS (
        SELECT FROM tillroll.checkout_events
        WHERE originator_id = 'c-1' AND xmin <> pg_current_xact_id()::xid
    ) AND nextval('public.insertions') = 1 THEN
        RAISE query_canceled;
    END IF;
    RETURN NEW;
END $$;
GRANT USAGE ON SEQUENCE public.insertions TO PUBLIC;
CREATE TRIGGER cancel_once BEFORE INSERT ON tillroll.checkout_events
FOR EACH ROW EXECUTE FUNCTION public.cancel_once();
"""


async def test_a_part_that_fails_is_written_again(
    postgres: PostgresStorage, migrated_url: str
) -> None:
    """Each append is recorded once or refused, and the stock is reduced once."""
    await stocked(postgres)
    with psycopg.connect(migrated_url) as connection:
        connection.execute(_CANCEL_ONCE)

    answers = await asyncio.gather(
        *(
            postgres.events.append(Append(changes(name, 1, 1), stock=take("mug", pieces)))
            for name, pieces in (("c-1", 6), ("c-2", 6), ("c-3", 4))
        ),
        return_exceptions=True,
    )
    first, second, third = answers
    assert (first, third) == (None, None)
    assert isinstance(second, InsufficientStock)
    for name, count in (("c-1", 1), ("c-2", 0), ("c-3", 1)):
        assert len(await postgres.events.events(name)) == count
    assert await stock(postgres) == 0
    with psycopg.connect(migrated_url) as connection:
        tries = connection.execute("SELECT last_value FROM public.insertions").fetchone()
    assert tries == (2,)
