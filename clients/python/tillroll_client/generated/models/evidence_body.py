from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.evidence_body_audience import EvidenceBodyAudience
from ..models.evidence_body_for import EvidenceBodyFor
from ..models.evidence_body_reason_type_0 import EvidenceBodyReasonType0
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.confirmation_body import ConfirmationBody


T = TypeVar("T", bound="EvidenceBody")


@_attrs_define
class EvidenceBody:
    """What the pack is for. An empty body makes one for any processor.

    Attributes:
        reason (EvidenceBodyReasonType0 | None | Unset): Why the customer disputes.
        for_ (EvidenceBodyFor | Unset): Whose fields are written. Default: EvidenceBodyFor.GENERIC.
        audience (EvidenceBodyAudience | Unset): Who reads the pack, which decides what is hidden. Default:
            EvidenceBodyAudience.PROCESSOR.
        confirm (ConfirmationBody | Unset): What tillroll cannot know. A member that is left out is left out of the
            fields too, and never guessed.
    """

    reason: EvidenceBodyReasonType0 | None | Unset = UNSET
    for_: EvidenceBodyFor | Unset = EvidenceBodyFor.GENERIC
    audience: EvidenceBodyAudience | Unset = EvidenceBodyAudience.PROCESSOR
    confirm: ConfirmationBody | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        elif isinstance(self.reason, EvidenceBodyReasonType0):
            reason = self.reason.value
        else:
            reason = self.reason

        for_: str | Unset = UNSET
        if not isinstance(self.for_, Unset):
            for_ = self.for_.value

        audience: str | Unset = UNSET
        if not isinstance(self.audience, Unset):
            audience = self.audience.value

        confirm: dict[str, Any] | Unset = UNSET
        if not isinstance(self.confirm, Unset):
            confirm = self.confirm.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if reason is not UNSET:
            field_dict["reason"] = reason
        if for_ is not UNSET:
            field_dict["for"] = for_
        if audience is not UNSET:
            field_dict["audience"] = audience
        if confirm is not UNSET:
            field_dict["confirm"] = confirm

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.confirmation_body import ConfirmationBody

        d = dict(src_dict)

        def _parse_reason(data: object) -> EvidenceBodyReasonType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reason_type_0 = EvidenceBodyReasonType0(data)

                return reason_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EvidenceBodyReasonType0 | None | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        _for_ = d.pop("for", UNSET)
        for_: EvidenceBodyFor | Unset
        if isinstance(_for_, Unset):
            for_ = UNSET
        else:
            for_ = EvidenceBodyFor(_for_)

        _audience = d.pop("audience", UNSET)
        audience: EvidenceBodyAudience | Unset
        if isinstance(_audience, Unset):
            audience = UNSET
        else:
            audience = EvidenceBodyAudience(_audience)

        _confirm = d.pop("confirm", UNSET)
        confirm: ConfirmationBody | Unset
        if isinstance(_confirm, Unset):
            confirm = UNSET
        else:
            confirm = ConfirmationBody.from_dict(_confirm)

        evidence_body = cls(
            reason=reason,
            for_=for_,
            audience=audience,
            confirm=confirm,
        )

        return evidence_body
