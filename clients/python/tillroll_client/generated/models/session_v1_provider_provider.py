from enum import StrEnum


class SessionV1ProviderProvider(StrEnum):
    STRIPE = "stripe"

    def __str__(self) -> str:
        return str(self.value)
