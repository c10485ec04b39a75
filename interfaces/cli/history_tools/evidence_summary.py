"""What a pack of evidence would say and hold. The pack is made in a temporary file and discarded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from application.evidence.case import EvidenceCase
from application.evidence.claims import EvidenceClaim, claims_of
from application.evidence.request import DisputeReason, EvidenceRequest
from application.evidence.service import EvidenceService
from application.evidence.summary import CaseSummary, money_text, summary_of, time_text
from application.history.inquiries import Subject


@dataclass(kw_only=True)
class _Draft:
    """Takes the place of the files for people in a pack, and keeps what they would be made of."""

    case: EvidenceCase | None = None
    paths: Sequence[str] = field(default_factory=tuple)

    def present(self, case: EvidenceCase, paths: Sequence[str]) -> Mapping[str, bytes]:
        self.case, self.paths = case, tuple(paths)
        return {}


@dataclass(frozen=True, kw_only=True)
class EvidenceSummary:
    """The purchase in dispute, the claims of its pack with their grounds, and the paths of the proofs and records."""

    case: EvidenceCase
    summary: CaseSummary
    claims: Sequence[EvidenceClaim]
    paths: Sequence[str]

    def document(self) -> dict[str, object]:
        """Return the summary for JSON. Amounts are minor units of the currency, times in UTC."""
        purchase, hidden = self.case.purchase, self.case.hidden
        return {
            "checkout": self.case.newest.id,
            "versions": self.case.newest.version,
            "agreed": {
                "version": purchase.version,
                "shown_version": purchase.shown_version,
                "time": purchase.at,
                "by": purchase.who,
                "total": purchase.total,
                "shown_total": purchase.shown_total,
                "currency": purchase.currency,
                "completed": purchase.completed_at,
                "released": purchase.released_at,
            },
            "dispute": self.summary.claim,
            "answer": list(self.summary.answer),
            "strength": self.summary.strength,
            "claims": [
                {"ground": each.ground.value, "claim": each.text, "files": list(each.files)}
                for each in self.claims
            ],
            "files": sorted(self.paths),
            "hidden_parts": hidden.parts,
            "sealed_fields": list(hidden.sealed),
            "erased_fields": list(hidden.erased),
        }

    def lines(self) -> list[str]:
        """Return the summary in sentences, the claims after their grounds."""
        purchase = self.case.purchase
        agreed = (
            f"Agreed by {purchase.who}: {money_text(purchase.total, purchase.currency)} "
            f"with version {purchase.version} at {time_text(purchase.at)}."
        )
        return [
            agreed,
            *self.summary.answer,
            self.summary.strength,
            *(f"{each.ground.value}: {each.text}" for each in self.claims),
        ]


async def summarise(
    service: EvidenceService, subject: Subject, reason: DisputeReason | None
) -> EvidenceSummary:
    """Return the summary of a pack for a processor. Raises what `EvidenceService.make` does."""
    draft = _Draft()
    request = EvidenceRequest(checkout_id=subject.checkout_id, reason=reason)
    pack = await replace(service, present=draft.present).make(request, subject)
    pack.close()
    if draft.case is None:
        raise AssertionError("a pack was made without a case")
    return EvidenceSummary(
        case=draft.case,
        summary=summary_of(draft.case),
        claims=claims_of(draft.case, draft.paths),
        paths=draft.paths,
    )
