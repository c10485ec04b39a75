from enum import StrEnum


class VerdictShapeOutcome(StrEnum):
    DIVERGES = "diverges"
    ERASED = "erased"
    EXACTLY = "exactly"
    NOT_RECORDED = "not-recorded"
    NOT_REPLAYED = "not-replayed"

    def __str__(self) -> str:
        return str(self.value)
