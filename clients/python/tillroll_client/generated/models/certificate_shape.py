from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.certificate_shape_cause import CertificateShapeCause

if TYPE_CHECKING:
    from ..models.erased_key_shape import ErasedKeyShape


T = TypeVar("T", bound="CertificateShape")


@_attrs_define
class CertificateShape:
    """What an erasure has erased, when, and who requested it. An incomplete one is completed by the server.

    Attributes:
        erasure (str):
        cause (CertificateShapeCause):
        requested_by (str):
        request_id (str):
        requested (str):
        complete (bool):
        erased (list[ErasedKeyShape]):
    """

    erasure: str
    cause: CertificateShapeCause
    requested_by: str
    request_id: str
    requested: str
    complete: bool
    erased: list[ErasedKeyShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        erasure = self.erasure

        cause = self.cause.value

        requested_by = self.requested_by

        request_id = self.request_id

        requested = self.requested

        complete = self.complete

        erased = []
        for erased_item_data in self.erased:
            erased_item = erased_item_data.to_dict()
            erased.append(erased_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "erasure": erasure,
                "cause": cause,
                "requested_by": requested_by,
                "request_id": request_id,
                "requested": requested,
                "complete": complete,
                "erased": erased,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.erased_key_shape import ErasedKeyShape

        d = dict(src_dict)
        erasure = d.pop("erasure")

        cause = CertificateShapeCause(d.pop("cause"))

        requested_by = d.pop("requested_by")

        request_id = d.pop("request_id")

        requested = d.pop("requested")

        complete = d.pop("complete")

        erased = []
        _erased = d.pop("erased")
        for erased_item_data in _erased:
            erased_item = ErasedKeyShape.from_dict(erased_item_data)

            erased.append(erased_item)

        certificate_shape = cls(
            erasure=erasure,
            cause=cause,
            requested_by=requested_by,
            request_id=request_id,
            requested=requested,
            complete=complete,
            erased=erased,
        )

        certificate_shape.additional_properties = d
        return certificate_shape

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
