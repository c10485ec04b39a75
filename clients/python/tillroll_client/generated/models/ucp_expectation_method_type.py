from enum import StrEnum


class UcpExpectationMethodType(StrEnum):
    DIGITAL = "digital"
    PICKUP = "pickup"
    SHIPPING = "shipping"

    def __str__(self) -> str:
        return str(self.value)
