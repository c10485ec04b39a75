from enum import StrEnum


class EvidenceBodyFor(StrEnum):
    ADYEN = "adyen"
    GENERIC = "generic"
    STRIPE = "stripe"
    VISA_CE3 = "visa-ce3"

    def __str__(self) -> str:
        return str(self.value)
