from enum import StrEnum


class RefundDueShownCause(StrEnum):
    LATE_SUCCESS = "late-success"
    SECOND_CHARGE = "second-charge"

    def __str__(self) -> str:
        return str(self.value)
