from enum import StrEnum


class CustomerShownType(StrEnum):
    BUSINESS = "business"
    PRIVATE = "private"

    def __str__(self) -> str:
        return str(self.value)
