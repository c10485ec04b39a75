"""Shapes of the requests of the shopper's API."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from interfaces.http.request.body.models import (
    MAX_INTEGER,
    Identifier,
    ShortText,
    WireModel,
    match_pattern,
    without,
)
from interfaces.http.request.phones import NOT_A_PHONE, normal_phone
from interfaces.http.request.single_line import IN_AN_IDENTIFIER, NOT_IN_AN_IDENTIFIER

_UNFIT = NOT_IN_AN_IDENTIFIER
_EMAIL = rf"[^@\s{_UNFIT}]{{1,64}}@(?:[^@\s.{_UNFIT}]+\.)+[^@\s.{_UNFIT}]+"
# The format that `normal_phone` accepts.
_PHONE_SCHEMA = (
    r"^\(?\+?[0-9(][0-9 \u00a0\u2000-\u200a\u202f\u3000()./\u2010-\u2015\u2212-]{2,37}"
    r"[0-9()./\u2010-\u2015\u2212-](?:[ ,;]*(?:[Ee][Xx][Tt]\.?|[Xx]|#)[ .:=]*[0-9]{1,10})?$"
)


def _phone(text: str) -> str:
    phone = normal_phone(text)
    if phone is None:
        raise PydanticCustomError("format", "{message}", {"message": NOT_A_PHONE})
    return phone


Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=254),
    without(IN_AN_IDENTIFIER),
    match_pattern(_EMAIL, "must be an e-mail address, as in name@shop.example"),
    Field(
        json_schema_extra={
            "format": "email",
            "pattern": f"^{_EMAIL}$",
            "example": "ada@shop.example",
        }
    ),
]
Phone = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    without(IN_AN_IDENTIFIER),
    AfterValidator(_phone),
    # The pattern applies to the text without leading and trailing spaces.
    Field(json_schema_extra={"pattern": _PHONE_SCHEMA}),
]
Confirmation = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=254),
    without(IN_AN_IDENTIFIER),
    Field(
        json_schema_extra={
            "pattern": rf"^[^{_UNFIT}]*[^\s{_UNFIT}][^{_UNFIT}]*$",
            "example": "19850709-1234",
        }
    ),
]
DeviceId = Annotated[
    str,
    StringConstraints(min_length=15, max_length=255),
    without(IN_AN_IDENTIFIER),
    Field(json_schema_extra={"pattern": rf"^[^{_UNFIT}]*$", "example": "b1f2-76c0-4a5e-9d31"}),
]
AccountId = Annotated[
    str,
    StringConstraints(min_length=1, max_length=255),
    without(IN_AN_IDENTIFIER),
    Field(json_schema_extra={"pattern": rf"^[^{_UNFIT}]*$", "example": "customer-4711"}),
]
CountryCode = Annotated[
    str,
    match_pattern(r"[A-Z]{2}", "must be a country in two capital letters (ISO 3166-1), as in SE"),
    Field(json_schema_extra={"pattern": "^[A-Z]{2}$"}),
]
CustomerType = Literal["private", "business"]


class AddressShape(WireModel):
    """A postal address in a request."""

    first_name: ShortText | None = None
    last_name: ShortText | None = None
    company: ShortText | None = None
    co_address: ShortText | None = None
    address: ShortText
    address2: ShortText | None = None
    postal_code: Identifier | None = None
    city: ShortText
    country: CountryCode


class IdentifyBody(WireModel):
    """The customer. Replaces all earlier data; a missing or null field removes the earlier value."""

    # The rules of the two validators below.
    model_config = ConfigDict(
        json_schema_extra={
            "if": {"required": ["type"], "properties": {"type": {"const": "business"}}},
            "then": {"required": ["company"], "properties": {"company": {"type": "string"}}},
            "else": {
                "properties": {
                    "company": {"type": "null"},
                    "organization_number": {"type": "null"},
                }
            },
        }
    )

    type: CustomerType = "private"
    email: Email
    phone: Phone | None = None
    first_name: ShortText | None = None
    last_name: ShortText | None = None
    national_id: Identifier | None = Field(
        default=None, description="Stored, and never returned here."
    )
    company: ShortText | None = Field(
        default=None,
        validate_default=True,
        description="Required where type is business; refused otherwise.",
    )
    organization_number: Identifier | None = Field(
        default=None, description="Refused where type is not business."
    )
    delivery_address: AddressShape | None = None
    billing_address: AddressShape | None = None

    @field_validator("company")
    @classmethod
    def _require_company_of_business(cls, company: str | None, info: ValidationInfo) -> str | None:
        if company is None and info.data.get("type") == "business":
            raise PydanticCustomError("needed", "is required where type is 'business'")
        return company

    @field_validator("company", "organization_number")
    @classmethod
    def _check_business_field(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("type") == "private":
            raise PydanticCustomError("unexpected", "belongs to a customer of type 'business'")
        return value


class CommitBody(WireModel):
    """The customer's press of "complete purchase".

    A page that has not identified the customer confirms it: with the e-mail address or the phone number.
    """

    version: Annotated[int, Field(ge=1, le=MAX_INTEGER)] = Field(
        description="The `version` that the page showed to the customer. Without a fraction: 3, not 3.0."
    )
    confirmation: Confirmation | None = Field(
        default=None,
        description="The customer's e-mail address or phone number. Needed where the customer is `masked`.",
    )
    device_id: DeviceId | None = Field(
        default=None,
        description="The shop's id of the customer's device, as evidence. Stored sealed, never returned here.",
    )
    account_id: AccountId | None = Field(
        default=None,
        description="The customer's account or login at the shop. Stored sealed, never returned here.",
    )
    shown: Any = Field(
        default=None,
        description=(
            "What tillroll's page says of itself: `page` (its number), `language`, `time_zone`, `money` (how it wrote "
            "1234567890 and its negative) and `displayed` (the SHA-256 of its text). What cannot be true is left out."
        ),
    )
