from enum import StrEnum


class QuestionAnswerShapeQuestion(StrEnum):
    AGREED = "agreed"
    REFUNDED = "refunded"
    REFUSED = "refused"
    SHIPPED = "shipped"
    SHOP_CALLED = "shop-called"
    TOTAL = "total"
    TOTAL_SET_BY = "total-set-by"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return str(self.value)
