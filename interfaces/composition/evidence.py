"""Build the service that makes packs of evidence, for the server and for the command."""

from application.checkouts.repository import CheckoutRepository
from application.evidence.priors import PriorFinder
from application.evidence.record.gathering import RecordGatherer
from application.evidence.service import EvidenceService
from application.history.inquiries import Inquiries
from application.history.shown.replay import ShownReplay
from application.ledger.time_stamps import TimeStampService
from application.ports.event_store import EventStore
from application.ports.ledger.reading import Ledger
from application.ports.person_vault import PersonVault
from application.ports.refusal_log import RefusalLog
from interfaces.api.explanations import explanation_of
from interfaces.api.shown.display_renderers import ShopApis
from interfaces.composition.shown_evidence import ReplayedShown
from interfaces.evidence.presentation import present


def build_evidence(
    *,
    store: EventStore,
    refusals: RefusalLog,
    persons: PersonVault,
    ledger: Ledger,
    refusal_ledger: Ledger,
    histories: CheckoutRepository,
    inquiries: Inquiries,
    replay: ShownReplay,
    apis: ShopApis,
    stamps: TimeStampService | None = None,
) -> EvidenceService:
    """Build the service that makes packs."""
    source = ReplayedShown(replay=replay, apis=apis)
    return EvidenceService(
        records=RecordGatherer(
            inquiries=inquiries,
            store=store,
            refusals=refusals,
            explain=explanation_of,
        ),
        ledger=ledger,
        refusal_ledger=refusal_ledger,
        persons=persons,
        priors=PriorFinder(
            histories=histories,
            store=store,
            persons=persons,
        ),
        source=source,
        present=present,
        stamps=stamps,
    )
