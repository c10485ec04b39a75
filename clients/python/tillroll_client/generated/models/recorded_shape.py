from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.money_shape import MoneyShape


T = TypeVar("T", bound="RecordedShape")


@_attrs_define
class RecordedShape:
    """What the commitment recorded. The page of a browser claims `page` to `displayed`, and nothing proves them.

    Attributes:
        renderer (None | str):
        digest (None | str): A keyed digest: `keyed1:<field>:<SHA-256 of its key>:<HMAC-SHA256>`.
        page (None | str): The SHA-256 of the page in HTML.
        language (None | str):
        time_zone (None | str):
        money (MoneyShape | None):
        displayed (None | str): A keyed digest of the text of the page.
    """

    renderer: None | str
    digest: None | str
    page: None | str
    language: None | str
    time_zone: None | str
    money: MoneyShape | None
    displayed: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.money_shape import MoneyShape

        renderer: None | str
        renderer = self.renderer

        digest: None | str
        digest = self.digest

        page: None | str
        page = self.page

        language: None | str
        language = self.language

        time_zone: None | str
        time_zone = self.time_zone

        money: dict[str, Any] | None
        if isinstance(self.money, MoneyShape):
            money = self.money.to_dict()
        else:
            money = self.money

        displayed: None | str
        displayed = self.displayed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "renderer": renderer,
                "digest": digest,
                "page": page,
                "language": language,
                "time_zone": time_zone,
                "money": money,
                "displayed": displayed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.money_shape import MoneyShape

        d = dict(src_dict)

        def _parse_renderer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        renderer = _parse_renderer(d.pop("renderer"))

        def _parse_digest(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        digest = _parse_digest(d.pop("digest"))

        def _parse_page(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        page = _parse_page(d.pop("page"))

        def _parse_language(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        language = _parse_language(d.pop("language"))

        def _parse_time_zone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        time_zone = _parse_time_zone(d.pop("time_zone"))

        def _parse_money(data: object) -> MoneyShape | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                money_type_0 = MoneyShape.from_dict(data)

                return money_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MoneyShape | None, data)

        money = _parse_money(d.pop("money"))

        def _parse_displayed(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        displayed = _parse_displayed(d.pop("displayed"))

        recorded_shape = cls(
            renderer=renderer,
            digest=digest,
            page=page,
            language=language,
            time_zone=time_zone,
            money=money,
            displayed=displayed,
        )

        recorded_shape.additional_properties = d
        return recorded_shape

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
