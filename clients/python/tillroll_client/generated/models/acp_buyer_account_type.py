from enum import StrEnum


class AcpBuyerAccountType(StrEnum):
    BUSINESS = "business"
    GUEST = "guest"
    REGISTERED = "registered"

    def __str__(self) -> str:
        return str(self.value)
