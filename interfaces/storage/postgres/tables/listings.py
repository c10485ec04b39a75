"""Lists of checkouts in PostgreSQL, written by the appends."""

from psycopg.types.numeric import Int8

from application.persons.current_email import candidates, with_current_email
from application.ports.listings import CheckoutFilter, CheckoutPage, CheckoutSummary
from application.ports.person_vault import PersonVault
from domain.rules import Progress
from interfaces.storage.postgres.connections.arrays import TextArray
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool

_WANTED = """
    merchant = $1
    AND dialect = $2
    AND ($3::text[] = '{}' OR progress = ANY ($3::text[]))
    AND ($4::text[] IS NULL OR checkout_id = ANY ($4))
    AND ($5::timestamptz IS NULL OR created_at > $5)
    AND ($6::timestamptz IS NULL OR created_at < $6)
"""
_PAGE = f"""
SELECT checkout_id, progress, email, created_at, updated_at FROM tillroll.listings
WHERE {_WANTED}
    AND (
        $7::text IS NULL
        OR (created_at, checkout_id) < (
            SELECT cursor.created_at, cursor.checkout_id FROM tillroll.listings AS cursor
            WHERE cursor.checkout_id = $7
        )
    )
ORDER BY created_at DESC, checkout_id DESC
LIMIT $8
"""
_COUNT = f"""
SELECT
    (SELECT count(*) FROM tillroll.listings WHERE {_WANTED}),
    EXISTS (
        SELECT FROM tillroll.listings WHERE checkout_id = $7 AND merchant = $1 AND dialect = $2
    )
"""


_EMAILS = """
SELECT checkout_id, email FROM tillroll.listings
WHERE checkout_id = ANY ($1) AND email IS NOT NULL
"""


class PostgresListings:
    """Reads through a pool that it does not own. Every method raises StoreUnavailable.

    The rows have sealed e-mail addresses. `persons` finds the checkouts of an address.
    """

    def __init__(self, pool: StatementPool, persons: PersonVault) -> None:
        self._pool = pool
        self._persons = persons

    async def page(
        self, wanted: CheckoutFilter, *, after: str | None, limit: int
    ) -> CheckoutPage | None:
        """Return up to `limit` checkouts after the one with the id `after`; None where there is no such checkout."""
        if after is not None and not can_be_key(after):
            return None
        conditions = (
            wanted.merchant,
            wanted.dialect,
            [each.value for each in wanted.progress],
            None if wanted.email is None else await self._with_email(wanted.email),
            wanted.created_after,
            wanted.created_before,
            after,
        )
        ((total, has_cursor),) = await self._pool.rows(_COUNT, conditions)
        if after is not None and not has_cursor:
            return None
        rows = await self._pool.rows(_PAGE, (*conditions, Int8(limit + 1)))
        listings = [
            CheckoutSummary(
                checkout_id=checkout_id,
                merchant=wanted.merchant,
                dialect=wanted.dialect,
                progress=Progress(progress),
                email=email,
                created_at=created_at,
                updated_at=updated_at,
            )
            for checkout_id, progress, email, created_at, updated_at in rows
        ]
        return CheckoutPage(listings=listings[:limit], has_more=len(rows) > limit, total=total)

    async def _with_email(self, email: str) -> TextArray:
        found = await candidates(self._persons, email)
        rows = await self._pool.rows(_EMAILS, (TextArray.encode(found),))
        return TextArray.encode(await with_current_email(self._persons, email, dict(rows)))
