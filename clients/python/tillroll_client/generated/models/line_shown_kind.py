from enum import StrEnum


class LineShownKind(StrEnum):
    ARTICLE = "article"
    DIGITAL = "digital"
    GIFT_CARD = "gift-card"
    SHIPPING_FEE = "shipping-fee"

    def __str__(self) -> str:
        return str(self.value)
