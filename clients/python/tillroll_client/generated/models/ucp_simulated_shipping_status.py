from enum import StrEnum


class UcpSimulatedShippingStatus(StrEnum):
    SHIPPED = "shipped"

    def __str__(self) -> str:
        return str(self.value)
