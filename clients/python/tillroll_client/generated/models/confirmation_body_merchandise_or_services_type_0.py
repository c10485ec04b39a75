from enum import StrEnum


class ConfirmationBodyMerchandiseOrServicesType0(StrEnum):
    MERCHANDISE = "merchandise"
    SERVICES = "services"

    def __str__(self) -> str:
        return str(self.value)
