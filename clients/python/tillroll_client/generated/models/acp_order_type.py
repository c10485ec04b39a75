from enum import StrEnum


class AcpOrderType(StrEnum):
    ORDER = "order"

    def __str__(self) -> str:
        return str(self.value)
