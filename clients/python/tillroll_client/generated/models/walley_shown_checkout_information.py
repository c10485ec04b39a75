from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.walley_shown_business_customer_shape import (
        WalleyShownBusinessCustomerShape,
    )
    from ..models.walley_shown_cart_shape import WalleyShownCartShape
    from ..models.walley_shown_customer_shape import WalleyShownCustomerShape
    from ..models.walley_shown_fees import WalleyShownFees
    from ..models.walley_shown_order import WalleyShownOrder
    from ..models.walley_shown_purchase import WalleyShownPurchase


T = TypeVar("T", bound="WalleyShownCheckoutInformation")


@_attrs_define
class WalleyShownCheckoutInformation:
    """The response to "get checkout information".

    Attributes:
        customer_type (str):
        customer (None | WalleyShownCustomerShape):
        business_customer (None | WalleyShownBusinessCustomerShape):
        country_code (str):
        status (str):
        payment_name (None | str):
        reference (None | str):
        cart (None | WalleyShownCartShape):
        fees (None | WalleyShownFees):
        shipping (None | str): Always null.
        custom_fields (Any):
        purchase (None | WalleyShownPurchase):
        order (None | WalleyShownOrder):
    """

    customer_type: str
    customer: None | WalleyShownCustomerShape
    business_customer: None | WalleyShownBusinessCustomerShape
    country_code: str
    status: str
    payment_name: None | str
    reference: None | str
    cart: None | WalleyShownCartShape
    fees: None | WalleyShownFees
    shipping: None | str
    custom_fields: Any
    purchase: None | WalleyShownPurchase
    order: None | WalleyShownOrder
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.walley_shown_business_customer_shape import (
            WalleyShownBusinessCustomerShape,
        )
        from ..models.walley_shown_cart_shape import WalleyShownCartShape
        from ..models.walley_shown_customer_shape import WalleyShownCustomerShape
        from ..models.walley_shown_fees import WalleyShownFees
        from ..models.walley_shown_order import WalleyShownOrder
        from ..models.walley_shown_purchase import WalleyShownPurchase

        customer_type = self.customer_type

        customer: dict[str, Any] | None
        if isinstance(self.customer, WalleyShownCustomerShape):
            customer = self.customer.to_dict()
        else:
            customer = self.customer

        business_customer: dict[str, Any] | None
        if isinstance(self.business_customer, WalleyShownBusinessCustomerShape):
            business_customer = self.business_customer.to_dict()
        else:
            business_customer = self.business_customer

        country_code = self.country_code

        status = self.status

        payment_name: None | str
        payment_name = self.payment_name

        reference: None | str
        reference = self.reference

        cart: dict[str, Any] | None
        if isinstance(self.cart, WalleyShownCartShape):
            cart = self.cart.to_dict()
        else:
            cart = self.cart

        fees: dict[str, Any] | None
        if isinstance(self.fees, WalleyShownFees):
            fees = self.fees.to_dict()
        else:
            fees = self.fees

        shipping: None | str
        shipping = self.shipping

        custom_fields = self.custom_fields

        purchase: dict[str, Any] | None
        if isinstance(self.purchase, WalleyShownPurchase):
            purchase = self.purchase.to_dict()
        else:
            purchase = self.purchase

        order: dict[str, Any] | None
        if isinstance(self.order, WalleyShownOrder):
            order = self.order.to_dict()
        else:
            order = self.order

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "customerType": customer_type,
                "customer": customer,
                "businessCustomer": business_customer,
                "countryCode": country_code,
                "status": status,
                "paymentName": payment_name,
                "reference": reference,
                "cart": cart,
                "fees": fees,
                "shipping": shipping,
                "customFields": custom_fields,
                "purchase": purchase,
                "order": order,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.walley_shown_business_customer_shape import (
            WalleyShownBusinessCustomerShape,
        )
        from ..models.walley_shown_cart_shape import WalleyShownCartShape
        from ..models.walley_shown_customer_shape import WalleyShownCustomerShape
        from ..models.walley_shown_fees import WalleyShownFees
        from ..models.walley_shown_order import WalleyShownOrder
        from ..models.walley_shown_purchase import WalleyShownPurchase

        d = dict(src_dict)
        customer_type = d.pop("customerType")

        def _parse_customer(data: object) -> None | WalleyShownCustomerShape:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                customer_type_0 = WalleyShownCustomerShape.from_dict(data)

                return customer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WalleyShownCustomerShape, data)

        customer = _parse_customer(d.pop("customer"))

        def _parse_business_customer(
            data: object,
        ) -> None | WalleyShownBusinessCustomerShape:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                business_customer_type_0 = WalleyShownBusinessCustomerShape.from_dict(
                    data
                )

                return business_customer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WalleyShownBusinessCustomerShape, data)

        business_customer = _parse_business_customer(d.pop("businessCustomer"))

        country_code = d.pop("countryCode")

        status = d.pop("status")

        def _parse_payment_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        payment_name = _parse_payment_name(d.pop("paymentName"))

        def _parse_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reference = _parse_reference(d.pop("reference"))

        def _parse_cart(data: object) -> None | WalleyShownCartShape:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cart_type_0 = WalleyShownCartShape.from_dict(data)

                return cart_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WalleyShownCartShape, data)

        cart = _parse_cart(d.pop("cart"))

        def _parse_fees(data: object) -> None | WalleyShownFees:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fees_type_0 = WalleyShownFees.from_dict(data)

                return fees_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WalleyShownFees, data)

        fees = _parse_fees(d.pop("fees"))

        def _parse_shipping(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        shipping = _parse_shipping(d.pop("shipping"))

        custom_fields = d.pop("customFields")

        def _parse_purchase(data: object) -> None | WalleyShownPurchase:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                purchase_type_0 = WalleyShownPurchase.from_dict(data)

                return purchase_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WalleyShownPurchase, data)

        purchase = _parse_purchase(d.pop("purchase"))

        def _parse_order(data: object) -> None | WalleyShownOrder:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                order_type_0 = WalleyShownOrder.from_dict(data)

                return order_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WalleyShownOrder, data)

        order = _parse_order(d.pop("order"))

        walley_shown_checkout_information = cls(
            customer_type=customer_type,
            customer=customer,
            business_customer=business_customer,
            country_code=country_code,
            status=status,
            payment_name=payment_name,
            reference=reference,
            cart=cart,
            fees=fees,
            shipping=shipping,
            custom_fields=custom_fields,
            purchase=purchase,
            order=order,
        )

        walley_shown_checkout_information.additional_properties = d
        return walley_shown_checkout_information

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
