"""Compose storage, application services, dialects and telemetry into one HTTP application.

The lifespan of the application opens every connection and closes it.
"""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator
from dataclasses import replace

from fastapi import FastAPI

from interfaces.composition.address_books import (
    build_purchase_follower,
    merchants_that_remember,
)
from interfaces.composition.apis import build_dialects
from interfaces.composition.callbacks import build_callbacks
from interfaces.composition.erasures import destroyed_key_list, retention_policy
from interfaces.composition.front_page import front_settings
from interfaces.composition.replicas import history_replica
from interfaces.composition.services import build_services
from interfaces.configuration.demo.catalogue import fill_demo_catalogues
from interfaces.configuration.merchants import ucp_merchants
from interfaces.configuration.reload import Reread, reload_on_sighup
from interfaces.configuration.settings import Configuration
from interfaces.configuration.signing_keys import KeyFiles
from interfaces.dialects.ucp.negotiation.profiles import FETCH_SECONDS, PlatformProfiles
from interfaces.http.app import Operation, create_http_app
from interfaces.http.limits.memory import limits_memory
from interfaces.http.limits.request_limits import request_limits
from interfaces.http.nonstandard_statuses import register_statuses
from interfaces.http.pipeline.admission import Admission
from interfaces.http.pipeline.body_budget import BodyBudget
from interfaces.http.pipeline.crowding import places_check, publish_places
from interfaces.http.pipeline.draining import drain_check
from interfaces.http.pipeline.operations import OperationsAccess
from interfaces.http.probes import FOR_OPERATORS, PATHS, probes
from interfaces.jobs.sweep import Sweeps, run_sweeps
from interfaces.runtime.clock_and_ids import now, now_in_nanoseconds
from interfaces.runtime.live import Live
from interfaces.runtime.shutdown import Shutdown
from interfaces.runtime.tasks import cancel_and_wait
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.health import (
    audit_log_check,
    audit_log_figures,
    outbox_figures,
    schema_check,
)
from interfaces.storage.ledger_health import ledger_check, ledger_figures
from interfaces.storage.open_appends import open_append_age, open_append_check
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.ledger.setup import LedgerFollowing, LedgerSetup
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.postgres.tables.installation_keys import LoadedKey
from interfaces.storage.postgres.time_stamps.rows import NoTimeStamps, PostgresTimeStamps
from interfaces.storage.standby_health import standby_check, standby_figures
from interfaces.telemetry.exposition import Exposition
from interfaces.telemetry.logs import Log
from interfaces.telemetry.metrics import Metrics
from interfaces.telemetry.readiness import Check
from interfaces.telemetry.request_observer import RequestObserver
from interfaces.telemetry.traces import tracing_config
from interfaces.webhooks.egress_policy import EgressPolicy
from interfaces.webhooks.http_caller import HttpCaller
from interfaces.webhooks.sealed_bodies import SealedBodies
from interfaces.webhooks.sent_requests import SentRequests
from interfaces.webhooks.service import WebhookService


