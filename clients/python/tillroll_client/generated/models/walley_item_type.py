from enum import StrEnum


class WalleyItemType(StrEnum):
    GIFTCARD = "GiftCard"

    def __str__(self) -> str:
        return str(self.value)
