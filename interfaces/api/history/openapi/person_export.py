"""The OpenAPI description of the export of one person."""

from typing import Any

from interfaces.api.history import errors
from interfaces.api.history.openapi.document import DENIED, schema_of
from interfaces.api.history.persons.export import (
    NOT_FOUND,
    NOT_FOUND_DETAIL,
    NOT_FOUND_TITLE,
    PersonExportBody,
)
from interfaces.api.history.persons.export_document import PersonExportShape
from interfaces.http import openapi
from interfaces.http.openapi import ProblemKind

_NOT_FOUND = ProblemKind(404, NOT_FOUND, NOT_FOUND_TITLE, NOT_FOUND_DETAIL)


def endpoint() -> dict[str, Any]:
    """Return the OpenAPI arguments of the export."""
    found = {
        "description": "Everything about the person in the checkouts that the key sees, streamed.",
        "content": {"application/json": {"schema": schema_of(PersonExportShape)}},
    }
    faults = (openapi.NOT_AUTHENTICATED, DENIED, _NOT_FOUND, *openapi.BODY_FAULTS)
    return {
        "responses": {200: found} | openapi.problems(errors.PROBLEMS, (), faults),
        "openapi_extra": {"requestBody": openapi.change(PersonExportBody)["requestBody"]},
        "response_model": None,
    }
