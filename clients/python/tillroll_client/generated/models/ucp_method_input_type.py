from enum import StrEnum


class UcpMethodInputType(StrEnum):
    PICKUP = "pickup"
    SHIPPING = "shipping"

    def __str__(self) -> str:
        return str(self.value)
