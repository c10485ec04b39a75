from enum import StrEnum


class ShownShapeCustomerData(StrEnum):
    MASKED = "masked"
    NOTHING = "nothing"
    WHOLE = "whole"

    def __str__(self) -> str:
        return str(self.value)
