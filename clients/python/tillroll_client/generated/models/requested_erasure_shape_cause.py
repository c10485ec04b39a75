from enum import StrEnum


class RequestedErasureShapeCause(StrEnum):
    REQUESTED = "requested"
    RESTORED = "restored"

    def __str__(self) -> str:
        return str(self.value)
