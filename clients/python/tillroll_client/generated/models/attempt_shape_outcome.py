from enum import StrEnum


class AttemptShapeOutcome(StrEnum):
    BROKEN_OFF = "broken off"
    DELIVERED = "delivered"
    NOT_SENT = "not sent"
    REJECTED = "rejected"
    UNANSWERED = "unanswered"
    UNDER_WAY = "under way"

    def __str__(self) -> str:
        return str(self.value)
