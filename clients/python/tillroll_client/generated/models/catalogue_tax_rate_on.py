from enum import StrEnum


class CatalogueTaxRateOn(StrEnum):
    LINES = "lines"
    ORDER = "order"
    SHIPPING = "shipping"

    def __str__(self) -> str:
        return str(self.value)
