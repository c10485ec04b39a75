from enum import StrEnum


class SessionV1OptionType(StrEnum):
    DIGITAL = "digital"
    SHIPPING = "shipping"

    def __str__(self) -> str:
        return str(self.value)
