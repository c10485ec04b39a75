from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.blamed_shape import BlamedShape
    from ..models.delivery_shape import DeliveryShape
    from ..models.event_shape import EventShape
    from ..models.lifetime_shape import LifetimeShape
    from ..models.read_shape import ReadShape
    from ..models.refusal_shape import RefusalShape
    from ..models.state_shape import StateShape


T = TypeVar("T", bound="CheckoutRecordShape")


@_attrs_define
class CheckoutRecordShape:
    """Everything about one checkout of the person.

        `erased` is when personal data of the checkout was last erased, or null. `origins` has the event that set each
    field
        of the state.

        Attributes:
            checkout (str):
            merchant (str):
            erased (None | str):
            kept (list[LifetimeShape]):
            state (StateShape): The whole state of a checkout at a version.
            origins (list[BlamedShape]):
            events (list[EventShape]):
            refusals (list[RefusalShape]):
            deliveries (list[DeliveryShape]):
            reads (list[ReadShape]):
    """

    checkout: str
    merchant: str
    erased: None | str
    kept: list[LifetimeShape]
    state: StateShape
    origins: list[BlamedShape]
    events: list[EventShape]
    refusals: list[RefusalShape]
    deliveries: list[DeliveryShape]
    reads: list[ReadShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        merchant = self.merchant

        erased: None | str
        erased = self.erased

        kept = []
        for kept_item_data in self.kept:
            kept_item = kept_item_data.to_dict()
            kept.append(kept_item)

        state = self.state.to_dict()

        origins = []
        for origins_item_data in self.origins:
            origins_item = origins_item_data.to_dict()
            origins.append(origins_item)

        events = []
        for events_item_data in self.events:
            events_item = events_item_data.to_dict()
            events.append(events_item)

        refusals = []
        for refusals_item_data in self.refusals:
            refusals_item = refusals_item_data.to_dict()
            refusals.append(refusals_item)

        deliveries = []
        for deliveries_item_data in self.deliveries:
            deliveries_item = deliveries_item_data.to_dict()
            deliveries.append(deliveries_item)

        reads = []
        for reads_item_data in self.reads:
            reads_item = reads_item_data.to_dict()
            reads.append(reads_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "merchant": merchant,
                "erased": erased,
                "kept": kept,
                "state": state,
                "origins": origins,
                "events": events,
                "refusals": refusals,
                "deliveries": deliveries,
                "reads": reads,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.blamed_shape import BlamedShape
        from ..models.delivery_shape import DeliveryShape
        from ..models.event_shape import EventShape
        from ..models.lifetime_shape import LifetimeShape
        from ..models.read_shape import ReadShape
        from ..models.refusal_shape import RefusalShape
        from ..models.state_shape import StateShape

        d = dict(src_dict)
        checkout = d.pop("checkout")

        merchant = d.pop("merchant")

        def _parse_erased(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        erased = _parse_erased(d.pop("erased"))

        kept = []
        _kept = d.pop("kept")
        for kept_item_data in _kept:
            kept_item = LifetimeShape.from_dict(kept_item_data)

            kept.append(kept_item)

        state = StateShape.from_dict(d.pop("state"))

        origins = []
        _origins = d.pop("origins")
        for origins_item_data in _origins:
            origins_item = BlamedShape.from_dict(origins_item_data)

            origins.append(origins_item)

        events = []
        _events = d.pop("events")
        for events_item_data in _events:
            events_item = EventShape.from_dict(events_item_data)

            events.append(events_item)

        refusals = []
        _refusals = d.pop("refusals")
        for refusals_item_data in _refusals:
            refusals_item = RefusalShape.from_dict(refusals_item_data)

            refusals.append(refusals_item)

        deliveries = []
        _deliveries = d.pop("deliveries")
        for deliveries_item_data in _deliveries:
            deliveries_item = DeliveryShape.from_dict(deliveries_item_data)

            deliveries.append(deliveries_item)

        reads = []
        _reads = d.pop("reads")
        for reads_item_data in _reads:
            reads_item = ReadShape.from_dict(reads_item_data)

            reads.append(reads_item)

        checkout_record_shape = cls(
            checkout=checkout,
            merchant=merchant,
            erased=erased,
            kept=kept,
            state=state,
            origins=origins,
            events=events,
            refusals=refusals,
            deliveries=deliveries,
            reads=reads,
        )

        checkout_record_shape.additional_properties = d
        return checkout_record_shape

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
