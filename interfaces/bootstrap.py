"""The one file that knows every part: it puts storage, application and dialects together.

Nothing is opened until the application's lifespan begins, and everything is closed when it ends.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator
from pathlib import Path

from fastapi import FastAPI

from application.cache import CheckoutCache
from application.checkouts import Checkouts, Lifetime
from application.erasure import erase_what_is_due
from application.expiry import sweep
from application.histories import Histories
from application.history.inquiries import Inquiries
from application.ports import StoreUnavailable
from interfaces.collecting import collect_rarely
from interfaces.configuration import Configuration, load_configuration
from interfaces.delivery.mechanism import Delivery
from interfaces.http.app import create_http_app
from interfaces.http.ending import Ending
from interfaces.http.history.routes import history_dialect
from interfaces.http.payments.routes import payments_dialect
from interfaces.http.shopper.routes import shopper_dialect
from interfaces.http.statuses import teach_statuses
from interfaces.http.svea.routes import svea_dialect
from interfaces.http.walley.callbacks import walley_callbacks
from interfaces.http.walley.routes import walley_dialect
from interfaces.identifiers import new_id, new_order_number, new_public_token, now
from interfaces.storage.storage import PostgresStorage
from interfaces.storage.trail.trail import PostgresTrail

SWEEP_EVERY_SECONDS = 30
_log = logging.getLogger("tillroll")


def application_from_environment() -> FastAPI:
    """The application as a worker process builds it: DATABASE_URL, TILLROLL_CONFIG and TILLROLL_ENV say how."""
    file = os.environ.get("TILLROLL_CONFIG")
    configuration = load_configuration(
        Path(file) if file else None, production=is_production(os.environ.get("TILLROLL_ENV", ""))
    )
    application = create_application(configuration, os.environ["DATABASE_URL"], is_worker=True)
    collect_rarely()
    return application


def is_production(environment: str) -> bool:
    """Whether TILLROLL_ENV asks for the rules of production."""
    return environment.strip().lower() == "production"


def create_application(
    configuration: Configuration, database_url: str, *, is_worker: bool = False
) -> FastAPI:
    """The whole service on one database. A worker process has another one beside it that keeps the audit trail up."""
    storage = PostgresStorage(database_url)
    trail = PostgresTrail(database_url, clock=now, apart=is_worker)
    delivery = Delivery(
        database_url,
        callbacks=[walley_callbacks()],
        reach=configuration.delivery.reach,
        clock=now,
    )
    ending = Ending()
    cache = CheckoutCache(configuration.checkout.cached_per_process)
    checkouts = Checkouts(
        store=storage.events,
        refusals=storage.refusals,
        cache=cache,
        lifetime=Lifetime(
            purchase_within=configuration.checkout.purchase_within,
            readable_after_expiry=configuration.checkout.readable_after_expiry,
        ),
        clock=now,
        new_id=new_id,
        new_order_number=new_order_number,
        snapshots=storage.snapshots,
        validation=delivery.validation,
    )
    inquiries = Inquiries(
        histories=Histories(storage.events, cache, storage.snapshots),
        store=storage.events,
        refusals=storage.refusals,
        clock=now,
        deliveries=storage.deliveries,
    )
    dialects = [
        walley_dialect(
            checkouts=checkouts,
            merchants=configuration.merchants,
            clock=now,
            new_public_token=new_public_token,
        ),
        svea_dialect(
            checkouts=checkouts,
            merchants=configuration.merchants,
            public_address=configuration.public_address,
            clock=now,
            new_id=new_id,
            new_public_token=new_public_token,
            vault=storage.vault,
        ),
        shopper_dialect(checkouts=checkouts),
        payments_dialect(checkouts=checkouts, merchants=configuration.merchants, new_id=new_id),
        history_dialect(
            inquiries=inquiries,
            trail=trail,
            log=storage.reads,
            keys=configuration.history_keys,
            clock=now,
            ending=ending,
        ),
    ]
    for dialect in dialects:
        teach_statuses(dialect.statuses)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with storage, trail, delivery:
            sweeping = asyncio.create_task(_sweep_for_ever(checkouts, storage))
            try:
                with ending.announced_by_signals():
                    yield
            finally:
                sweeping.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await sweeping

    return create_http_app(dialects, lifespan)


async def _sweep_for_ever(checkouts: Checkouts, storage: PostgresStorage) -> None:
    while True:
        try:
            await sweep(checkouts, storage.deadlines, now)
            await erase_what_is_due(checkouts, storage.vault, now)
        except StoreUnavailable as error:
            _log.warning("expiry and erasure wait for the store: %s", error)
        await asyncio.sleep(SWEEP_EVERY_SECONDS)
