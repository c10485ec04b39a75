from enum import StrEnum


class AcpSessionStatus(StrEnum):
    CANCELED = "canceled"
    COMPLETED = "completed"
    COMPLETE_IN_PROGRESS = "complete_in_progress"
    EXPIRED = "expired"
    NOT_READY_FOR_PAYMENT = "not_ready_for_payment"
    READY_FOR_PAYMENT = "ready_for_payment"

    def __str__(self) -> str:
        return str(self.value)
