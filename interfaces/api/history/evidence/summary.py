"""What a pack of evidence would say and hold. The pack is made in a temporary file and discarded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated

import msgspec

from application.evidence.case import EvidenceCase
from application.evidence.claims import claims_of
from application.evidence.request import EvidenceRequest
from application.evidence.service import EvidenceService
from application.evidence.summary import summary_of
from application.history.inquiries import Subject
from interfaces.api.history.wire import Shape


class AgreedShape(Shape, frozen=True, kw_only=True):
    """What the customer agreed to: `total` with `version`; `shown_total` is what `shown_version` showed before."""

    version: int
    shown_version: int
    time: datetime
    by: str
    total: int
    shown_total: int
    currency: str
    completed: datetime | None
    released: datetime | None


class ClaimShape(Shape, frozen=True, kw_only=True):
    """A claim of a pack, its ground, and the files of the pack that have it."""

    ground: str
    claim: str
    files: list[str]


class EvidenceSummaryShape(Shape, frozen=True, kw_only=True):
    """What a pack would say and hold. Amounts are minor units. `hidden_parts` counts events by the name of the part."""

    checkout: str
    versions: int
    agreed: AgreedShape
    dispute: str
    answer: list[str]
    strength: str
    claims: list[ClaimShape]
    files: Annotated[list[str], msgspec.Meta(description="The paths of the proofs and records.")]
    hidden_parts: dict[str, int]
    sealed_fields: list[str]
    erased_fields: list[str]


@dataclass(kw_only=True)
class _Draft:
    """Takes the place of the files for people in a pack, and keeps what they would be made of."""

    case: EvidenceCase | None = None
    paths: Sequence[str] = field(default_factory=tuple)

    def present(self, case: EvidenceCase, paths: Sequence[str]) -> Mapping[str, bytes]:
        self.case, self.paths = case, tuple(paths)
        return {}


async def summarise(
    service: EvidenceService, request: EvidenceRequest, subject: Subject
) -> EvidenceSummaryShape:
    """Return the summary of a pack. Raises what `EvidenceService.make` does."""
    draft = _Draft()
    pack = await replace(service, present=draft.present).make(request, subject)
    pack.close()
    if draft.case is None:
        raise AssertionError("a pack was made without a case")
    return _summary(draft.case, draft.paths)


def _summary(case: EvidenceCase, paths: Sequence[str]) -> EvidenceSummaryShape:
    purchase, hidden, summary = case.purchase, case.hidden, summary_of(case)
    return EvidenceSummaryShape(
        checkout=case.newest.id,
        versions=case.newest.version,
        agreed=AgreedShape(
            version=purchase.version,
            shown_version=purchase.shown_version,
            time=purchase.at,
            by=purchase.who,
            total=purchase.total,
            shown_total=purchase.shown_total,
            currency=purchase.currency,
            completed=purchase.completed_at,
            released=purchase.released_at,
        ),
        dispute=summary.claim,
        answer=list(summary.answer),
        strength=summary.strength,
        claims=[
            ClaimShape(ground=each.ground.value, claim=each.text, files=list(each.files))
            for each in claims_of(case, paths)
        ],
        files=sorted(paths),
        hidden_parts=dict(hidden.parts),
        sealed_fields=list(hidden.sealed),
        erased_fields=list(hidden.erased),
    )
