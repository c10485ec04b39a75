from enum import StrEnum


class AcpMessageSeverity(StrEnum):
    HIGH = "high"
    INFO = "info"
    MEDIUM = "medium"

    def __str__(self) -> str:
        return str(self.value)
