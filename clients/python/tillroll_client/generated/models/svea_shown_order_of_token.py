from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.svea_shown_address_of_token import SveaShownAddressOfToken
    from ..models.svea_shown_cart_of_token import SveaShownCartOfToken
    from ..models.svea_shown_customer_of_token import SveaShownCustomerOfToken
    from ..models.svea_shown_gui_of_token import SveaShownGuiOfToken
    from ..models.svea_shown_order_of_token_identity_flags_type_0 import (
        SveaShownOrderOfTokenIdentityFlagsType0,
    )
    from ..models.svea_shown_order_of_token_merchant_settings_type_0 import (
        SveaShownOrderOfTokenMerchantSettingsType0,
    )
    from ..models.svea_shown_order_of_token_preset_values_type_0_item import (
        SveaShownOrderOfTokenPresetValuesType0Item,
    )
    from ..models.svea_shown_payment_info_of_token import SveaShownPaymentInfoOfToken
    from ..models.svea_shown_validation_of_token import SveaShownValidationOfToken


T = TypeVar("T", bound="SveaShownOrderOfToken")


@_attrs_define
class SveaShownOrderOfToken:
    """A complete order, as every response has it.

    Attributes:
        order_id (int):
        client_order_number (None | str):
        gui (SveaShownGuiOfToken): The HTML that a shop embeds in its page.
        status (str):
        cart (SveaShownCartOfToken): The rows of an order.
        currency (str):
        locale (None | str):
        customer (None | SveaShownCustomerOfToken):
        country_code (str):
        email_address (None | str):
        phone_number (None | str):
        shipping_address (None | SveaShownAddressOfToken):
        billing_address (None | SveaShownAddressOfToken):
        payment_type (None | str):
        payment (None | SveaShownPaymentInfoOfToken):
        svea_will_buy_order (bool | None):
        merchant_settings (None | SveaShownOrderOfTokenMerchantSettingsType0):
        preset_values (list[SveaShownOrderOfTokenPresetValuesType0Item] | None):
        identity_flags (None | SveaShownOrderOfTokenIdentityFlagsType0):
        customer_reference (None | str):
        peppol_id (None | str):
        merchant_data (None | str):
        shipping_information (Any):
        recurring (bool | None):
        recurring_token (None | str):
        billing_references (list[str] | None):
        shipping_enabled (bool):
        validation (SveaShownValidationOfToken): The requirements that the customer has to meet.
    """

    order_id: int
    client_order_number: None | str
    gui: SveaShownGuiOfToken
    status: str
    cart: SveaShownCartOfToken
    currency: str
    locale: None | str
    customer: None | SveaShownCustomerOfToken
    country_code: str
    email_address: None | str
    phone_number: None | str
    shipping_address: None | SveaShownAddressOfToken
    billing_address: None | SveaShownAddressOfToken
    payment_type: None | str
    payment: None | SveaShownPaymentInfoOfToken
    svea_will_buy_order: bool | None
    merchant_settings: None | SveaShownOrderOfTokenMerchantSettingsType0
    preset_values: list[SveaShownOrderOfTokenPresetValuesType0Item] | None
    identity_flags: None | SveaShownOrderOfTokenIdentityFlagsType0
    customer_reference: None | str
    peppol_id: None | str
    merchant_data: None | str
    shipping_information: Any
    recurring: bool | None
    recurring_token: None | str
    billing_references: list[str] | None
    shipping_enabled: bool
    validation: SveaShownValidationOfToken
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.svea_shown_address_of_token import SveaShownAddressOfToken
        from ..models.svea_shown_customer_of_token import SveaShownCustomerOfToken
        from ..models.svea_shown_order_of_token_identity_flags_type_0 import (
            SveaShownOrderOfTokenIdentityFlagsType0,
        )
        from ..models.svea_shown_order_of_token_merchant_settings_type_0 import (
            SveaShownOrderOfTokenMerchantSettingsType0,
        )
        from ..models.svea_shown_payment_info_of_token import (
            SveaShownPaymentInfoOfToken,
        )

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
        if isinstance(self.customer, SveaShownCustomerOfToken):
            customer = self.customer.to_dict()
        else:
            customer = self.customer

        country_code = self.country_code

        email_address: None | str
        email_address = self.email_address

        phone_number: None | str
        phone_number = self.phone_number

        shipping_address: dict[str, Any] | None
        if isinstance(self.shipping_address, SveaShownAddressOfToken):
            shipping_address = self.shipping_address.to_dict()
        else:
            shipping_address = self.shipping_address

        billing_address: dict[str, Any] | None
        if isinstance(self.billing_address, SveaShownAddressOfToken):
            billing_address = self.billing_address.to_dict()
        else:
            billing_address = self.billing_address

        payment_type: None | str
        payment_type = self.payment_type

        payment: dict[str, Any] | None
        if isinstance(self.payment, SveaShownPaymentInfoOfToken):
            payment = self.payment.to_dict()
        else:
            payment = self.payment

        svea_will_buy_order: bool | None
        svea_will_buy_order = self.svea_will_buy_order

        merchant_settings: dict[str, Any] | None
        if isinstance(
            self.merchant_settings, SveaShownOrderOfTokenMerchantSettingsType0
        ):
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
        if isinstance(self.identity_flags, SveaShownOrderOfTokenIdentityFlagsType0):
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
                "orderId": order_id,
                "clientOrderNumber": client_order_number,
                "gui": gui,
                "status": status,
                "cart": cart,
                "currency": currency,
                "locale": locale,
                "customer": customer,
                "countryCode": country_code,
                "emailAddress": email_address,
                "phoneNumber": phone_number,
                "shippingAddress": shipping_address,
                "billingAddress": billing_address,
                "paymentType": payment_type,
                "payment": payment,
                "sveaWillBuyOrder": svea_will_buy_order,
                "merchantSettings": merchant_settings,
                "presetValues": preset_values,
                "identityFlags": identity_flags,
                "customerReference": customer_reference,
                "peppolId": peppol_id,
                "merchantData": merchant_data,
                "shippingInformation": shipping_information,
                "recurring": recurring,
                "recurringToken": recurring_token,
                "billingReferences": billing_references,
                "shippingEnabled": shipping_enabled,
                "validation": validation,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.svea_shown_address_of_token import SveaShownAddressOfToken
        from ..models.svea_shown_cart_of_token import SveaShownCartOfToken
        from ..models.svea_shown_customer_of_token import SveaShownCustomerOfToken
        from ..models.svea_shown_gui_of_token import SveaShownGuiOfToken
        from ..models.svea_shown_order_of_token_identity_flags_type_0 import (
            SveaShownOrderOfTokenIdentityFlagsType0,
        )
        from ..models.svea_shown_order_of_token_merchant_settings_type_0 import (
            SveaShownOrderOfTokenMerchantSettingsType0,
        )
        from ..models.svea_shown_order_of_token_preset_values_type_0_item import (
            SveaShownOrderOfTokenPresetValuesType0Item,
        )
        from ..models.svea_shown_payment_info_of_token import (
            SveaShownPaymentInfoOfToken,
        )
        from ..models.svea_shown_validation_of_token import SveaShownValidationOfToken

        d = dict(src_dict)
        order_id = d.pop("orderId")

        def _parse_client_order_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        client_order_number = _parse_client_order_number(d.pop("clientOrderNumber"))

        gui = SveaShownGuiOfToken.from_dict(d.pop("gui"))

        status = d.pop("status")

        cart = SveaShownCartOfToken.from_dict(d.pop("cart"))

        currency = d.pop("currency")

        def _parse_locale(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        locale = _parse_locale(d.pop("locale"))

        def _parse_customer(data: object) -> None | SveaShownCustomerOfToken:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                customer_type_0 = SveaShownCustomerOfToken.from_dict(data)

                return customer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SveaShownCustomerOfToken, data)

        customer = _parse_customer(d.pop("customer"))

        country_code = d.pop("countryCode")

        def _parse_email_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email_address = _parse_email_address(d.pop("emailAddress"))

        def _parse_phone_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        phone_number = _parse_phone_number(d.pop("phoneNumber"))

        def _parse_shipping_address(data: object) -> None | SveaShownAddressOfToken:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                shipping_address_type_0 = SveaShownAddressOfToken.from_dict(data)

                return shipping_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SveaShownAddressOfToken, data)

        shipping_address = _parse_shipping_address(d.pop("shippingAddress"))

        def _parse_billing_address(data: object) -> None | SveaShownAddressOfToken:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                billing_address_type_0 = SveaShownAddressOfToken.from_dict(data)

                return billing_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SveaShownAddressOfToken, data)

        billing_address = _parse_billing_address(d.pop("billingAddress"))

        def _parse_payment_type(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        payment_type = _parse_payment_type(d.pop("paymentType"))

        def _parse_payment(data: object) -> None | SveaShownPaymentInfoOfToken:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                payment_type_0 = SveaShownPaymentInfoOfToken.from_dict(data)

                return payment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SveaShownPaymentInfoOfToken, data)

        payment = _parse_payment(d.pop("payment"))

        def _parse_svea_will_buy_order(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        svea_will_buy_order = _parse_svea_will_buy_order(d.pop("sveaWillBuyOrder"))

        def _parse_merchant_settings(
            data: object,
        ) -> None | SveaShownOrderOfTokenMerchantSettingsType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                merchant_settings_type_0 = (
                    SveaShownOrderOfTokenMerchantSettingsType0.from_dict(data)
                )

                return merchant_settings_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SveaShownOrderOfTokenMerchantSettingsType0, data)

        merchant_settings = _parse_merchant_settings(d.pop("merchantSettings"))

        def _parse_preset_values(
            data: object,
        ) -> list[SveaShownOrderOfTokenPresetValuesType0Item] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                preset_values_type_0 = []
                _preset_values_type_0 = data
                for preset_values_type_0_item_data in _preset_values_type_0:
                    preset_values_type_0_item = (
                        SveaShownOrderOfTokenPresetValuesType0Item.from_dict(
                            preset_values_type_0_item_data
                        )
                    )

                    preset_values_type_0.append(preset_values_type_0_item)

                return preset_values_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[SveaShownOrderOfTokenPresetValuesType0Item] | None, data)

        preset_values = _parse_preset_values(d.pop("presetValues"))

        def _parse_identity_flags(
            data: object,
        ) -> None | SveaShownOrderOfTokenIdentityFlagsType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                identity_flags_type_0 = (
                    SveaShownOrderOfTokenIdentityFlagsType0.from_dict(data)
                )

                return identity_flags_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SveaShownOrderOfTokenIdentityFlagsType0, data)

        identity_flags = _parse_identity_flags(d.pop("identityFlags"))

        def _parse_customer_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_reference = _parse_customer_reference(d.pop("customerReference"))

        def _parse_peppol_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        peppol_id = _parse_peppol_id(d.pop("peppolId"))

        def _parse_merchant_data(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        merchant_data = _parse_merchant_data(d.pop("merchantData"))

        shipping_information = d.pop("shippingInformation")

        def _parse_recurring(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        recurring = _parse_recurring(d.pop("recurring"))

        def _parse_recurring_token(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        recurring_token = _parse_recurring_token(d.pop("recurringToken"))

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

        billing_references = _parse_billing_references(d.pop("billingReferences"))

        shipping_enabled = d.pop("shippingEnabled")

        validation = SveaShownValidationOfToken.from_dict(d.pop("validation"))

        svea_shown_order_of_token = cls(
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

        svea_shown_order_of_token.additional_properties = d
        return svea_shown_order_of_token

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
