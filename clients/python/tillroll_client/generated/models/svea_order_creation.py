from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.svea_cart import SveaCart
    from ..models.svea_identity_flags import SveaIdentityFlags
    from ..models.svea_merchant_settings import SveaMerchantSettings
    from ..models.svea_preset import SveaPreset
    from ..models.svea_requirements import SveaRequirements
    from ..models.svea_shipping_information import SveaShippingInformation


T = TypeVar("T", bound="SveaOrderCreation")


@_attrs_define
class SveaOrderCreation:
    """
    Attributes:
        country_code (str): ISO 3166-1 alpha-2. Example: SE.
        currency (str): A currency with hundredths (ISO 4217). Example: SEK.
        locale (str): One of sv-se, da-dk, de-de, en-us, fi-fi, nn-no, in any case.
        client_order_number (str): The shop's own number of the order; used once.
        merchant_settings (SveaMerchantSettings):
        cart (SveaCart):
        preset_values (list[SveaPreset] | Unset):
        identity_flags (SveaIdentityFlags | Unset):
        require_electronic_id_authentication (bool | Unset):
        recurring (bool | Unset):
        partner_key (str | Unset): A GUID.
        merchant_data (str | Unset): Data of the shop, returned unchanged.
        validation (SveaRequirements | Unset):
        shipping_information (SveaShippingInformation | Unset):
    """

    country_code: str
    currency: str
    locale: str
    client_order_number: str
    merchant_settings: SveaMerchantSettings
    cart: SveaCart
    preset_values: list[SveaPreset] | Unset = UNSET
    identity_flags: SveaIdentityFlags | Unset = UNSET
    require_electronic_id_authentication: bool | Unset = UNSET
    recurring: bool | Unset = UNSET
    partner_key: str | Unset = UNSET
    merchant_data: str | Unset = UNSET
    validation: SveaRequirements | Unset = UNSET
    shipping_information: SveaShippingInformation | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        country_code = self.country_code

        currency = self.currency

        locale = self.locale

        client_order_number = self.client_order_number

        merchant_settings = self.merchant_settings.to_dict()

        cart = self.cart.to_dict()

        preset_values: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.preset_values, Unset):
            preset_values = []
            for preset_values_item_data in self.preset_values:
                preset_values_item = preset_values_item_data.to_dict()
                preset_values.append(preset_values_item)

        identity_flags: dict[str, Any] | Unset = UNSET
        if not isinstance(self.identity_flags, Unset):
            identity_flags = self.identity_flags.to_dict()

        require_electronic_id_authentication = self.require_electronic_id_authentication

        recurring = self.recurring

        partner_key = self.partner_key

        merchant_data = self.merchant_data

        validation: dict[str, Any] | Unset = UNSET
        if not isinstance(self.validation, Unset):
            validation = self.validation.to_dict()

        shipping_information: dict[str, Any] | Unset = UNSET
        if not isinstance(self.shipping_information, Unset):
            shipping_information = self.shipping_information.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "CountryCode": country_code,
                "Currency": currency,
                "Locale": locale,
                "ClientOrderNumber": client_order_number,
                "MerchantSettings": merchant_settings,
                "Cart": cart,
            }
        )
        if preset_values is not UNSET:
            field_dict["PresetValues"] = preset_values
        if identity_flags is not UNSET:
            field_dict["IdentityFlags"] = identity_flags
        if require_electronic_id_authentication is not UNSET:
            field_dict["RequireElectronicIdAuthentication"] = (
                require_electronic_id_authentication
            )
        if recurring is not UNSET:
            field_dict["Recurring"] = recurring
        if partner_key is not UNSET:
            field_dict["PartnerKey"] = partner_key
        if merchant_data is not UNSET:
            field_dict["MerchantData"] = merchant_data
        if validation is not UNSET:
            field_dict["Validation"] = validation
        if shipping_information is not UNSET:
            field_dict["ShippingInformation"] = shipping_information

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.svea_cart import SveaCart
        from ..models.svea_identity_flags import SveaIdentityFlags
        from ..models.svea_merchant_settings import SveaMerchantSettings
        from ..models.svea_preset import SveaPreset
        from ..models.svea_requirements import SveaRequirements
        from ..models.svea_shipping_information import SveaShippingInformation

        d = dict(src_dict)
        country_code = d.pop("CountryCode")

        currency = d.pop("Currency")

        locale = d.pop("Locale")

        client_order_number = d.pop("ClientOrderNumber")

        merchant_settings = SveaMerchantSettings.from_dict(d.pop("MerchantSettings"))

        cart = SveaCart.from_dict(d.pop("Cart"))

        _preset_values = d.pop("PresetValues", UNSET)
        preset_values: list[SveaPreset] | Unset = UNSET
        if _preset_values is not UNSET:
            preset_values = []
            for preset_values_item_data in _preset_values:
                preset_values_item = SveaPreset.from_dict(preset_values_item_data)

                preset_values.append(preset_values_item)

        _identity_flags = d.pop("IdentityFlags", UNSET)
        identity_flags: SveaIdentityFlags | Unset
        if isinstance(_identity_flags, Unset):
            identity_flags = UNSET
        else:
            identity_flags = SveaIdentityFlags.from_dict(_identity_flags)

        require_electronic_id_authentication = d.pop(
            "RequireElectronicIdAuthentication", UNSET
        )

        recurring = d.pop("Recurring", UNSET)

        partner_key = d.pop("PartnerKey", UNSET)

        merchant_data = d.pop("MerchantData", UNSET)

        _validation = d.pop("Validation", UNSET)
        validation: SveaRequirements | Unset
        if isinstance(_validation, Unset):
            validation = UNSET
        else:
            validation = SveaRequirements.from_dict(_validation)

        _shipping_information = d.pop("ShippingInformation", UNSET)
        shipping_information: SveaShippingInformation | Unset
        if isinstance(_shipping_information, Unset):
            shipping_information = UNSET
        else:
            shipping_information = SveaShippingInformation.from_dict(
                _shipping_information
            )

        svea_order_creation = cls(
            country_code=country_code,
            currency=currency,
            locale=locale,
            client_order_number=client_order_number,
            merchant_settings=merchant_settings,
            cart=cart,
            preset_values=preset_values,
            identity_flags=identity_flags,
            require_electronic_id_authentication=require_electronic_id_authentication,
            recurring=recurring,
            partner_key=partner_key,
            merchant_data=merchant_data,
            validation=validation,
            shipping_information=shipping_information,
        )

        svea_order_creation.additional_properties = d
        return svea_order_creation

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
