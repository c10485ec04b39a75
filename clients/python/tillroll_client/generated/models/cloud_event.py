from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.cloud_event_datacontenttype import CloudEventDatacontenttype
from ..models.cloud_event_specversion import CloudEventSpecversion

if TYPE_CHECKING:
    from ..models.event_shape import EventShape


T = TypeVar("T", bound="CloudEvent")


@_attrs_define
class CloudEvent:
    """One event as a CloudEvent in structured JSON (CloudEvents 1.0.2); `sequence` is its position in the audit log.

    Attributes:
        specversion (CloudEventSpecversion):
        id (str):
        source (str):
        type_ (str):
        subject (str):
        time (str):
        datacontenttype (CloudEventDatacontenttype):
        sequence (str):
        data (EventShape): One event of a checkout.
    """

    specversion: CloudEventSpecversion
    id: str
    source: str
    type_: str
    subject: str
    time: str
    datacontenttype: CloudEventDatacontenttype
    sequence: str
    data: EventShape
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        specversion = self.specversion.value

        id = self.id

        source = self.source

        type_ = self.type_

        subject = self.subject

        time = self.time

        datacontenttype = self.datacontenttype.value

        sequence = self.sequence

        data = self.data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "specversion": specversion,
                "id": id,
                "source": source,
                "type": type_,
                "subject": subject,
                "time": time,
                "datacontenttype": datacontenttype,
                "sequence": sequence,
                "data": data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.event_shape import EventShape

        d = dict(src_dict)
        specversion = CloudEventSpecversion(d.pop("specversion"))

        id = d.pop("id")

        source = d.pop("source")

        type_ = d.pop("type")

        subject = d.pop("subject")

        time = d.pop("time")

        datacontenttype = CloudEventDatacontenttype(d.pop("datacontenttype"))

        sequence = d.pop("sequence")

        data = EventShape.from_dict(d.pop("data"))

        cloud_event = cls(
            specversion=specversion,
            id=id,
            source=source,
            type_=type_,
            subject=subject,
            time=time,
            datacontenttype=datacontenttype,
            sequence=sequence,
            data=data,
        )

        cloud_event.additional_properties = d
        return cloud_event

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
