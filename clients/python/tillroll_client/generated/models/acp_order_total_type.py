from enum import StrEnum


class AcpOrderTotalType(StrEnum):
    AMOUNT_REFUNDED = "amount_refunded"
    DISCOUNT = "discount"
    FEE = "fee"
    FULFILLMENT = "fulfillment"
    ITEMS_BASE_AMOUNT = "items_base_amount"
    ITEMS_DISCOUNT = "items_discount"
    SUBTOTAL = "subtotal"
    TAX = "tax"
    TOTAL = "total"

    def __str__(self) -> str:
        return str(self.value)
