from enum import StrEnum


class HistoryFiguresBy(StrEnum):
    DAY = "day"
    HOUR = "hour"

    def __str__(self) -> str:
        return str(self.value)
