"""Fills a demo installation: checkouts, their callbacks, and the audit log up to the last event."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Final

from application.checkouts.cache import CheckoutCache
from application.checkouts.service import Checkouts, Lifetime
from application.persons.retention import first_review
from application.persons.sealing import Persons
from application.ports.audit_log import AuditFilter, AuditLog
from interfaces.configuration.settings import Configuration
from interfaces.demo.callbacks import callback_of
from interfaces.demo.checkouts import DemoCheckouts, reference
from interfaces.demo.report import DemoReport, ForeignDatabase, SeedUsed
from interfaces.demo.script import DemoClock
from interfaces.demo.shops import demo_shops
from interfaces.runtime.clock_and_ids import new_id, new_order_number, new_public_token, now
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.storage import PostgresStorage

_WAIT_SECONDS: Final = 60.0
_CACHED: Final = 10


async def fill_database(
    url: str,
    master_keys: KeyWrapping,
    configuration: Configuration,
    *,
    seed: int | None,
    count: int,
    force: bool,
    progress: Callable[[int, int], None],
) -> DemoReport:
    """Make `count` checkouts of a seed, by default the first unused one, and wait until the audit log has them.

    `progress` is called with the numbers of checkouts that are made and wanted. Raises SeedUsed; without `force`
    ForeignDatabase; and StoreUnavailable.
    """
    async with (
        PostgresStorage(url, readers=2, master_keys=master_keys) as storage,
        PostgresAuditLog(url, clock=now) as audit_log,
    ):
        foreign = await _foreign_merchant(audit_log, configuration)
        if foreign is not None and not force:
            raise ForeignDatabase(
                f"The database has checkouts of {foreign}, which the configuration does not have: it is another "
                "installation's."
            )
        if seed is None:
            seed = await _unused_seed(audit_log)
        elif await _is_used(audit_log, seed):
            raise SeedUsed(
                f"Checkouts of seed {seed} are there already. Take another seed, or none."
            )
        return await _fill(
            configuration,
            storage,
            audit_log,
            seed=seed,
            count=count,
            until=now(),
            progress=progress,
        )


async def _unused_seed(audit_log: AuditLog) -> int:
    """Return the first seed, from 1, whose checkouts the installation does not have."""
    seed = 1
    while await _is_used(audit_log, seed):
        seed += 1
    return seed


async def _is_used(audit_log: AuditLog, seed: int) -> bool:
    wanted = AuditFilter(merchants=None, reference=reference(seed))
    return bool((await audit_log.page(wanted, after=None, before=None, limit=1)).entries)


async def _foreign_merchant(audit_log: AuditLog, configuration: Configuration) -> str | None:
    """Return a merchant of the oldest or newest event that the configuration does not have; None if there is none."""
    own = {merchant.id for merchant in configuration.merchants}
    wanted = AuditFilter(merchants=None)
    first = await audit_log.page(wanted, after=0, before=None, limit=1)
    last = await audit_log.page(wanted, after=None, before=2**62, limit=1)
    found = (each.merchant for each in (*first.entries, *last.entries))
    return next((merchant for merchant in found if merchant not in own), None)


async def _fill(
    configuration: Configuration,
    storage: PostgresStorage,
    audit_log: AuditLog,
    *,
    seed: int,
    count: int,
    until: datetime,
    progress: Callable[[int, int], None],
) -> DemoReport:
    clock = DemoClock(at=until)
    maker = DemoCheckouts(
        checkouts=_service(configuration, storage, clock),
        clock=clock,
        shops=demo_shops(configuration),
        seed=seed,
        new_public_token=new_public_token,
    )
    report, drawn = DemoReport(seed=seed), Random(seed)
    newest = ("", 0)
    async for script in maker.make(count, until):
        checkout = await script.current()
        newest = (checkout.id, checkout.version)
        report.stages[checkout.stage.value] += 1
        report.dialects[checkout.dialect] += 1
        report.refusals.update(script.refused)
        if script.purchase is not None:
            callback = callback_of(script.purchase, drawn, until)
            if callback is not None:
                await storage.past_deliveries.keep(callback)
                report.callbacks[callback.state.value] += 1
        progress(report.stages.total(), count)
    report.is_indexed = await audit_log.wait_for(*newest, seconds=_WAIT_SECONDS)
    return report


def _service(configuration: Configuration, storage: PostgresStorage, clock: DemoClock) -> Checkouts:
    """Return the application service at the times of the demo. No shop is asked to validate a purchase."""
    settings = configuration.checkout
    return Checkouts(
        store=storage.events,
        refusals=storage.refusals,
        persons=Persons(storage.persons, clock, first_review),
        cache=CheckoutCache(_CACHED),
        lifetime=Lifetime(
            purchase_within=settings.purchase_within,
            readable_after_expiry=settings.readable_after_expiry,
            payment_patience=settings.payment_patience,
            payment_within=settings.payment_within,
        ),
        clock=clock,
        new_id=new_id,
        new_order_number=new_order_number,
        snapshots=storage.snapshots,
    )
