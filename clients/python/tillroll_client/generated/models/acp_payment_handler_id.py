from enum import StrEnum


class AcpPaymentHandlerId(StrEnum):
    CARD_TOKENIZED = "card_tokenized"

    def __str__(self) -> str:
        return str(self.value)
