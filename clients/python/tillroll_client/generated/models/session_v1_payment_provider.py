from enum import StrEnum


class SessionV1PaymentProvider(StrEnum):
    STRIPE = "stripe"

    def __str__(self) -> str:
        return str(self.value)
