from enum import StrEnum


class SveaRowOfTokenRowType(StrEnum):
    ROW = "Row"
    SHIPPINGFEE = "ShippingFee"

    def __str__(self) -> str:
        return str(self.value)
