from enum import StrEnum


class AcpBuyerAuthenticationStatus(StrEnum):
    AUTHENTICATED = "authenticated"
    GUEST = "guest"
    REQUIRES_SIGNIN = "requires_signin"

    def __str__(self) -> str:
        return str(self.value)
