"""Request bodies of tillroll's own APIs: pydantic models, read within limits, with tillroll's own error messages.

The same model describes the body in OpenAPI. FastAPI would read a body of any size before validation, and would read
a fraction as a float. Here the body comes through `interfaces.http.request.body.reader`.
"""

import re
from typing import Annotated, Any, TypeVar

from fastapi import Request
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from interfaces.http.errors.request_errors import FieldFault, InvalidFields
from interfaces.http.request.body.reader import is_empty, parse_json, read_body, require_json
from interfaces.http.request.single_line import (
    IN_A_LINE,
    IN_AN_IDENTIFIER,
    NOT_IN_A_LINE,
    NOT_IN_AN_IDENTIFIER,
    Unfit,
    refused_in,
)

MAX_BODY = 100_000
# The largest integer that JavaScript, and so a customer's page, holds exactly (RFC 8259 §6).
MAX_INTEGER = 9_007_199_254_740_991
_FAULTS_SHOWN = 100
_NAME_SHOWN = 60


class WireModel(BaseModel):
    """A request body with exact types and without unknown fields."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class NoFields(WireModel):
    """The body of a request without parameters: empty, or an empty object."""


def match_pattern(pattern: str, message: str) -> AfterValidator:
    """Return a check that a whole text matches `pattern`; `message` is the error message."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise PydanticCustomError("format", "{message}", {"message": message})
        return text

    return AfterValidator(check)


def without(unfit: Unfit) -> BeforeValidator:
    """Return a check that a text has no `unfit` character, also not at its ends, which are trimmed later."""

    def check(value: object) -> object:
        refused = refused_in(value, unfit) if isinstance(value, str) else None
        if refused is not None:
            raise PydanticCustomError("format", "{message}", {"message": refused})
        return value

    return BeforeValidator(check)


def _not_blank(unfit: str) -> dict[str, JsonValue]:
    """Return the pattern of a text without these characters that is not only white space."""
    return {"pattern": rf"^[^{unfit}]*[^\s{unfit}][^{unfit}]*$"}


ShortText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    without(IN_A_LINE),
    Field(json_schema_extra=_not_blank(NOT_IN_A_LINE)),
]
# A text that identifies something.
Identifier = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    without(IN_AN_IDENTIFIER),
    # openapi-generator cannot make an example from the pattern, and calls that an error.
    Field(json_schema_extra=_not_blank(NOT_IN_AN_IDENTIFIER) | {"example": "A-1001"}),
]
LongText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    without(IN_A_LINE),
    Field(json_schema_extra=_not_blank(NOT_IN_A_LINE)),
]
MinorUnits = Annotated[int, Field(ge=0, le=MAX_INTEGER)]

_M = TypeVar("_M", bound=WireModel)


async def read_model(request: Request, model: type[_M], *, optional: bool = False) -> _M:
    """Read the body as `model`; with `optional`, an empty body is an empty object.

    Raises BodyTooLarge, UnsupportedMediaType, MalformedBody, or InvalidFields with every fault found.
    """
    body = await read_body(request, MAX_BODY)
    if optional and is_empty(body):
        body = b"{}"
    else:
        require_json(request)
    try:
        return model.model_validate(parse_json(body))
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise InvalidFields(tuple(_fault(item) for item in found[:_FAULTS_SHOWN])) from None


def _fault(item: ErrorDetails) -> FieldFault:
    path = _path(item["loc"])
    fault = _message(item["type"], item.get("ctx", {}), item["msg"])
    message = f"{path}: {fault}." if path else f"The body {fault}."
    return FieldFault(path=path, kind=item["type"], message=message)


def _path(place: tuple[int | str, ...]) -> str:
    path = ""
    for part in place:
        if isinstance(part, int):
            path += f"[{part}]"
        else:
            path += f".{part[:_NAME_SHOWN]}" if path else part[:_NAME_SHOWN]
    return path


def _message(kind: str, facts: dict[str, Any], otherwise: str) -> str:
    match kind:
        case "missing":
            return "is required"
        case "extra_forbidden":
            return "is not a field of this request; check its spelling or leave it out"
        case "model_type" | "model_attributes_type" | "dict_type":
            return "must be an object"
        case "string_type":
            return "must be a string"
        case "int_type":
            return "must be a whole number, without quotes and without a fraction"
        case "string_too_short":
            return "must not be empty; leave it out where there is nothing to say"
        case "string_too_long":
            return f"must be at most {facts['max_length']} characters long"
        case "greater_than_equal":
            return f"must be at least {facts['ge']}"
        case "less_than_equal":
            return f"must be at most {facts['le']}"
        case "literal_error":
            return f"must be {facts['expected']}"
        case _:
            return otherwise
