from enum import StrEnum


class SveaTokenChangeStatus(StrEnum):
    CANCELLED = "Cancelled"

    def __str__(self) -> str:
        return str(self.value)
