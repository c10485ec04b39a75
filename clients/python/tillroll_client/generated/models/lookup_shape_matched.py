from enum import StrEnum


class LookupShapeMatched(StrEnum):
    CHECKOUT = "checkout"
    EMAIL = "email"
    NAME = "name"
    NATIONAL_ID = "national-id"
    ORDER_ID = "order-id"
    ORDER_NUMBER = "order-number"
    PAYMENT_ID = "payment-id"
    PHONE = "phone"
    PURCHASE_ID = "purchase-id"
    REFERENCE = "reference"
    REQUEST_ID = "request-id"

    def __str__(self) -> str:
        return str(self.value)
