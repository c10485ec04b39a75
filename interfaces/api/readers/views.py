"""Batches of the audit log as a reader sees them, for streams and exports."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing

from application.persons.views import view_entries
from application.ports.audit_log import AuditEntry
from application.ports.person_vault import PersonVault
from interfaces.http.streaming import close_after


async def view_batches(
    batches: AsyncIterator[Sequence[AuditEntry]], persons: PersonVault, *, in_clear: bool
) -> AsyncGenerator[Sequence[AuditEntry], None]:
    """Yield each batch with personal data `in_clear` or as sealed, and close the batches. Raises StoreUnavailable."""
    async with aclosing(close_after(batches)) as stored:
        async for entries in stored:
            yield await view_entries(entries, persons, in_clear=in_clear)
