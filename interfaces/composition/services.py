"""Build the application services on a storage."""

from dataclasses import dataclass

from application.address_book.known_addresses import KnownAddresses
from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.checkouts.service import Checkouts, Lifetime
from application.history.inquiries import Inquiries
from application.history.operations.reports import Operations
from application.history.windows.page_traces import PageTraceReader
from application.persons.export import PersonExports
from application.persons.retention import first_review
from application.persons.sealing import Persons
from application.ports.erasures.destroyed_keys import DestroyedKeyList
from application.ports.purchase_validation import PurchaseValidation
from application.ports.readers.history_replica import HistoryStores
from application.selling.purchases import Purchases
from application.selling.sessions import Sessions
from interfaces.composition.erasures import ErasureServices, build_erasures
from interfaces.configuration.settings import CheckoutSettings
from interfaces.http.idempotency import Idempotency
from interfaces.runtime.clock_and_ids import new_id, new_name, new_order_number, now
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.subdivisions import state_codes
from interfaces.telemetry.request_context import note_checkout


@dataclass(frozen=True, kw_only=True)
class Services:
    """The application services that the dialects and tillroll's own APIs call."""

    checkouts: Checkouts
    histories: CheckoutRepository
    inquiries: Inquiries
    stores: HistoryStores
    operations: Operations
    page_traces: PageTraceReader
    exports: PersonExports
    sessions: Sessions
    purchases: Purchases
    idempotency: Idempotency
    erasures: ErasureServices


def build_services(
    settings: CheckoutSettings,
    storage: PostgresStorage,
    validation: PurchaseValidation,
    destroyed: DestroyedKeyList,
    stores: HistoryStores | None = None,
) -> Services:
    """Build all services. They use `storage` only after it is entered. `destroyed` lists every destroyed key.

    Histories of single checkouts are read from `stores`, if there are any; changes are decided on `storage`.
    """
    cache = CheckoutCache(settings.cached_per_process)
    checkouts = Checkouts(
        store=storage.events,
        refusals=storage.refusals,
        persons=Persons(storage.persons, now, first_review),
        cache=cache,
        lifetime=Lifetime(
            purchase_within=settings.purchase_within,
            readable_after_expiry=settings.readable_after_expiry,
            payment_patience=settings.payment_patience,
            payment_within=settings.payment_within,
        ),
        clock=now,
        new_id=new_id,
        new_order_number=new_order_number,
        snapshots=storage.snapshots,
        validation=validation,
        noticed=note_checkout,
    )
    histories = CheckoutRepository(storage.events, cache, storage.snapshots)
    past = histories
    if stores is None:
        stores = _stores_of(storage)
    else:
        # A cached state may be newer than what a replica has of the rest of its history.
        past = CheckoutRepository(stores.events, CheckoutCache(0), stores.snapshots)
    inquiries = Inquiries(
        histories=past,
        store=stores.events,
        refusals=stores.refusals,
        persons=storage.persons,
        clock=now,
        deliveries=stores.deliveries,
    )
    sessions = Sessions(
        checkouts,
        storage.catalogue,
        state_codes,
        clock=now,
        known_addresses=KnownAddresses(storage.address_book),
    )
    purchases = Purchases(
        checkouts=checkouts,
        sessions=sessions,
        provider=storage.demo_payments,
        clock=now,
        new_id=new_name,
        patience=settings.payment_patience,
    )
    return Services(
        checkouts=checkouts,
        histories=histories,
        inquiries=inquiries,
        stores=stores,
        operations=build_operations(storage),
        page_traces=PageTraceReader(stores.events),
        exports=PersonExports(
            inquiries=inquiries,
            persons=storage.persons,
            address_book=storage.address_book,
            vault=storage.vault,
            lifetimes=storage.key_lifetimes,
            reads=storage.reads,
        ),
        sessions=sessions,
        purchases=purchases,
        idempotency=Idempotency(storage.answers, storage.persons, now),
        erasures=build_erasures(
            checkouts=checkouts,
            events=storage.events,
            vault=storage.vault,
            persons=storage.persons,
            address_book=storage.address_book,
            erasures=storage.erasures,
            destroyed=destroyed,
            clock=now,
            new_id=new_id,
        ),
    )


def _stores_of(storage: PostgresStorage) -> HistoryStores:
    return HistoryStores(
        events=storage.events,
        snapshots=storage.snapshots,
        refusals=storage.refusals,
        deliveries=storage.deliveries,
    )


def build_operations(storage: PostgresStorage) -> Operations:
    """Build what operators read, for the server and for the command line."""
    return Operations(
        deliveries=storage.deliveries,
        erasures=storage.erasure_schedule,
        checks=storage.checks,
        ledger_audits=storage.ledger_audits,
        access_log=storage.reads,
        sessions=storage.reader_sessions,
        installation=storage.installation,
        clock=now,
    )
