"""Make a pack of evidence for a command, which is kept in the access log."""

from pathlib import Path
from typing import IO

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.evidence.request import EvidenceRequest
from application.history.inquiries import Inquiries, Subject
from application.history.shown.replay import ShownReplay
from application.history.windows.page_traces import PageTraceReader
from application.ledger.time_stamps import TimeStampService
from application.ports.access_log import AccessOutcome
from domain.refusals import CheckoutNotFound
from interfaces.api.shown.display_renderers import ShownRenderers
from interfaces.cli.history_reader import log_access
from interfaces.cli.ledgers import open_ledger
from interfaces.composition.evidence import build_evidence
from interfaces.composition.shop_apis import shop_apis
from interfaces.configuration.settings import Configuration
from interfaces.runtime.clock_and_ids import now
from interfaces.runtime.live import Live
from interfaces.storage.postgres.ledger.setup import LedgerSetup

_OPERATION = "make evidence"


async def make_pack(
    request: EvidenceRequest,
    url: str,
    setup: LedgerSetup,
    configuration: Configuration,
    config: Path | None,
    database_url: str | None,
    data: Path,
) -> IO[bytes]:
    """Return the ZIP file of a pack. Raises what `EvidenceService.make` does."""
    apis = shop_apis(Live(configuration.merchants))
    async with open_ledger(url, setup, config, database_url, data) as storage:
        histories = CheckoutRepository(storage.events, CheckoutCache(1), storage.snapshots)
        inquiries = Inquiries(
            histories=histories,
            store=storage.events,
            refusals=storage.refusals,
            persons=storage.persons,
            clock=now,
            deliveries=storage.deliveries,
        )
        replay = ShownReplay(inquiries, PageTraceReader(storage.events), ShownRenderers(apis))
        service = build_evidence(
            store=storage.events,
            refusals=storage.refusals,
            persons=storage.persons,
            ledger=storage.ledger,
            refusal_ledger=storage.refusal_ledger,
            histories=histories,
            inquiries=inquiries,
            replay=replay,
            apis=apis,
            stamps=TimeStampService(ledger=storage.ledger, stamps=storage.time_stamps),
        )
        subject = Subject(checkout_id=request.checkout_id, merchants=None, sees_persons=True)
        outcome = AccessOutcome.FAILED
        try:
            pack = await service.make(request, subject)
            outcome = AccessOutcome.FOUND
        except CheckoutNotFound:
            outcome = AccessOutcome.NOT_FOUND
            raise
        finally:
            await log_access(storage.reads, _OPERATION, request.checkout_id, outcome)
        return pack
