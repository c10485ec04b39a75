"""The URLs of erasures in the history API."""

from typing import Annotated, Any, Final

import msgspec
from fastapi import APIRouter, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from interfaces.api.history.errors import PROBLEMS
from interfaces.api.history.persons.endpoints import ERASE_SCOPE, ErasureBody, ErasureEndpoints
from interfaces.api.history.persons.shapes import CertificateShape, ErasableCheckoutsShape
from interfaces.api.history.wire import Shape
from interfaces.api.readers.auth import reader_of
from interfaces.http import openapi
from interfaces.http.openapi import ProblemKind

_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="ErasureKey",
    description=f"A history key, scope {ERASE_SCOPE}.",
)
# Only for the documentation: `identify` reads the key.
_Documented = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
_DENIED: Final = ProblemKind(
    403, "access-denied", "Access denied", f"This key does not have the scope {ERASE_SCOPE}."
)
_NOT_FOUND: Final = ProblemKind(
    404, "erasure-not-found", "No such erasure", "This key sees no such erasure."
)


def _answer(description: str, shape: type[Shape]) -> dict[str, Any]:
    schema = openapi.inline_definitions(msgspec.json.schema(shape))
    return {"description": description, "content": {"application/json": {"schema": schema}}}


_FOUND_OR_ERASED: openapi.Responses = {
    200: _answer(
        "The checkouts and address books that an erasure would hit.", ErasableCheckoutsShape
    ),
    201: _answer("The certificate: the data is erased.", CertificateShape),
}
_CERTIFICATE: openapi.Responses = {200: _answer("The certificate.", CertificateShape)}


def add_erasures(router: APIRouter, endpoints: ErasureEndpoints) -> None:
    """Add the endpoints of erasures to the router."""

    @router.post(
        "/persons/erasures",
        summary="List or erase the data of a person",
        response_model=None,
        responses=_FOUND_OR_ERASED
        | openapi.problems(
            PROBLEMS, (), (openapi.NOT_AUTHENTICATED, _DENIED, *openapi.BODY_FAULTS)
        ),
        openapi_extra={"requestBody": openapi.change(ErasureBody)["requestBody"]},
    )
    async def erase(request: Request, _: _Documented) -> Response:
        return await endpoints.erase(request, reader_of(request))

    @router.get(
        "/persons/erasures/{erasure_id}",
        summary="The certificate of an erasure",
        response_model=None,
        responses=_CERTIFICATE
        | openapi.problems(PROBLEMS, (), (openapi.NOT_AUTHENTICATED, _DENIED, _NOT_FOUND)),
    )
    async def certificate(request: Request, erasure_id: str, _: _Documented) -> Response:
        return await endpoints.certificate(request, reader_of(request), erasure_id)
