from enum import StrEnum


class NoOpeningShapeReason(StrEnum):
    ALTERED = "altered"
    ERASED = "erased"
    KEY_MISSING = "key missing"
    UNREADABLE = "unreadable"

    def __str__(self) -> str:
        return str(self.value)
