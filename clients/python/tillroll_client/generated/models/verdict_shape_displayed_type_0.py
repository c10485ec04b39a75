from enum import StrEnum


class VerdictShapeDisplayedType0(StrEnum):
    DIFFERENT = "different"
    NOT_CLAIMED = "not-claimed"
    SAME = "same"

    def __str__(self) -> str:
        return str(self.value)
