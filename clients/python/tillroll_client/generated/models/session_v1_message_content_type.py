from enum import StrEnum


class SessionV1MessageContentType(StrEnum):
    PLAIN = "plain"

    def __str__(self) -> str:
        return str(self.value)
