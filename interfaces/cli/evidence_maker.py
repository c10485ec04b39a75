"""Make a pack of evidence for a command, which is kept in the access log."""

from pathlib import Path
from typing import IO

from application.evidence.request import EvidenceRequest
from application.evidence.service import EvidenceService
from application.evidence.unavailable import (
    HistoryTooLong,
    LedgerBroken,
    NotYetProven,
    PurchaseErased,
    PurchaseNotAgreed,
)
from application.history.inquiries import Subject
from application.history.shown.replay import ShownReplay
from application.history.windows.page_traces import PageTraceReader
from application.ledger.time_stamps import TimeStampService
from application.ports.access_log import AccessOutcome
from domain.refusals import CheckoutNotFound
from interfaces.api.history.evidence.problems import broken_text, erased_text, not_yet_text
from interfaces.api.shown.display_renderers import ShownRenderers
from interfaces.cli.history_reader import log_access
from interfaces.cli.inquiries import histories_of, inquiries_of
from interfaces.cli.ledgers import open_ledger
from interfaces.composition.evidence import build_evidence
from interfaces.composition.shop_apis import shop_apis
from interfaces.configuration.settings import Configuration
from interfaces.runtime.live import Live
from interfaces.storage.postgres.ledger.setup import LedgerSetup
from interfaces.storage.postgres.storage import PostgresStorage

UnavailableEvidence = (
    PurchaseNotAgreed | PurchaseErased | NotYetProven | LedgerBroken | HistoryTooLong
)
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
    async with open_ledger(url, setup, config, database_url, data) as storage:
        service = evidence_service(storage, configuration)
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


def evidence_service(storage: PostgresStorage, configuration: Configuration) -> EvidenceService:
    """Return the service that makes packs from this storage."""
    apis = shop_apis(Live(configuration.merchants))
    histories = histories_of(storage)
    inquiries = inquiries_of(storage, histories)
    return build_evidence(
        store=storage.events,
        refusals=storage.refusals,
        persons=storage.persons,
        ledger=storage.ledger,
        refusal_ledger=storage.refusal_ledger,
        histories=histories,
        inquiries=inquiries,
        replay=ShownReplay(inquiries, PageTraceReader(storage.events), ShownRenderers(apis)),
        apis=apis,
        stamps=TimeStampService(ledger=storage.ledger, stamps=storage.time_stamps),
    )


def unavailable_text(reason: UnavailableEvidence) -> str:
    """Return why there is no pack, as a sentence."""
    match reason:
        case PurchaseNotAgreed(stage=stage):
            return f"Nothing was agreed: the checkout is {stage}."
        case PurchaseErased():
            return erased_text(reason)
        case NotYetProven(due=due):
            return not_yet_text(due)
        case LedgerBroken():
            return broken_text(reason)
        case HistoryTooLong(versions=versions, most=most):
            return f"It has {versions} versions, and a pack may have {most}."
