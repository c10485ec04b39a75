from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.agreed_shape import AgreedShape
    from ..models.claim_shape import ClaimShape
    from ..models.evidence_summary_shape_hidden_parts import (
        EvidenceSummaryShapeHiddenParts,
    )


T = TypeVar("T", bound="EvidenceSummaryShape")


@_attrs_define
class EvidenceSummaryShape:
    """What a pack would say and hold. Amounts are minor units. `hidden_parts` counts events by the name of the part.

    Attributes:
        checkout (str):
        versions (int):
        agreed (AgreedShape): What the customer agreed to: `total` with `version`; `shown_total` is what `shown_version`
            showed before.
        dispute (str):
        answer (list[str]):
        strength (str):
        claims (list[ClaimShape]):
        files (list[str]): The paths of the proofs and records.
        hidden_parts (EvidenceSummaryShapeHiddenParts):
        sealed_fields (list[str]):
        erased_fields (list[str]):
    """

    checkout: str
    versions: int
    agreed: AgreedShape
    dispute: str
    answer: list[str]
    strength: str
    claims: list[ClaimShape]
    files: list[str]
    hidden_parts: EvidenceSummaryShapeHiddenParts
    sealed_fields: list[str]
    erased_fields: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        versions = self.versions

        agreed = self.agreed.to_dict()

        dispute = self.dispute

        answer = self.answer

        strength = self.strength

        claims = []
        for claims_item_data in self.claims:
            claims_item = claims_item_data.to_dict()
            claims.append(claims_item)

        files = self.files

        hidden_parts = self.hidden_parts.to_dict()

        sealed_fields = self.sealed_fields

        erased_fields = self.erased_fields

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "versions": versions,
                "agreed": agreed,
                "dispute": dispute,
                "answer": answer,
                "strength": strength,
                "claims": claims,
                "files": files,
                "hidden_parts": hidden_parts,
                "sealed_fields": sealed_fields,
                "erased_fields": erased_fields,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.agreed_shape import AgreedShape
        from ..models.claim_shape import ClaimShape
        from ..models.evidence_summary_shape_hidden_parts import (
            EvidenceSummaryShapeHiddenParts,
        )

        d = dict(src_dict)
        checkout = d.pop("checkout")

        versions = d.pop("versions")

        agreed = AgreedShape.from_dict(d.pop("agreed"))

        dispute = d.pop("dispute")

        answer = cast(list[str], d.pop("answer"))

        strength = d.pop("strength")

        claims = []
        _claims = d.pop("claims")
        for claims_item_data in _claims:
            claims_item = ClaimShape.from_dict(claims_item_data)

            claims.append(claims_item)

        files = cast(list[str], d.pop("files"))

        hidden_parts = EvidenceSummaryShapeHiddenParts.from_dict(d.pop("hidden_parts"))

        sealed_fields = cast(list[str], d.pop("sealed_fields"))

        erased_fields = cast(list[str], d.pop("erased_fields"))

        evidence_summary_shape = cls(
            checkout=checkout,
            versions=versions,
            agreed=agreed,
            dispute=dispute,
            answer=answer,
            strength=strength,
            claims=claims,
            files=files,
            hidden_parts=hidden_parts,
            sealed_fields=sealed_fields,
            erased_fields=erased_fields,
        )

        evidence_summary_shape.additional_properties = d
        return evidence_summary_shape

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
