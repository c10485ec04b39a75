from enum import StrEnum


class AcpMessageContentType(StrEnum):
    PLAIN = "plain"

    def __str__(self) -> str:
        return str(self.value)
