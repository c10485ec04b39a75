from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.walley_checkout_creation_country_code import (
    WalleyCheckoutCreationCountryCode,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.walley_callback import WalleyCallback
    from ..models.walley_cart import WalleyCart
    from ..models.walley_checkout_creation_metadata import (
        WalleyCheckoutCreationMetadata,
    )
    from ..models.walley_checkout_creation_shipping_properties import (
        WalleyCheckoutCreationShippingProperties,
    )
    from ..models.walley_fees import WalleyFees
    from ..models.walley_prefill import WalleyPrefill


T = TypeVar("T", bound="WalleyCheckoutCreation")


@_attrs_define
class WalleyCheckoutCreation:
    """
    Attributes:
        store_id (int):
        country_code (WalleyCheckoutCreationCountryCode):
        merchant_terms_uri (str): http or https. Placeholders: {checkout.id}, {checkout.publictoken}.
        notification_uri (str): http or https. Placeholders: {checkout.id}, {checkout.publictoken}.
        cart (WalleyCart):
        redirect_page_uri (str | Unset): http or https. Placeholders: {checkout.id}, {checkout.publictoken}.
        checkout_aborted_redirect_page_uri (str | Unset): http or https. Placeholders: {checkout.id},
            {checkout.publictoken}.
        validation_uri (str | Unset): http or https. Placeholders: {checkout.id}, {checkout.publictoken}.
        profile_name (str | Unset):
        settlement_reference (str | Unset):
        external_store_id (str | Unset):
        action_reference (str | Unset):
        callback (WalleyCallback | Unset):
        custom_fields (Any | Unset):
        private_customer_prefill (WalleyPrefill | Unset): Customer data that the shop knows already.
        business_customer_prefill (WalleyPrefill | Unset): Customer data that the shop knows already.
        shipping_properties (WalleyCheckoutCreationShippingProperties | Unset): Free-form properties of the parcel.
        fees (WalleyFees | Unset): The fees of a checkout by kind. One that is absent is removed.
        reference (str | Unset):
        metadata (WalleyCheckoutCreationMetadata | Unset): Free-form data of the shop.
    """

    store_id: int
    country_code: WalleyCheckoutCreationCountryCode
    merchant_terms_uri: str
    notification_uri: str
    cart: WalleyCart
    redirect_page_uri: str | Unset = UNSET
    checkout_aborted_redirect_page_uri: str | Unset = UNSET
    validation_uri: str | Unset = UNSET
    profile_name: str | Unset = UNSET
    settlement_reference: str | Unset = UNSET
    external_store_id: str | Unset = UNSET
    action_reference: str | Unset = UNSET
    callback: WalleyCallback | Unset = UNSET
    custom_fields: Any | Unset = UNSET
    private_customer_prefill: WalleyPrefill | Unset = UNSET
    business_customer_prefill: WalleyPrefill | Unset = UNSET
    shipping_properties: WalleyCheckoutCreationShippingProperties | Unset = UNSET
    fees: WalleyFees | Unset = UNSET
    reference: str | Unset = UNSET
    metadata: WalleyCheckoutCreationMetadata | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        store_id = self.store_id

        country_code = self.country_code.value

        merchant_terms_uri = self.merchant_terms_uri

        notification_uri = self.notification_uri

        cart = self.cart.to_dict()

        redirect_page_uri = self.redirect_page_uri

        checkout_aborted_redirect_page_uri = self.checkout_aborted_redirect_page_uri

        validation_uri = self.validation_uri

        profile_name = self.profile_name

        settlement_reference = self.settlement_reference

        external_store_id = self.external_store_id

        action_reference = self.action_reference

        callback: dict[str, Any] | Unset = UNSET
        if not isinstance(self.callback, Unset):
            callback = self.callback.to_dict()

        custom_fields = self.custom_fields

        private_customer_prefill: dict[str, Any] | Unset = UNSET
        if not isinstance(self.private_customer_prefill, Unset):
            private_customer_prefill = self.private_customer_prefill.to_dict()

        business_customer_prefill: dict[str, Any] | Unset = UNSET
        if not isinstance(self.business_customer_prefill, Unset):
            business_customer_prefill = self.business_customer_prefill.to_dict()

        shipping_properties: dict[str, Any] | Unset = UNSET
        if not isinstance(self.shipping_properties, Unset):
            shipping_properties = self.shipping_properties.to_dict()

        fees: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fees, Unset):
            fees = self.fees.to_dict()

        reference = self.reference

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "storeId": store_id,
                "countryCode": country_code,
                "merchantTermsUri": merchant_terms_uri,
                "notificationUri": notification_uri,
                "cart": cart,
            }
        )
        if redirect_page_uri is not UNSET:
            field_dict["redirectPageUri"] = redirect_page_uri
        if checkout_aborted_redirect_page_uri is not UNSET:
            field_dict["checkoutAbortedRedirectPageUri"] = (
                checkout_aborted_redirect_page_uri
            )
        if validation_uri is not UNSET:
            field_dict["validationUri"] = validation_uri
        if profile_name is not UNSET:
            field_dict["profileName"] = profile_name
        if settlement_reference is not UNSET:
            field_dict["settlementReference"] = settlement_reference
        if external_store_id is not UNSET:
            field_dict["externalStoreId"] = external_store_id
        if action_reference is not UNSET:
            field_dict["actionReference"] = action_reference
        if callback is not UNSET:
            field_dict["callback"] = callback
        if custom_fields is not UNSET:
            field_dict["customFields"] = custom_fields
        if private_customer_prefill is not UNSET:
            field_dict["privateCustomerPrefill"] = private_customer_prefill
        if business_customer_prefill is not UNSET:
            field_dict["businessCustomerPrefill"] = business_customer_prefill
        if shipping_properties is not UNSET:
            field_dict["shippingProperties"] = shipping_properties
        if fees is not UNSET:
            field_dict["fees"] = fees
        if reference is not UNSET:
            field_dict["reference"] = reference
        if metadata is not UNSET:
            field_dict["metadata"] = metadata

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.walley_callback import WalleyCallback
        from ..models.walley_cart import WalleyCart
        from ..models.walley_checkout_creation_metadata import (
            WalleyCheckoutCreationMetadata,
        )
        from ..models.walley_checkout_creation_shipping_properties import (
            WalleyCheckoutCreationShippingProperties,
        )
        from ..models.walley_fees import WalleyFees
        from ..models.walley_prefill import WalleyPrefill

        d = dict(src_dict)
        store_id = d.pop("storeId")

        country_code = WalleyCheckoutCreationCountryCode(d.pop("countryCode"))

        merchant_terms_uri = d.pop("merchantTermsUri")

        notification_uri = d.pop("notificationUri")

        cart = WalleyCart.from_dict(d.pop("cart"))

        redirect_page_uri = d.pop("redirectPageUri", UNSET)

        checkout_aborted_redirect_page_uri = d.pop(
            "checkoutAbortedRedirectPageUri", UNSET
        )

        validation_uri = d.pop("validationUri", UNSET)

        profile_name = d.pop("profileName", UNSET)

        settlement_reference = d.pop("settlementReference", UNSET)

        external_store_id = d.pop("externalStoreId", UNSET)

        action_reference = d.pop("actionReference", UNSET)

        _callback = d.pop("callback", UNSET)
        callback: WalleyCallback | Unset
        if isinstance(_callback, Unset):
            callback = UNSET
        else:
            callback = WalleyCallback.from_dict(_callback)

        custom_fields = d.pop("customFields", UNSET)

        _private_customer_prefill = d.pop("privateCustomerPrefill", UNSET)
        private_customer_prefill: WalleyPrefill | Unset
        if isinstance(_private_customer_prefill, Unset):
            private_customer_prefill = UNSET
        else:
            private_customer_prefill = WalleyPrefill.from_dict(
                _private_customer_prefill
            )

        _business_customer_prefill = d.pop("businessCustomerPrefill", UNSET)
        business_customer_prefill: WalleyPrefill | Unset
        if isinstance(_business_customer_prefill, Unset):
            business_customer_prefill = UNSET
        else:
            business_customer_prefill = WalleyPrefill.from_dict(
                _business_customer_prefill
            )

        _shipping_properties = d.pop("shippingProperties", UNSET)
        shipping_properties: WalleyCheckoutCreationShippingProperties | Unset
        if isinstance(_shipping_properties, Unset):
            shipping_properties = UNSET
        else:
            shipping_properties = WalleyCheckoutCreationShippingProperties.from_dict(
                _shipping_properties
            )

        _fees = d.pop("fees", UNSET)
        fees: WalleyFees | Unset
        if isinstance(_fees, Unset):
            fees = UNSET
        else:
            fees = WalleyFees.from_dict(_fees)

        reference = d.pop("reference", UNSET)

        _metadata = d.pop("metadata", UNSET)
        metadata: WalleyCheckoutCreationMetadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = WalleyCheckoutCreationMetadata.from_dict(_metadata)

        walley_checkout_creation = cls(
            store_id=store_id,
            country_code=country_code,
            merchant_terms_uri=merchant_terms_uri,
            notification_uri=notification_uri,
            cart=cart,
            redirect_page_uri=redirect_page_uri,
            checkout_aborted_redirect_page_uri=checkout_aborted_redirect_page_uri,
            validation_uri=validation_uri,
            profile_name=profile_name,
            settlement_reference=settlement_reference,
            external_store_id=external_store_id,
            action_reference=action_reference,
            callback=callback,
            custom_fields=custom_fields,
            private_customer_prefill=private_customer_prefill,
            business_customer_prefill=business_customer_prefill,
            shipping_properties=shipping_properties,
            fees=fees,
            reference=reference,
            metadata=metadata,
        )

        walley_checkout_creation.additional_properties = d
        return walley_checkout_creation

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
