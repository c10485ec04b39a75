from enum import StrEnum


class EvidenceBodyReasonType0(StrEnum):
    CREDIT = "credit"
    DUPLICATE = "duplicate"
    FRAUD = "fraud"
    NOT_AS_DESCRIBED = "not-as-described"
    NOT_RECEIVED = "not-received"
    SUBSCRIPTION = "subscription"

    def __str__(self) -> str:
        return str(self.value)
