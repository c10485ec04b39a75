from enum import StrEnum


class SessionV1MessageType(StrEnum):
    ERROR = "error"
    INFO = "info"

    def __str__(self) -> str:
        return str(self.value)
