from enum import StrEnum


class AcpFulfillmentType(StrEnum):
    DIGITAL = "digital"
    PICKUP = "pickup"
    SHIPPING = "shipping"

    def __str__(self) -> str:
        return str(self.value)
