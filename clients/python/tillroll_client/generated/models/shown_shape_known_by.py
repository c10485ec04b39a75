from enum import StrEnum


class ShownShapeKnownBy(StrEnum):
    RECONSTRUCTED = "reconstructed"
    RECORDED = "recorded"

    def __str__(self) -> str:
        return str(self.value)