def create_application(
    configuration: Configuration,
    database_url: str,
    *,
    master_keys: KeyWrapping,
    ledger: LedgerSetup | None = None,
    is_worker: bool = False,
    log: Log | None = None,
    reread: Reread | None = None,
    loopback_callbacks: bool = True,
    access: OperationsAccess | None = None,
    key_files: KeyFiles | None = None,
) -> FastAPI:
    """Build the whole service on one database.

    `master_keys` wrap the keys in the database. Without `ledger`, events are logged in none. With `is_worker`, a
    subprocess keeps the audit log and the ledger up to date. `log` gets a line for each request. `reread` loads the
    configuration again at SIGHUP. Callbacks reach loopback addresses only in demo mode with `loopback_callbacks`.
    `access` says where operators are answered; without it, everywhere. `key_files` has the keys of merchants that
    sell to platforms; without it, their files are relative to the working directory.
    """
    access = access or OperationsAccess()
    live = Live(configuration)
    metrics = Metrics()
    admission = Admission(
        configuration.serving.place_limits, observer=metrics, monotonic=time.monotonic
    )
    if log is not None:
        log.writer.on_dropped = metrics.lines_dropped
    storage = PostgresStorage(
        database_url,
        master_keys=master_keys,
        on_appended=metrics.batch_written,
        ledger_origin=None if ledger is None else ledger.origin,
        required_standbys=configuration.storage.required_standbys,
    )
    trail = PostgresAuditLog(
        database_url,
        clock=now,
        in_subprocess=is_worker,
        replica=configuration.storage.replica,
        processes=configuration.storage.audit_log_processes,
        ledger=None
        if ledger is None
        else LedgerFollowing(setup=ledger, open_master_keys=lambda: master_keys),
    )
    replica = history_replica(configuration.storage.replica, storage, trail)
    reach = replace(
        configuration.delivery.reach, loopback=configuration.demo and loopback_callbacks
    )
    keys_of = (key_files or KeyFiles()).keys_of
    platform_shops = live.derive(lambda each: ucp_merchants(each.merchants, keys_of))
    callbacks = build_callbacks(live, platform_shops)
    webhooks = WebhookService(
        database_url,
        callbacks=callbacks,
        reach=reach,
        clock=now,
        open_body=SealedBodies(storage.persons).open,
        most_questions=configuration.delivery.questions_per_receiver,
    )
    profile_caller = HttpCaller(reach, seconds=FETCH_SECONDS)
    memory = limits_memory(os.environ)
    shutdown = Shutdown(configuration.serving.drain_seconds)
    token_key = LoadedKey()
    page_key = LoadedKey()
    services = build_services(
        configuration.checkout,
        storage,
        webhooks.validation,
        destroyed_key_list(configuration.keys),
        None if replica is None else storage.history_stores(replica),
    )
    erasures = services.erasures
    dialects = build_dialects(
        live,
        services=services,
        storage=storage,
        trail=trail,
        token_key=token_key,
        page_key=page_key,
        shutdown=shutdown,
        limits=memory,
        profiles=PlatformProfiles(profile_caller, time.monotonic),
        platform_shops=platform_shops,
        requests=SentRequests(
            storage.deliveries,
            channels=[channel for each in callbacks for channel in each.channels],
            open_body=SealedBodies(storage.persons).open,
            clock=now,
        ),
        has_ledger=ledger is not None,
        replica=replica,
    )
    sweeps = Sweeps(
        checkouts=services.checkouts,
        deadlines=storage.deadlines,
        responses=storage.answers,
        by_retention=erasures.by_retention,
        on_request=erasures.on_request,
        policy=live.derive(lambda each: retention_policy(each.merchants)),
        clock=now,
        recover=services.purchases.recover,
        purchases=build_purchase_follower(services, storage, trail),
        remembering=live.derive(merchants_that_remember),
    )
    for dialect in dialects:
        register_statuses(dialect.statuses)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        histories = contextlib.nullcontext() if replica is None else replica
        async with storage, trail, histories, webhooks, profile_caller:
            await token_key.load(storage.installation_keys, "walley bearer tokens")
            await page_key.load(storage.installation_keys, "shopper page secrets")
            await fill_demo_catalogues(configuration, storage.catalogue)
            await erasures.restored.erase()
            job = asyncio.create_task(run_sweeps(sweeps))
            places = asyncio.create_task(publish_places(admission, metrics.places_taken))
            stamping = asyncio.create_task(
                _stamp_heads(configuration, ledger, storage.time_stamps, reach)
            )
            try:
                with shutdown.announced_by_signals(), reload_on_sighup(live, reread):
                    yield
            finally:
                await cancel_and_wait(job)
                await cancel_and_wait(places)
                await cancel_and_wait(stamping)
        if log is not None:
            log.writer.flush()

    telemetry = tracing_config(os.environ)
    other_routes = probes(
        checks={
            "database": schema_check(storage.schema),
            "trail": audit_log_check(trail),
            "standbys": standby_check(storage.standbys),
            "appends": open_append_check(storage.open_appends),
            **({} if ledger is None else _ledger_checks(storage)),
            "places": places_check(admission),
            "process": drain_check(shutdown),
        },
        exposition=Exposition(
            metrics.registry,
            {
                "trail": audit_log_figures(trail),
                "standbys": standby_figures(storage.standbys),
                "appends": open_append_age(storage.open_appends),
                "deliveries": outbox_figures(storage.deliveries),
                **(
                    {}
                    if ledger is None
                    else {"ledger": ledger_figures(storage.ledgers, storage.time_stamps, now)}
                ),
            },
        ),
        access=access,
    )
    operation = Operation(
        probes=other_routes,
        probed=PATHS,
        for_operators=FOR_OPERATORS,
        access=access,
        observer=RequestObserver(
            metrics=metrics,
            log=None if log is None else log.requests,
            is_tracing=telemetry.get("tracing", True),
        ),
        telemetry=telemetry,
        admission=admission,
        bodies=BodyBudget(configuration.serving.bodies.limits),
        body_within_seconds=configuration.serving.body_within_seconds,
        trusted_proxies=configuration.serving.trusted_proxies,
        forwarding_headers=configuration.serving.header_names,
        front=front_settings(live),
        shutdown=shutdown,
        limits=live.derive(
            lambda each: request_limits(each.limit_policies(), memory, now_in_nanoseconds)
        ),
    )
    return create_http_app(dialects, lifespan, operation)


def _ledger_checks(storage: PostgresStorage) -> dict[str, Check]:
    return {
        "ledger": ledger_check(storage.ledger),
        "refusal_ledger": ledger_check(storage.refusal_ledger),
    }


async def _stamp_heads(
    configuration: Configuration,
    ledger: LedgerSetup | None,
    stamps: PostgresTimeStamps | NoTimeStamps,
    reach: EgressPolicy,
) -> None:
    """Have the heads of the ledger stamped, if an authority is configured. Its answers are signed: http is enough."""
    settings = configuration.ledger
    if settings is None or settings.time_stamps is None or isinstance(stamps, NoTimeStamps):
        return
    # Only a server with an authority needs the library.
    from interfaces.webhooks.time_stamps.job import stamp_heads

    trusted = None if ledger is None else ledger.time_stamp_authorities
    await stamp_heads(stamps, settings.time_stamps, trusted, replace(reach, http=True))
