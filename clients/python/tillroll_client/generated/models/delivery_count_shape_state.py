from enum import StrEnum


class DeliveryCountShapeState(StrEnum):
    ANSWERED = "answered"
    DELIVERED = "delivered"
    ENDED = "ended"
    PARKED = "parked"
    WAITING = "waiting"

    def __str__(self) -> str:
        return str(self.value)
