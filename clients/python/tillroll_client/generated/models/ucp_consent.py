from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_consent_dev_ucp_consent_analytics import (
        UcpConsentDevUcpConsentAnalytics,
    )
    from ..models.ucp_consent_dev_ucp_consent_marketing import (
        UcpConsentDevUcpConsentMarketing,
    )
    from ..models.ucp_consent_dev_ucp_consent_preferences import (
        UcpConsentDevUcpConsentPreferences,
    )
    from ..models.ucp_consent_dev_ucp_consent_sale_or_sharing import (
        UcpConsentDevUcpConsentSaleOrSharing,
    )


T = TypeVar("T", bound="UcpConsent")


@_attrs_define
class UcpConsent:
    """
    Attributes:
        marketing (bool | Unset):
        analytics (bool | Unset):
        preferences (bool | Unset):
        sale_of_data (bool | Unset):
        dev_ucp_consent_marketing (UcpConsentDevUcpConsentMarketing | Unset):
        dev_ucp_consent_analytics (UcpConsentDevUcpConsentAnalytics | Unset):
        dev_ucp_consent_preferences (UcpConsentDevUcpConsentPreferences | Unset):
        dev_ucp_consent_sale_or_sharing (UcpConsentDevUcpConsentSaleOrSharing | Unset):
    """

    marketing: bool | Unset = UNSET
    analytics: bool | Unset = UNSET
    preferences: bool | Unset = UNSET
    sale_of_data: bool | Unset = UNSET
    dev_ucp_consent_marketing: UcpConsentDevUcpConsentMarketing | Unset = UNSET
    dev_ucp_consent_analytics: UcpConsentDevUcpConsentAnalytics | Unset = UNSET
    dev_ucp_consent_preferences: UcpConsentDevUcpConsentPreferences | Unset = UNSET
    dev_ucp_consent_sale_or_sharing: UcpConsentDevUcpConsentSaleOrSharing | Unset = (
        UNSET
    )
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        marketing = self.marketing

        analytics = self.analytics

        preferences = self.preferences

        sale_of_data = self.sale_of_data

        dev_ucp_consent_marketing: dict[str, Any] | Unset = UNSET
        if not isinstance(self.dev_ucp_consent_marketing, Unset):
            dev_ucp_consent_marketing = self.dev_ucp_consent_marketing.to_dict()

        dev_ucp_consent_analytics: dict[str, Any] | Unset = UNSET
        if not isinstance(self.dev_ucp_consent_analytics, Unset):
            dev_ucp_consent_analytics = self.dev_ucp_consent_analytics.to_dict()

        dev_ucp_consent_preferences: dict[str, Any] | Unset = UNSET
        if not isinstance(self.dev_ucp_consent_preferences, Unset):
            dev_ucp_consent_preferences = self.dev_ucp_consent_preferences.to_dict()

        dev_ucp_consent_sale_or_sharing: dict[str, Any] | Unset = UNSET
        if not isinstance(self.dev_ucp_consent_sale_or_sharing, Unset):
            dev_ucp_consent_sale_or_sharing = (
                self.dev_ucp_consent_sale_or_sharing.to_dict()
            )

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if marketing is not UNSET:
            field_dict["marketing"] = marketing
        if analytics is not UNSET:
            field_dict["analytics"] = analytics
        if preferences is not UNSET:
            field_dict["preferences"] = preferences
        if sale_of_data is not UNSET:
            field_dict["sale_of_data"] = sale_of_data
        if dev_ucp_consent_marketing is not UNSET:
            field_dict["dev.ucp.consent.marketing"] = dev_ucp_consent_marketing
        if dev_ucp_consent_analytics is not UNSET:
            field_dict["dev.ucp.consent.analytics"] = dev_ucp_consent_analytics
        if dev_ucp_consent_preferences is not UNSET:
            field_dict["dev.ucp.consent.preferences"] = dev_ucp_consent_preferences
        if dev_ucp_consent_sale_or_sharing is not UNSET:
            field_dict["dev.ucp.consent.sale_or_sharing"] = (
                dev_ucp_consent_sale_or_sharing
            )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_consent_dev_ucp_consent_analytics import (
            UcpConsentDevUcpConsentAnalytics,
        )
        from ..models.ucp_consent_dev_ucp_consent_marketing import (
            UcpConsentDevUcpConsentMarketing,
        )
        from ..models.ucp_consent_dev_ucp_consent_preferences import (
            UcpConsentDevUcpConsentPreferences,
        )
        from ..models.ucp_consent_dev_ucp_consent_sale_or_sharing import (
            UcpConsentDevUcpConsentSaleOrSharing,
        )

        d = dict(src_dict)
        marketing = d.pop("marketing", UNSET)

        analytics = d.pop("analytics", UNSET)

        preferences = d.pop("preferences", UNSET)

        sale_of_data = d.pop("sale_of_data", UNSET)

        _dev_ucp_consent_marketing = d.pop("dev.ucp.consent.marketing", UNSET)
        dev_ucp_consent_marketing: UcpConsentDevUcpConsentMarketing | Unset
        if isinstance(_dev_ucp_consent_marketing, Unset):
            dev_ucp_consent_marketing = UNSET
        else:
            dev_ucp_consent_marketing = UcpConsentDevUcpConsentMarketing.from_dict(
                _dev_ucp_consent_marketing
            )

        _dev_ucp_consent_analytics = d.pop("dev.ucp.consent.analytics", UNSET)
        dev_ucp_consent_analytics: UcpConsentDevUcpConsentAnalytics | Unset
        if isinstance(_dev_ucp_consent_analytics, Unset):
            dev_ucp_consent_analytics = UNSET
        else:
            dev_ucp_consent_analytics = UcpConsentDevUcpConsentAnalytics.from_dict(
                _dev_ucp_consent_analytics
            )

        _dev_ucp_consent_preferences = d.pop("dev.ucp.consent.preferences", UNSET)
        dev_ucp_consent_preferences: UcpConsentDevUcpConsentPreferences | Unset
        if isinstance(_dev_ucp_consent_preferences, Unset):
            dev_ucp_consent_preferences = UNSET
        else:
            dev_ucp_consent_preferences = UcpConsentDevUcpConsentPreferences.from_dict(
                _dev_ucp_consent_preferences
            )

        _dev_ucp_consent_sale_or_sharing = d.pop(
            "dev.ucp.consent.sale_or_sharing", UNSET
        )
        dev_ucp_consent_sale_or_sharing: UcpConsentDevUcpConsentSaleOrSharing | Unset
        if isinstance(_dev_ucp_consent_sale_or_sharing, Unset):
            dev_ucp_consent_sale_or_sharing = UNSET
        else:
            dev_ucp_consent_sale_or_sharing = (
                UcpConsentDevUcpConsentSaleOrSharing.from_dict(
                    _dev_ucp_consent_sale_or_sharing
                )
            )

        ucp_consent = cls(
            marketing=marketing,
            analytics=analytics,
            preferences=preferences,
            sale_of_data=sale_of_data,
            dev_ucp_consent_marketing=dev_ucp_consent_marketing,
            dev_ucp_consent_analytics=dev_ucp_consent_analytics,
            dev_ucp_consent_preferences=dev_ucp_consent_preferences,
            dev_ucp_consent_sale_or_sharing=dev_ucp_consent_sale_or_sharing,
        )

        ucp_consent.additional_properties = d
        return ucp_consent

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
