from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.svea_fallback_option import SveaFallbackOption
    from ..models.svea_shipping_information_tags import SveaShippingInformationTags


T = TypeVar("T", bound="SveaShippingInformation")


@_attrs_define
class SveaShippingInformation:
    """
    Attributes:
        enable_shipping (bool | Unset):
        enforce_fallback (bool | Unset):
        weight (float | Unset): Grams.
        tags (SveaShippingInformationTags | Unset):
        fallback_options (list[SveaFallbackOption] | Unset):
    """

    enable_shipping: bool | Unset = UNSET
    enforce_fallback: bool | Unset = UNSET
    weight: float | Unset = UNSET
    tags: SveaShippingInformationTags | Unset = UNSET
    fallback_options: list[SveaFallbackOption] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        enable_shipping = self.enable_shipping

        enforce_fallback = self.enforce_fallback

        weight = self.weight

        tags: dict[str, Any] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = self.tags.to_dict()

        fallback_options: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.fallback_options, Unset):
            fallback_options = []
            for fallback_options_item_data in self.fallback_options:
                fallback_options_item = fallback_options_item_data.to_dict()
                fallback_options.append(fallback_options_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if enable_shipping is not UNSET:
            field_dict["EnableShipping"] = enable_shipping
        if enforce_fallback is not UNSET:
            field_dict["EnforceFallback"] = enforce_fallback
        if weight is not UNSET:
            field_dict["Weight"] = weight
        if tags is not UNSET:
            field_dict["Tags"] = tags
        if fallback_options is not UNSET:
            field_dict["FallbackOptions"] = fallback_options

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.svea_fallback_option import SveaFallbackOption
        from ..models.svea_shipping_information_tags import SveaShippingInformationTags

        d = dict(src_dict)
        enable_shipping = d.pop("EnableShipping", UNSET)

        enforce_fallback = d.pop("EnforceFallback", UNSET)

        weight = d.pop("Weight", UNSET)

        _tags = d.pop("Tags", UNSET)
        tags: SveaShippingInformationTags | Unset
        if isinstance(_tags, Unset):
            tags = UNSET
        else:
            tags = SveaShippingInformationTags.from_dict(_tags)

        _fallback_options = d.pop("FallbackOptions", UNSET)
        fallback_options: list[SveaFallbackOption] | Unset = UNSET
        if _fallback_options is not UNSET:
            fallback_options = []
            for fallback_options_item_data in _fallback_options:
                fallback_options_item = SveaFallbackOption.from_dict(
                    fallback_options_item_data
                )

                fallback_options.append(fallback_options_item)

        svea_shipping_information = cls(
            enable_shipping=enable_shipping,
            enforce_fallback=enforce_fallback,
            weight=weight,
            tags=tags,
            fallback_options=fallback_options,
        )

        svea_shipping_information.additional_properties = d
        return svea_shipping_information

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
