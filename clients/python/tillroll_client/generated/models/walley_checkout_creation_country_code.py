from enum import StrEnum


class WalleyCheckoutCreationCountryCode(StrEnum):
    DE = "DE"
    DK = "DK"
    EU = "EU"
    FI = "FI"
    NO = "NO"
    SE = "SE"

    def __str__(self) -> str:
        return str(self.value)
