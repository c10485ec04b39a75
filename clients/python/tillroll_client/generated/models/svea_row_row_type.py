from enum import StrEnum


class SveaRowRowType(StrEnum):
    ROW = "Row"
    SHIPPINGFEE = "ShippingFee"

    def __str__(self) -> str:
        return str(self.value)
