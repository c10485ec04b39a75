"""Build the dialects, tillroll's own APIs and the callbacks of the dialects. A new API is added here."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from application.evidence.service import EvidenceService
from application.history.finding.checkout_search import CheckoutSearch
from application.history.finding.counting import CheckoutCounting
from application.history.finding.name_lookup import NameLookup
from application.history.finding.present_state import PresentState
from application.history.refusal_search import RefusalSearch
from application.history.shown.replay import ShownReplay
from application.ledger.time_stamps import TimeStampService
from application.ports.readers.history_replica import HistoryReplica
from application.ports.webhooks.delivery_requests import DeliveryRequests
from interfaces.api.catalogue.routes import catalogue_dialect
from interfaces.api.console.access.sessions import SessionLimits
from interfaces.api.console.endpoints.searching import Searches
from interfaces.api.console.live.endpoints import Streams
from interfaces.api.console.routes import DIALECT as CONSOLE
from interfaces.api.console.routes import console_dialect
from interfaces.api.console.text.languages import read_languages
from interfaces.api.history.finding.endpoints import Finders
from interfaces.api.history.paths import proof_path
from interfaces.api.history.routes import DIALECT as HISTORY
from interfaces.api.history.routes import history_dialect
from interfaces.api.ledger.routes import ledger_dialect
from interfaces.api.orders.routes import orders_dialect
from interfaces.api.payments.routes import payments_dialect
from interfaces.api.readers.replica import read_at_replica
from interfaces.api.readers.settings import HistoryKey
from interfaces.api.readers.stream_limit import StreamLimit
from interfaces.api.shopper.routes import shopper_dialect
from interfaces.api.shown.display_renderers import ShownRenderers
from interfaces.composition.agent_dialects import build_agent_dialects
from interfaces.composition.evidence import build_evidence
from interfaces.composition.exports import console_exports
from interfaces.composition.refusal_statuses import status_of
from interfaces.composition.services import Services
from interfaces.composition.shop_apis import shop_apis
from interfaces.configuration.merchants import (
    order_keys,
    payment_keys,
    selling_merchants,
    svea_merchants,
    walley_merchants,
)
from interfaces.configuration.settings import Configuration, Merchant
from interfaces.dialects.registry import PAGE_SURFACES, SHOP_PAGES
from interfaces.dialects.svea.routes import svea_dialect
from interfaces.dialects.ucp.negotiation.profiles import PlatformProfiles
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.walley.routes import walley_dialect
from interfaces.http.dialect import Dialect, Middleware
from interfaces.http.limits.memory import LimitsMemory
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.request.proven_version import link_proofs
from interfaces.runtime.clock_and_ids import new_id, new_public_token, now
from interfaces.runtime.live import Live
from interfaces.runtime.shutdown import Shutdown
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.postgres.tables.installation_keys import LoadedKey


def build_dialects(
    configuration: Live[Configuration],
    *,
    services: Services,
    storage: PostgresStorage,
    trail: PostgresAuditLog,
    token_key: LoadedKey,
    page_key: LoadedKey,
    shutdown: Shutdown,
    limits: LimitsMemory,
    profiles: PlatformProfiles,
    platform_shops: Live[Sequence[MerchantSettings[UcpShop]]],
    has_ledger: bool,
    replica: HistoryReplica | None,
    requests: DeliveryRequests,
) -> Sequence[Dialect]:
    """Build all dialects and own APIs. Merchants and history keys follow a reload of the configuration.

    With `has_ledger`, answers as of a version link its proof. With `replica`, the history of a checkout is read there.
    """
    merchants = configuration.derive(_merchants_of)
    selling = merchants.derive(selling_merchants)
    public_address = configuration.now.public_address
    streams = StreamLimit(configuration.now.serving.streams_per_history_key)
    shops = shop_apis(merchants)
    replay = ShownReplay(services.inquiries, services.page_traces, ShownRenderers(shops))
    evidence = build_evidence(
        store=services.stores.events,
        refusals=services.stores.refusals,
        persons=storage.persons,
        ledger=storage.ledger,
        refusal_ledger=storage.refusal_ledger,
        histories=services.histories,
        inquiries=services.inquiries,
        replay=replay,
        apis=shops,
        stamps=TimeStampService(ledger=storage.ledger, stamps=storage.time_stamps),
    )
    dialects = [
        walley_dialect(
            checkouts=services.checkouts,
            merchants=merchants.derive(walley_merchants),
            idempotency=services.idempotency,
            clock=now,
            new_public_token=new_public_token,
            token_key=token_key,
        ),
        svea_dialect(
            checkouts=services.checkouts,
            merchants=merchants.derive(svea_merchants),
            public_address=public_address,
            clock=now,
            new_id=new_id,
            new_public_token=new_public_token,
            vault=storage.vault,
            limits=limits,
        ),
        *build_agent_dialects(
            merchants,
            services=services,
            storage=storage,
            limits=limits,
            audit_log=trail,
            profiles=profiles,
            platform_shops=platform_shops,
            public_address=public_address,
        ),
        catalogue_dialect(catalogue=storage.catalogue, merchants=selling),
        shopper_dialect(
            checkouts=services.checkouts,
            page_key=page_key,
            shop_pages=SHOP_PAGES,
            page_surfaces=PAGE_SURFACES,
            clock=now,
            receipt_kept_for=configuration.now.checkout.receipt_kept_for,
            ledger=storage.ledger,
        ),
        payments_dialect(
            checkouts=services.checkouts, merchants=merchants.derive(payment_keys), new_id=new_id
        ),
        orders_dialect(
            checkouts=services.checkouts,
            merchants=merchants.derive(order_keys),
            idempotency=services.idempotency,
            clock=now,
            new_id=new_id,
        ),
        history_dialect(
            inquiries=services.inquiries,
            replay=replay,
            audit_log=trail,
            access_log=storage.reads,
            persons=storage.persons,
            exports=services.exports,
            refusals=storage.refusals,
            deliveries=storage.deliveries,
            requests=requests,
            figures=storage.figures,
            ledger=storage.ledger,
            evidence=evidence,
            refusal_ledger=storage.refusal_ledger,
            operations=services.operations,
            keys=configuration.derive(_history_keys_of),
            clock=now,
            shutdown=shutdown,
            finders=_finders(services, storage, trail),
            streams=streams,
            erasures=services.erasures.on_request,
            new_id=new_id,
            status_of=status_of,
        ),
        ledger_dialect(
            ledger=storage.ledger,
            refusal_ledger=storage.refusal_ledger,
            stamps=storage.time_stamps,
            access_log=storage.reads,
            keys=configuration.derive(_history_keys_of),
            is_public=configuration.derive(_has_public_ledger),
            clock=now,
        ),
        *_console(
            configuration,
            services=services,
            replay=replay,
            storage=storage,
            trail=trail,
            streams=Streams(streams, shutdown),
            evidence=evidence,
        ),
    ]
    if replica is not None:
        dialects = [_at_replica(each, read_at_replica(replica)) for each in dialects]
    return [_with_proofs(each) for each in dialects] if has_ledger else dialects


def _at_replica(dialect: Dialect, middleware: Middleware) -> Dialect:
    """Return a dialect of readers with the middleware that reads histories at a replica."""
    if dialect.name not in (HISTORY, CONSOLE):
        return dialect
    return replace(dialect, middleware=(middleware, *dialect.middleware))


def _with_proofs(dialect: Dialect) -> Dialect:
    """Return the dialect with a link to the proof of each version that it answers."""
    return replace(dialect, middleware=(*dialect.middleware, link_proofs(proof_path)))


def _finders(services: Services, storage: PostgresStorage, trail: PostgresAuditLog) -> Finders:
    lookup = NameLookup(
        histories=services.histories,
        store=storage.events,
        audit_log=trail,
        persons=storage.persons,
        refusals=storage.refusals,
    )
    state = PresentState(trail, storage.refusals, storage.deliveries)
    return Finders(
        search=CheckoutSearch(trail, state),
        counting=CheckoutCounting(trail, storage.refusals, storage.deliveries),
        lookup=lookup,
        audit_log=trail,
    )


def _console(
    configuration: Live[Configuration],
    *,
    services: Services,
    replay: ShownReplay,
    storage: PostgresStorage,
    trail: PostgresAuditLog,
    streams: Streams,
    evidence: EvidenceService,
) -> Iterator[Dialect]:
    """Yield the console, unless the configuration has turned it off."""
    settings = configuration.now.console
    if not settings.enabled:
        return
    finders = _finders(services, storage, trail)
    yield console_dialect(
        inquiries=services.inquiries,
        replay=replay,
        searches=Searches(
            lookup=finders.lookup,
            checkouts=finders.search,
            counting=finders.counting,
            refusals=RefusalSearch(storage.refusals, storage.persons),
            events=trail,
            reads=storage.reads,
            merchants=configuration.derive(_names_of_merchants),
            clock=now,
        ),
        audit_log=trail,
        deliveries=storage.deliveries,
        ledger=storage.ledger,
        refusal_ledger=storage.refusal_ledger,
        figures=storage.figures,
        operations=services.operations,
        access_log=storage.reads,
        sessions=storage.reader_sessions,
        saved_searches=storage.saved_searches,
        keys=configuration.derive(_history_keys_of),
        limits=SessionLimits(lasts=settings.session_lasts, idle=settings.idle_for),
        ask_name=settings.ask_name,
        public_address=configuration.now.public_address,
        languages=read_languages(),
        clock=now,
        new_token=secrets.token_urlsafe,
        status_of=status_of,
        streams=streams,
        exports=console_exports(storage.persons),
        evidence=evidence,
    )


def _names_of_merchants(configuration: Configuration) -> Mapping[str, str]:
    return {merchant.id: merchant.name for merchant in configuration.merchants}


def _merchants_of(configuration: Configuration) -> Sequence[Merchant]:
    return configuration.merchants


def _history_keys_of(configuration: Configuration) -> Sequence[HistoryKey]:
    return configuration.history_keys


def _has_public_ledger(configuration: Configuration) -> bool:
    return configuration.ledger is not None and configuration.ledger.public
