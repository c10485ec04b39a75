from enum import StrEnum


class WalleyCallbackCallbackTypesItem(StrEnum):
    PAYMENTFAILED = "PaymentFailed"
    VALIDATEORDER = "ValidateOrder"

    def __str__(self) -> str:
        return str(self.value)
