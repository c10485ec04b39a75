"""Makes packs of evidence: events with their proofs, states, what was shown, and what a person reads."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import IO, Final

from application.evidence.case import EvidenceCase
from application.evidence.priors import PriorFinder, PriorSearch, with_confirmed
from application.evidence.purchase import PurchaseElements, elements_of
from application.evidence.record.events import EventFiles, read_events, read_tiles
from application.evidence.record.gathering import RecordGatherer
from application.evidence.record.record_files import RecordFiles, ShownSource, without_persons
from application.evidence.record.refusal_files import add_refusal_files
from application.evidence.request import Audience, DisputeReason, EvidenceRequest
from application.evidence.unavailable import (
    HistoryTooLong,
    LedgerBroken,
    NotYetProven,
    PurchaseErased,
)
from application.history.inquiries import Subject
from application.ledger.brackets import HeadBracket, find_bracket
from application.ledger.format.checkpoints import parse_checkpoint
from application.ledger.format.notes import parse_note
from application.ledger.format.proof_files import encode_consistency_proof
from application.ledger.pack_writer import PackWriter
from application.ledger.time_stamps import TimeStampService
from application.ledger.verifier.evidence import HEAD, LOWER_HEAD, LOWER_PROOF
from application.ports.ledger.reading import MAXIMUM_MERGE_DELAY, Ledger, LedgerHead
from application.ports.person_vault import PersonVault
from domain.checkout import Checkout

MOST_VERSIONS: Final = 4_400
"""The verifiers read up to 10,000 files of a pack. An event has two, and so has each of up to 500 refused attempts."""
_WITH_PRIORS: Final = (None, DisputeReason.FRAUD)

Present = Callable[[EvidenceCase, Sequence[str]], Mapping[str, bytes]]
"""Returns the files for people and processors by their paths. The second argument has the paths that are there."""


@dataclass(frozen=True, kw_only=True)
class EvidenceService:
    """Makes packs, one at a time. The same record gives the same bytes."""

    records: RecordGatherer
    ledger: Ledger
    refusal_ledger: Ledger
    persons: PersonVault
    priors: PriorFinder
    source: ShownSource
    present: Present
    stamps: TimeStampService | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    async def make(self, request: EvidenceRequest, subject: Subject) -> IO[bytes]:
        """Return the ZIP file of a pack, which the caller closes.

        Personal data is in it if `subject.sees_persons`. Raises CheckoutNotFound, the exceptions of
        `application.evidence.unavailable`, LedgerNotConfigured and StoreUnavailable.
        """
        async with self._turn:
            newest = await self.records.inquiries.newest(subject)
            if newest.version > MOST_VERSIONS:
                raise HistoryTooLong(newest.version, MOST_VERSIONS)
            with _open_writer() as writer:
                case = await self._write(writer, request, subject, newest)
                files = await asyncio.to_thread(self.present, case, writer.paths)
                for path in sorted(files):
                    writer.add(path, files[path])
                return writer.finish(_about(case))

    async def _write(
        self, writer: PackWriter, request: EvidenceRequest, subject: Subject, newest: Checkout
    ) -> EvidenceCase:
        commitment = await self.records.commitment(newest)
        bracket = await self._bracket(newest)
        head = bracket.head
        access = await self.persons.access(newest.id)
        versions = sorted(
            {commitment.event.shown_version, commitment.event.originator_version, newest.version}
        )
        events = EventFiles(
            writer=writer,
            audience=request.audience,
            sees_persons=subject.sees_persons,
            access=access,
            states=versions,
        )
        await self._add_events(events, newest, head)
        hidden = events.finish()
        await self._add_heads(writer, bracket, newest)
        claims = RecordFiles(
            writer=writer,
            records=self.records,
            source=self.source,
            subject=without_persons(subject),
            newest=newest,
            audience=request.audience,
        )
        by = commitment.event.provenance
        elements = elements_of(commitment.agreed, by, access, sees_persons=subject.sees_persons)
        elements = _with_named(elements, request)
        return EvidenceCase(
            request=request,
            newest=newest,
            agreed=commitment.agreed,
            purchase=commitment.purchase(request.audience),
            shown=await claims.add_shown(commitment, versions),
            elements=elements,
            head=head,
            checkpoint=parse_checkpoint(parse_note(head.note)),
            timeline=await claims.add_timeline(),
            refusals=await claims.add_refusals(),
            deliveries=await claims.add_deliveries(),
            priors=await self._priors(newest, elements, subject, request),
            proven_refusals=await add_refusal_files(
                writer,
                self.refusal_ledger,
                newest.id,
                request.audience,
                sees_persons=subject.sees_persons,
            ),
            hidden=hidden,
            erased_at=access.erased_at,
            sees_persons=subject.sees_persons,
        )

    async def _bracket(self, newest: Checkout) -> HeadBracket:
        """Return the heads before the first event and after the newest one."""
        first = await self.ledger.index_of(newest.id, 1)
        last = await self.ledger.index_of(newest.id, newest.version)
        bracket = None
        if first is not None and last is not None:
            bracket = await find_bracket(self.ledger, first=first, last=last)
        if bracket is None:
            raise NotYetProven(newest.version, newest.modified_on + MAXIMUM_MERGE_DELAY)
        return bracket

    async def _add_heads(self, writer: PackWriter, bracket: HeadBracket, newest: Checkout) -> None:
        """Add the heads, and the time stamp of an authority if one covers the newest event."""
        head = bracket.head
        writer.add(HEAD, head.note)
        if bracket.lower is not None:
            writer.add(LOWER_HEAD, bracket.lower.note)
            writer.add(LOWER_PROOF, encode_consistency_proof(bracket.lower.hashes))
        last = await self.ledger.index_of(newest.id, newest.version)
        if self.stamps is None or last is None:
            return
        stamp = await self.stamps.find_covering(last, head)
        for path, octets in ({} if stamp is None else stamp.files(head.note)).items():
            writer.add(path, octets)

    async def _add_events(self, events: EventFiles, newest: Checkout, head: LedgerHead) -> None:
        first = 1
        while first <= newest.version:
            logged = await read_events(self.ledger, newest.id, first, newest.version)
            if [each.version for each in logged] != list(range(first, first + len(logged))):
                raise LedgerBroken(first, None)
            if not logged or max(each.index for each in logged) >= head.size:
                raise LedgerBroken(first, None)
            try:
                tiles = await read_tiles(self.ledger, logged, head)
                await asyncio.to_thread(events.add, logged, head, tiles)
            except LookupError as error:
                raise LedgerBroken(first, None) from error
            except PurchaseErased as error:
                erased = await self.persons.access(newest.id)
                raise PurchaseErased(newest.version, erased.erased_at) from error
            first += len(logged)

    async def _priors(
        self,
        newest: Checkout,
        elements: PurchaseElements,
        subject: Subject,
        request: EvidenceRequest,
    ) -> PriorSearch:
        """Return candidates for Visa, where the reader may see persons and the dispute may be about fraud."""
        is_wanted = request.reason in _WITH_PRIORS and request.audience is not Audience.CUSTOMER
        if not (is_wanted and subject.sees_persons):
            return PriorSearch()
        return await self.priors.find(newest, elements, request.confirmation)


def _with_named(elements: PurchaseElements, request: EvidenceRequest) -> PurchaseElements:
    """Return the elements with the device and the account that a person named, where none is recorded."""
    named = with_confirmed(elements, request.confirmation.disputed)
    if request.confirmation.email_is_login and named.account_id is None:
        return replace(named, account_id=named.email)
    return named


@contextmanager
def _open_writer() -> Iterator[PackWriter]:
    writer = PackWriter()
    try:
        yield writer
    except BaseException:
        writer.discard()
        raise


def _about(case: EvidenceCase) -> dict[str, object]:
    """Return what the manifest says before the list of files. It has no time of making, so equal packs are equal."""
    request, head = case.request, case.checkpoint
    return {
        "checkout": request.checkout_id,
        "versions": case.newest.version,
        "audience": request.audience.value,
        "reason": None if request.reason is None else request.reason.value,
        "for": request.recipient.value,
        "agreed": case.purchase.version,
        "shown": case.purchase.shown_version,
        "origin": head.origin,
        "size": head.size,
        "root": head.root.hex(),
        "hidden_parts": case.hidden.parts,
        "sealed_fields": list(case.hidden.sealed),
        "erased_fields": list(case.hidden.erased),
    }
