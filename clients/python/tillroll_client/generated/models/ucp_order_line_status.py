from enum import StrEnum


class UcpOrderLineStatus(StrEnum):
    FULFILLED = "fulfilled"
    PARTIAL = "partial"
    PROCESSING = "processing"
    REMOVED = "removed"

    def __str__(self) -> str:
        return str(self.value)
