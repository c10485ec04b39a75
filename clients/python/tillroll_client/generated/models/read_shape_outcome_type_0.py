from enum import StrEnum


class ReadShapeOutcomeType0(StrEnum):
    DENIED = "denied"
    FAILED = "failed"
    FOUND = "found"
    NOT_FOUND = "not-found"

    def __str__(self) -> str:
        return str(self.value)
