from enum import StrEnum


class HistoryCheckoutsParked(StrEnum):
    NO = "no"
    YES = "yes"

    def __str__(self) -> str:
        return str(self.value)
