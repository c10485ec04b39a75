from enum import StrEnum


class IdentifyBodyType(StrEnum):
    BUSINESS = "business"
    PRIVATE = "private"

    def __str__(self) -> str:
        return str(self.value)
