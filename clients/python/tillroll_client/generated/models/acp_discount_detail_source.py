from enum import StrEnum


class AcpDiscountDetailSource(StrEnum):
    AUTOMATIC = "automatic"
    COUPON = "coupon"

    def __str__(self) -> str:
        return str(self.value)
