"""Build the job that remembers the addresses of purchases, and say for which merchants."""

from application.address_book.purchases import PurchaseFollower
from application.ports.audit_log import AuditLog
from interfaces.composition.services import Services
from interfaces.configuration.settings import Configuration
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.storage import PostgresStorage


def build_purchase_follower(
    services: Services, storage: PostgresStorage, audit_log: AuditLog
) -> PurchaseFollower:
    """Build the job on a storage and the audit log."""
    return PurchaseFollower(
        checkouts=services.checkouts,
        audit_log=audit_log,
        address_book=storage.address_book,
        clock=now,
    )


def merchants_that_remember(configuration: Configuration) -> tuple[str, ...]:
    """Return the ids of the merchants whose settings have `remembers_addresses`."""
    return tuple(
        merchant.id
        for merchant in configuration.merchants
        if merchant.selling is not None and merchant.selling.remembers_addresses
    )
