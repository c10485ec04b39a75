"""Build the inquiries of a command on an open storage."""

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.history.inquiries import Inquiries
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.storage import PostgresStorage


def histories_of(storage: PostgresStorage) -> CheckoutRepository:
    """Return the histories of the storage, with one checkout in memory."""
    return CheckoutRepository(storage.events, CheckoutCache(1), storage.snapshots)


def inquiries_of(storage: PostgresStorage, histories: CheckoutRepository) -> Inquiries:
    """Return the inquiries about these histories, with the refused commands and callbacks of the storage."""
    return Inquiries(
        histories=histories,
        store=storage.events,
        refusals=storage.refusals,
        persons=storage.persons,
        clock=now,
        deliveries=storage.deliveries,
    )
