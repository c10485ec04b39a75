from enum import StrEnum


class DeliveryShownKind(StrEnum):
    DIGITAL = "digital"
    LOCAL_DELIVERY = "local_delivery"
    PICKUP = "pickup"
    SHIPPING = "shipping"

    def __str__(self) -> str:
        return str(self.value)
