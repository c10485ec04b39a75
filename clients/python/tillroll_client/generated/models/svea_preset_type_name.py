from enum import StrEnum


class SveaPresetTypeName(StrEnum):
    EMAILADDRESS = "EmailAddress"
    ISCOMPANY = "IsCompany"
    NATIONALID = "NationalId"
    PEPPOLID = "PeppolId"
    PHONENUMBER = "PhoneNumber"
    POSTALCODE = "PostalCode"

    def __str__(self) -> str:
        return str(self.value)
