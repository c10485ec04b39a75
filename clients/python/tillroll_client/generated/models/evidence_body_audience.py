from enum import StrEnum


class EvidenceBodyAudience(StrEnum):
    COURT = "court"
    CUSTOMER = "customer"
    PROCESSOR = "processor"

    def __str__(self) -> str:
        return str(self.value)
