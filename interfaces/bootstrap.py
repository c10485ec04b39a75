"""The one file that knows every part: it puts storage, application and dialects together.

Nothing is opened until the application's lifespan begins, and everything is closed when it ends.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from fastapi import FastAPI

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.checkouts.service import Checkouts, Lifetime
from application.history.inquiries import Inquiries
from application.jobs.erasure import erase_what_is_due
from application.jobs.expiry import Recover, sweep
from application.ports.event_store import StoreUnavailable
from application.selling.purchases import Purchases
from application.selling.sessions import Sessions
from interfaces.api.catalogue.routes import catalogue_dialect
from interfaces.api.history.routes import history_dialect
from interfaces.api.history.settings import HistoryKey
from interfaces.api.payments.routes import payments_dialect
from interfaces.api.shopper.routes import shopper_dialect
from interfaces.configuration.demo_catalogue import DEMO_CATALOGUE
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.merchants import (
    payment_keys,
    selling_merchants,
    svea_merchants,
    walley_merchants,
)
from interfaces.configuration.reload import Reread, read_again_at_hangup
from interfaces.configuration.settings import Configuration, Merchant
from interfaces.dialects.acp.routes import acp_dialect
from interfaces.dialects.acp.webhooks import acp_callbacks
from interfaces.dialects.stateset.routes import stateset_dialect
from interfaces.dialects.stateset.webhooks import stateset_callbacks
from interfaces.dialects.svea.routes import svea_dialect
from interfaces.dialects.svea.webhooks import svea_callbacks
from interfaces.dialects.walley.routes import walley_dialect
from interfaces.dialects.walley.webhooks import walley_callbacks
from interfaces.http.app import Operation, create_http_app
from interfaces.http.idempotency import Idempotency
from interfaces.http.nonstandard_statuses import teach_statuses
from interfaces.http.probes import PATHS as PROBED
from interfaces.http.probes import probes
from interfaces.runtime.clock_and_ids import (
    new_id,
    new_name,
    new_order_number,
    new_public_token,
    now,
)
from interfaces.runtime.gc_tuning import collect_rarely
from interfaces.runtime.live import Live
from interfaces.runtime.shutdown import Shutdown
from interfaces.runtime.tasks import ended
from interfaces.storage.health import (
    delivery_figures,
    schema_check,
    trail_check,
    trail_figures,
)
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.postgres.tables.installation_keys import LoadedKey
from interfaces.storage.subdivisions import state_codes
from interfaces.telemetry.exposition import Exposition
from interfaces.telemetry.logs import Log, standing_log
from interfaces.telemetry.metrics import Metrics
from interfaces.telemetry.request_context import note_checkout
from interfaces.telemetry.request_observer import RequestObserver
from interfaces.telemetry.traces import tracing
from interfaces.webhooks.service import WebhookService

SWEEP_EVERY_SECONDS = 30
# Set by `serve` for its workers: "1" where the server listens on a loopback address.
LISTENING_ON_LOOPBACK = "TILLROLL_LISTENING_ON_LOOPBACK"
_log = logging.getLogger("tillroll")


def application_from_environment() -> FastAPI:
    """The application as a worker process builds it: DATABASE_URL, TILLROLL_CONFIG and TILLROLL_ENV say how."""
    named = os.environ.get("TILLROLL_CONFIG")
    file = Path(named) if named else None
    read = partial(
        load_configuration, file, production=is_production(os.environ.get("TILLROLL_ENV", ""))
    )
    application = create_application(
        read(),
        os.environ["DATABASE_URL"],
        is_worker=True,
        loopback_callbacks=os.environ.get(LISTENING_ON_LOOPBACK) == "1",
        log=standing_log(),
        reread=None if file is None else read,
    )
    collect_rarely()
    return application


def is_production(environment: str) -> bool:
    """Whether TILLROLL_ENV asks for the rules of production."""
    return environment.strip().lower() == "production"


def create_application(
    configuration: Configuration,
    database_url: str,
    *,
    is_worker: bool = False,
    log: Log | None = None,
    reread: Reread | None = None,
    loopback_callbacks: bool = True,
) -> FastAPI:
    """The whole service on one database. A worker process has another one beside it that keeps the audit trail up.

    `log` is told of every request. `reread` reads the configuration again, at SIGHUP.
    Callbacks reach loopback addresses in demo mode only, and only with `loopback_callbacks`.
    """
    standing = Live(configuration)
    merchants = standing.following(_merchants_of)
    selling = merchants.following(selling_merchants)
    history_keys = standing.following(_history_keys_of)
    metrics = Metrics()
    if log is not None:
        log.writer.on_dropped = metrics.lines_dropped
    storage = PostgresStorage(database_url, on_appended=metrics.batch_written)
    trail = PostgresAuditLog(database_url, clock=now, apart=is_worker)
    delivery = WebhookService(
        database_url,
        callbacks=[
            walley_callbacks(),
            svea_callbacks(),
            stateset_callbacks(selling),
            acp_callbacks(selling),
        ],
        reach=replace(
            configuration.delivery.reach, loopback=configuration.demo and loopback_callbacks
        ),
        clock=now,
    )
    ending = Shutdown()
    cache = CheckoutCache(configuration.checkout.cached_per_process)
    checkouts = Checkouts(
        store=storage.events,
        refusals=storage.refusals,
        cache=cache,
        lifetime=Lifetime(
            purchase_within=configuration.checkout.purchase_within,
            readable_after_expiry=configuration.checkout.readable_after_expiry,
            payment_patience=configuration.checkout.payment_patience,
        ),
        clock=now,
        new_id=new_id,
        new_order_number=new_order_number,
        snapshots=storage.snapshots,
        validation=delivery.validation,
        noticed=note_checkout,
    )
    inquiries = Inquiries(
        histories=CheckoutRepository(storage.events, cache, storage.snapshots),
        store=storage.events,
        refusals=storage.refusals,
        clock=now,
        deliveries=storage.deliveries,
    )
    sessions = Sessions(checkouts, storage.catalogue, state_codes)
    purchases = Purchases(
        checkouts=checkouts,
        sessions=sessions,
        provider=storage.demo_payments,
        clock=now,
        new_id=new_name,
        patience=configuration.checkout.payment_patience,
    )
    idempotency = Idempotency(storage.answers, now)
    token_key = LoadedKey()
    dialects = [
        walley_dialect(
            checkouts=checkouts,
            merchants=merchants.following(walley_merchants),
            idempotency=idempotency,
            clock=now,
            new_public_token=new_public_token,
            token_key=token_key,
        ),
        svea_dialect(
            checkouts=checkouts,
            merchants=merchants.following(svea_merchants),
            public_address=configuration.public_address,
            clock=now,
            new_id=new_id,
            new_public_token=new_public_token,
            vault=storage.vault,
        ),
        stateset_dialect(
            checkouts=checkouts,
            sessions=sessions,
            purchases=purchases,
            listings=storage.listings,
            idempotency=idempotency,
            merchants=selling,
            clock=now,
            new_name=new_name,
            new_public_token=new_public_token,
        ),
        acp_dialect(
            checkouts=checkouts,
            sessions=sessions,
            purchases=purchases,
            idempotency=idempotency,
            merchants=selling,
            public_address=configuration.public_address,
            new_name=new_name,
            new_public_token=new_public_token,
        ),
        catalogue_dialect(catalogue=storage.catalogue, merchants=selling),
        shopper_dialect(checkouts=checkouts),
        payments_dialect(
            checkouts=checkouts, merchants=merchants.following(payment_keys), new_id=new_id
        ),
        history_dialect(
            inquiries=inquiries,
            trail=trail,
            log=storage.reads,
            keys=history_keys,
            clock=now,
            ending=ending,
        ),
    ]
    for dialect in dialects:
        teach_statuses(dialect.statuses)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with storage, trail, delivery:
            await token_key.load(storage.installation_keys, "walley bearer tokens")
            await _fill_demo_catalogues(configuration, storage)
            sweeping = asyncio.create_task(_sweep_for_ever(checkouts, storage, purchases.recover))
            try:
                with ending.announced_by_signals(), read_again_at_hangup(standing, reread):
                    yield
            finally:
                await ended(sweeping)
        if log is not None:
            log.writer.flush()

    telemetry = tracing(os.environ)
    operation = Operation(
        # What is looked at when somebody asks: each of these has a line for whatever else runs in here.
        probes=probes(
            checks={"database": schema_check(storage.schema), "trail": trail_check(trail)},
            exposition=Exposition(
                metrics.registry,
                {
                    "trail": trail_figures(trail),
                    "deliveries": delivery_figures(storage.deliveries),
                },
            ),
        ),
        probed=PROBED,
        observer=RequestObserver(
            metrics=metrics,
            log=None if log is None else log.requests,
            is_tracing=telemetry.get("tracing", True),
        ),
        telemetry=telemetry,
        most_under_way=configuration.serving.most_under_way,
        body_within_seconds=configuration.serving.body_within_seconds,
        trusted_proxies=configuration.serving.trusted_proxies,
    )
    return create_http_app(dialects, lifespan, operation)


def _merchants_of(configuration: Configuration) -> Sequence[Merchant]:
    return configuration.merchants


def _history_keys_of(configuration: Configuration) -> Sequence[HistoryKey]:
    return configuration.history_keys


async def _fill_demo_catalogues(configuration: Configuration, storage: PostgresStorage) -> None:
    for merchant in configuration.merchants:
        if merchant.selling is not None and merchant.selling.demo_catalogue:
            await storage.catalogue.begin_with(merchant.id, DEMO_CATALOGUE)


async def _sweep_for_ever(checkouts: Checkouts, storage: PostgresStorage, recover: Recover) -> None:
    while True:
        try:
            await sweep(checkouts, storage.deadlines, now, recover)
            await storage.answers.forget(now())
            await erase_what_is_due(checkouts, storage.vault, now)
        except StoreUnavailable as error:
            _log.warning("expiry and erasure wait for the store: %s", error)
        except Exception:
            # Whatever it was, the checkouts that fall due later must not wait for a restart.
            _log.exception("expiry and erasure were broken off")
        await asyncio.sleep(SWEEP_EVERY_SECONDS)
