from enum import StrEnum


class StatesetListCheckoutsStatus(StrEnum):
    CANCELED = "canceled"
    COMPLETED = "completed"
    IN_PROGRESS = "in_progress"
    NOT_READY_FOR_PAYMENT = "not_ready_for_payment"
    READY_FOR_PAYMENT = "ready_for_payment"

    def __str__(self) -> str:
        return str(self.value)
