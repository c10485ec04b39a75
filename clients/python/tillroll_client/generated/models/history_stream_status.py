from enum import StrEnum


class HistoryStreamStatus(StrEnum):
    CANCELLED = "cancelled"
    COMMITTED = "committed"
    COMPLETED = "completed"
    EXPIRED = "expired"
    OPEN = "open"
    SUSPENDED = "suspended"

    def __str__(self) -> str:
        return str(self.value)
