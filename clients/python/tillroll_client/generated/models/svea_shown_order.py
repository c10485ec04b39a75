from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.svea_shown_address import SveaShownAddress
    from ..models.svea_shown_cart import SveaShownCart
    from ..models.svea_shown_customer import SveaShownCustomer
    from ..models.svea_shown_gui import SveaShownGui
    from ..models.svea_shown_order_identity_flags_type_0 import (
        SveaShownOrderIdentityFlagsType0,
    )
    from ..models.svea_shown_order_merchant_settings_type_0 import (
        SveaShownOrderMerchantSettingsType0,
    )
    from ..models.svea_shown_order_preset_values_type_0_item import (
        SveaShownOrderPresetValuesType0Item,
    )
    from ..models.svea_shown_payment_info import SveaShownPaymentInfo
    from ..models.svea_shown_validation import SveaShownValidation


T = TypeVar("T", bound="SveaShownOrder")


@_attrs_define
class SveaShownOrder:
    """A complete order, as every response has it.

    Attributes:
        order_id (int):
        client_order_number (None | str):
        gui (SveaShownGui): The HTML that a shop embeds in its page.
        status (str):
        cart (SveaShownCart): The rows of an order.
        currency (str):
        locale (None | str):
        customer (None | SveaShownCustomer):
        country_code (str):
        email_address (None | str):
        phone_number (None | str):
        shipping_address (None | SveaShownAddress):
        billing_address (None | SveaShownAddress):
        payment_type (None | str):
        payment (None | SveaShownPaymentInfo):
        svea_will_buy_order (bool | None):
        merchant_settings (None | SveaShownOrderMerchantSettingsType0):
        preset_values (list[SveaShownOrderPresetValuesType0Item] | None):
        identity_flags (None | SveaShownOrderIdentityFlagsType0):
        customer_reference (None | str):
        peppol_id (None | str):
        merchant_data (None | str):
        shipping_information (Any):
        recurring (bool | None):
        recurring_token (None | str):
        billing_references (list[str] | None):
        shipping_enabled (bool):
        validation (SveaShownValidation): The requirements that the customer has to meet.
    """

    order_id: int
    client_order_number: None | str
    gui: SveaShownGui
    status: str
    cart: SveaShownCart
    currency: str
    locale: None | str
    customer: None | SveaShownCustomer
    country_code: str
    email_address: None | str
    phone_number: None | str
    shipping_address: None | SveaShownAddress
    billing_address: None | SveaShownAddress
    payment_type: None | str
    payment: None | SveaShownPaymentInfo
    svea_will_buy_order: bool | None
    merchant_settings: None | SveaShownOrderMerchantSettingsType0
    preset_values: list[SveaShownOrderPresetValuesType0Item] | None
    identity_flags: None | SveaShownOrderIdentityFlagsType0
    customer_reference: None | str
    peppol_id: None | str
    merchant_data: None | str
    shipping_information: Any
    recurring: bool | None
    recurring_token: None | str
    billing_references: list[str] | None
    shipping_enabled: bool
    validation: SveaShownValidation
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.svea_shown_address import SveaShownAddress
        from ..models.svea_shown_customer import SveaShownCustomer
        from ..models.svea_shown_order_identity_flags_type_0 import (
            SveaShownOrderIdentityFlagsType0,
        )
        from ..models.svea_shown_order_merchant_settings_type_0 import (
            SveaShownOrderMerchantSettingsType0,
        )
        from ..models.svea_shown_payment_info import SveaShownPaymentInfo

        order_id = self.order_id

        client_order_number: None | str
        client_order_number = self.client_order_number

        gui = self.gui.to_dict()

        status = self.status

        cart = self.cart.to_dict()

        currency = self.currency

        locale: None | str
        locale = self.locale

        customer: dict[str, Any] | None
        if isinstance(self.customer, SveaShownCustomer):
            customer = self.customer.to_dict()
        else:
            customer = self.customer

        country_code = self.country_code

        email_address: None | str
        email_address = self.email_address

        phone_number: None | str
        phone_number = self.phone_number

        shipping_address: dict[str, Any] | None
        if isinstance(self.shipping_address, SveaShownAddress):
            shipping_address = self.shipping_address.to_dict()
        else:
            shipping_address = self.shipping_address

        billing_address: dict[str, Any] | None
        if isinstance(self.billing_address, SveaShownAddress):
            billing_address = self.billing_address.to_dict()
        else:
            billing_address = self.billing_address

        payment_type: None | str
        payment_type = self.payment_type

        payment: dict[str, Any] | None
        if isinstance(self.payment, SveaShownPaymentInfo):
            payment = self.payment.to_dict()
        else:
            payment = self.payment

        svea_will_buy_order: bool | None
        svea_will_buy_order = self.svea_will_buy_order

        merchant_settings: dict[str, Any] | None
        if isinstance(self.merchant_settings, SveaShownOrderMerchantSettingsType0):
            merchant_settings = self.merchant_settings.to_dict()
        else:
            merchant_settings = self.merchant_settings

        preset_values: list[dict[str, Any]] | None
        if isinstance(self.preset_values, list):
            preset_values = []
            for preset_values_type_0_item_data in self.preset_values:
                preset_values_type_0_item = preset_values_type_0_item_data.to_dict()
                preset_values.append(preset_values_type_0_item)

        else:
            preset_values = self.preset_values

        identity_flags: dict[str, Any] | None
        if isinstance(self.identity_flags, SveaShownOrderIdentityFlagsType0):
            identity_flags = self.identity_flags.to_dict()
        else:
            identity_flags = self.identity_flags

        customer_reference: None | str
        customer_reference = self.customer_reference

        peppol_id: None | str
        peppol_id = self.peppol_id

        merchant_data: None | str
        merchant_data = self.merchant_data

        shipping_information = self.shipping_information

        recurring: bool | None
        recurring = self.recurring

        recurring_token: None | str
        recurring_token = self.recurring_token

        billing_references: list[str] | None
        if isinstance(self.billing_references, list):
            billing_references = self.billing_references

        else:
            billing_references = self.billing_references

        shipping_enabled = self.shipping_enabled

        validation = self.validation.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "OrderId": order_id,
                "ClientOrderNumber": client_order_number,
                "Gui": gui,
                "Status": status,
                "Cart": cart,
                "Currency": currency,
                "Locale": locale,
                "Customer": customer,
                "CountryCode": country_code,
                "EmailAddress": email_address,
                "PhoneNumber": phone_number,
                "ShippingAddress": shipping_address,
                "BillingAddress": billing_address,
                "PaymentType": payment_type,
                "Payment": payment,
                "SveaWillBuyOrder": svea_will_buy_order,
                "MerchantSettings": merchant_settings,
                "PresetValues": preset_values,
                "IdentityFlags": identity_flags,
                "CustomerReference": customer_reference,
                "PeppolId": peppol_id,
                "MerchantData": merchant_data,
                "ShippingInformation": shipping_information,
                "Recurring": recurring,
                "RecurringToken": recurring_token,
                "BillingReferences": billing_references,
                "ShippingEnabled": shipping_enabled,
                "Validation": validation,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.svea_shown_address import SveaShownAddress
        from ..models.svea_shown_cart import SveaShownCart
        from ..models.svea_shown_customer import SveaShownCustomer
        from ..models.svea_shown_gui import SveaShownGui
        from ..models.svea_shown_order_identity_flags_type_0 import (
            SveaShownOrderIdentityFlagsType0,
        )
        from ..models.svea_shown_order_merchant_settings_type_0 import (
            SveaShownOrderMerchantSettingsType0,
        )
        from ..models.svea_shown_order_preset_values_type_0_item import (
            SveaShownOrderPresetValuesType0Item,
        )
        from ..models.svea_shown_payment_info import SveaShownPaymentInfo
        from ..models.svea_shown_validation import SveaShownValidation

        d = dict(src_dict)
        order_id = d.pop("OrderId")

        def _parse_client_order_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        client_order_number = _parse_client_order_number(d.pop("ClientOrderNumber"))

        gui = SveaShownGui.from_dict(d.pop("Gui"))

        status = d.pop("Status")

        cart = SveaShownCart.from_dict(d.pop("Cart"))

        currency = d.pop("Currency")

        def _parse_locale(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        locale = _parse_locale(d.pop("Locale"))

        def _parse_customer(data: object) -> None | SveaShownCustomer:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                customer_type_0 = SveaShownCustomer.from_dict(data)

                return customer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SveaShownCustomer, data)

        customer = _parse_customer(d.pop("Customer"))

        country_code = d.pop("CountryCode")

        def _parse_email_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email_address = _parse_email_address(d.pop("EmailAddress"))

        def _parse_phone_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        phone_number = _parse_phone_number(d.pop("PhoneNumber"))

        def _parse_shipping_address(data: object) -> None | SveaShownAddress:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                shipping_address_type_0 = SveaShownAddress.from_dict(data)

                return shipping_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SveaShownAddress, data)

        shipping_address = _parse_shipping_address(d.pop("ShippingAddress"))

        def _parse_billing_address(data: object) -> None | SveaShownAddress:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                billing_address_type_0 = SveaShownAddress.from_dict(data)

                return billing_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SveaShownAddress, data)

        billing_address = _parse_billing_address(d.pop("BillingAddress"))

        def _parse_payment_type(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        payment_type = _parse_payment_type(d.pop("PaymentType"))

        def _parse_payment(data: object) -> None | SveaShownPaymentInfo:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                payment_type_0 = SveaShownPaymentInfo.from_dict(data)

                return payment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SveaShownPaymentInfo, data)

        payment = _parse_payment(d.pop("Payment"))

        def _parse_svea_will_buy_order(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        svea_will_buy_order = _parse_svea_will_buy_order(d.pop("SveaWillBuyOrder"))

        def _parse_merchant_settings(
            data: object,
        ) -> None | SveaShownOrderMerchantSettingsType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                merchant_settings_type_0 = (
                    SveaShownOrderMerchantSettingsType0.from_dict(data)
                )

                return merchant_settings_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SveaShownOrderMerchantSettingsType0, data)

        merchant_settings = _parse_merchant_settings(d.pop("MerchantSettings"))

        def _parse_preset_values(
            data: object,
        ) -> list[SveaShownOrderPresetValuesType0Item] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                preset_values_type_0 = []
                _preset_values_type_0 = data
                for preset_values_type_0_item_data in _preset_values_type_0:
                    preset_values_type_0_item = (
                        SveaShownOrderPresetValuesType0Item.from_dict(
                            preset_values_type_0_item_data
                        )
                    )

                    preset_values_type_0.append(preset_values_type_0_item)

                return preset_values_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[SveaShownOrderPresetValuesType0Item] | None, data)

        preset_values = _parse_preset_values(d.pop("PresetValues"))

        def _parse_identity_flags(
            data: object,
        ) -> None | SveaShownOrderIdentityFlagsType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                identity_flags_type_0 = SveaShownOrderIdentityFlagsType0.from_dict(data)

                return identity_flags_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SveaShownOrderIdentityFlagsType0, data)

        identity_flags = _parse_identity_flags(d.pop("IdentityFlags"))

        def _parse_customer_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_reference = _parse_customer_reference(d.pop("CustomerReference"))

        def _parse_peppol_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        peppol_id = _parse_peppol_id(d.pop("PeppolId"))

        def _parse_merchant_data(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        merchant_data = _parse_merchant_data(d.pop("MerchantData"))

        shipping_information = d.pop("ShippingInformation")

        def _parse_recurring(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        recurring = _parse_recurring(d.pop("Recurring"))

        def _parse_recurring_token(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        recurring_token = _parse_recurring_token(d.pop("RecurringToken"))

        def _parse_billing_references(data: object) -> list[str] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                billing_references_type_0 = cast(list[str], data)

                return billing_references_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None, data)

        billing_references = _parse_billing_references(d.pop("BillingReferences"))

        shipping_enabled = d.pop("ShippingEnabled")

        validation = SveaShownValidation.from_dict(d.pop("Validation"))

        svea_shown_order = cls(
            order_id=order_id,
            client_order_number=client_order_number,
            gui=gui,
            status=status,
            cart=cart,
            currency=currency,
            locale=locale,
            customer=customer,
            country_code=country_code,
            email_address=email_address,
            phone_number=phone_number,
            shipping_address=shipping_address,
            billing_address=billing_address,
            payment_type=payment_type,
            payment=payment,
            svea_will_buy_order=svea_will_buy_order,
            merchant_settings=merchant_settings,
            preset_values=preset_values,
            identity_flags=identity_flags,
            customer_reference=customer_reference,
            peppol_id=peppol_id,
            merchant_data=merchant_data,
            shipping_information=shipping_information,
            recurring=recurring,
            recurring_token=recurring_token,
            billing_references=billing_references,
            shipping_enabled=shipping_enabled,
            validation=validation,
        )

        svea_shown_order.additional_properties = d
        return svea_shown_order

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
