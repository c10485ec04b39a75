from enum import StrEnum


class LanguageShapeKnownBy(StrEnum):
    CHECKOUT = "checkout"
    COUNTRY = "country"
    PAGE = "page"

    def __str__(self) -> str:
        return str(self.value)
