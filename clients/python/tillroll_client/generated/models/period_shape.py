from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.period_shape_events import PeriodShapeEvents
    from ..models.period_shape_refusals import PeriodShapeRefusals


T = TypeVar("T", bound="PeriodShape")


@_attrs_define
class PeriodShape:
    """One hour or day in UTC. `changes` are the events that neither open a checkout nor agree to, release or end it.

    Attributes:
        start (str):
        end (str):
        opened (int):
        changes (int):
        committed (int):
        completed (int):
        abandoned (int):
        refused (int):
        lock_errors (int): The refusals because another change came first.
        mean_milliseconds_to_complete (int | None): From the opening to the completion; null where nothing was
            completed.
        events (PeriodShapeEvents): The number of events by type.
        refusals (PeriodShapeRefusals): The number of refused commands by reason.
    """

    start: str
    end: str
    opened: int
    changes: int
    committed: int
    completed: int
    abandoned: int
    refused: int
    lock_errors: int
    mean_milliseconds_to_complete: int | None
    events: PeriodShapeEvents
    refusals: PeriodShapeRefusals
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        start = self.start

        end = self.end

        opened = self.opened

        changes = self.changes

        committed = self.committed

        completed = self.completed

        abandoned = self.abandoned

        refused = self.refused

        lock_errors = self.lock_errors

        mean_milliseconds_to_complete: int | None
        mean_milliseconds_to_complete = self.mean_milliseconds_to_complete

        events = self.events.to_dict()

        refusals = self.refusals.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "start": start,
                "end": end,
                "opened": opened,
                "changes": changes,
                "committed": committed,
                "completed": completed,
                "abandoned": abandoned,
                "refused": refused,
                "lock_errors": lock_errors,
                "mean_milliseconds_to_complete": mean_milliseconds_to_complete,
                "events": events,
                "refusals": refusals,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.period_shape_events import PeriodShapeEvents
        from ..models.period_shape_refusals import PeriodShapeRefusals

        d = dict(src_dict)
        start = d.pop("start")

        end = d.pop("end")

        opened = d.pop("opened")

        changes = d.pop("changes")

        committed = d.pop("committed")

        completed = d.pop("completed")

        abandoned = d.pop("abandoned")

        refused = d.pop("refused")

        lock_errors = d.pop("lock_errors")

        def _parse_mean_milliseconds_to_complete(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        mean_milliseconds_to_complete = _parse_mean_milliseconds_to_complete(
            d.pop("mean_milliseconds_to_complete")
        )

        events = PeriodShapeEvents.from_dict(d.pop("events"))

        refusals = PeriodShapeRefusals.from_dict(d.pop("refusals"))

        period_shape = cls(
            start=start,
            end=end,
            opened=opened,
            changes=changes,
            committed=committed,
            completed=completed,
            abandoned=abandoned,
            refused=refused,
            lock_errors=lock_errors,
            mean_milliseconds_to_complete=mean_milliseconds_to_complete,
            events=events,
            refusals=refusals,
        )

        period_shape.additional_properties = d
        return period_shape

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
