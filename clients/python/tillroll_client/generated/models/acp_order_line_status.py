from enum import StrEnum


class AcpOrderLineStatus(StrEnum):
    FULFILLED = "fulfilled"
    PARTIAL = "partial"
    PROCESSING = "processing"
    REMOVED = "removed"

    def __str__(self) -> str:
        return str(self.value)
