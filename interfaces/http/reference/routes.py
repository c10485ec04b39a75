"""The URLs of the API reference, for operators.

| endpoint                 | response                                       |
|--------------------------|------------------------------------------------|
| GET /openapi/{api}.json  | the OpenAPI document of one API                |
| GET /docs                | the reference of all APIs                      |
| GET /docs/{api}          | the reference of one API                       |
| GET /docs/assets/{file}  | style sheets and scripts                       |

`/openapi.json`, the document of all APIs, is FastAPI's own endpoint.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from interfaces.http.errors.request_errors import RouteUnknown
from interfaces.http.reference.api_reference import ApiReference
from interfaces.http.reference.assets import PATH as ASSETS
from interfaces.http.reference.assets import Assets
from interfaces.http.reference.document import document_of
from interfaces.http.reference.pages import ReferencePages

WHOLE: Final = "/openapi.json"
DOCS: Final = "/docs"
FRONT: Final = "/"
_ALL: Final = "All APIs"
_ASSET: Final = f"{ASSETS}/{{file_name}}"
EVERYWHERE: Final = frozenset((FRONT, _ASSET))
"""The paths that are answered at the address of operators and at the public one."""


def document_path(api: str) -> str:
    """Return the path of the document of one API."""
    return f"/openapi/{api}.json"


def docs_path(api: str) -> str:
    """Return the path of the reference of one API."""
    return f"{DOCS}/{api}"


class Reference:
    """The endpoints. `whole` returns the document of all APIs, whose references are `references` by name."""

    def __init__(
        self,
        whole: Callable[[], dict[str, Any]],
        references: Mapping[str, ApiReference],
        assets: Assets,
        pages: ReferencePages,
    ) -> None:
        self._whole = whole
        self._references = references
        self._assets = assets
        self._pages = pages
        self._encoded: dict[str, bytes] = {}

    async def document(self, request: Request) -> Response:
        """Answer the document of one API, which is encoded once."""
        api, reference = self._api_of(request)
        if api not in self._encoded:
            found = document_of(self._whole(), reference)
            self._encoded[api] = bytes(JSONResponse(found).body)
        return Response(self._encoded[api], media_type=JSONResponse.media_type)

    async def all_docs(self, request: Request) -> Response:
        """Answer the reference of all APIs."""
        return self._page(_ALL, WHOLE, DOCS, "none")

    async def docs(self, request: Request) -> Response:
        """Answer the reference of one API."""
        api, reference = self._api_of(request)
        return self._page(reference.title, document_path(api), docs_path(api), "list")

    async def asset(self, request: Request) -> Response:
        """Answer a style sheet or a script."""
        found = self._assets.response(request.path_params["file_name"])
        if found is None:
            raise RouteUnknown
        return found

    def _api_of(self, request: Request) -> tuple[str, ApiReference]:
        api: str = request.path_params["api"]
        if api not in self._references:
            raise RouteUnknown
        return api, self._references[api]

    def _page(self, title: str, document: str, path: str, expansion: str) -> Response:
        pages = [{"path": DOCS, "title": _ALL}] + [
            {"path": docs_path(name), "title": each.title}
            for name, each in self._references.items()
        ]
        return self._pages.render(
            "reference.html",
            title=title,
            document=document,
            pages=pages,
            current=path,
            expansion=expansion,
        )


def reference_router(reference: Reference) -> APIRouter:
    """Return the routes of the reference."""
    router = APIRouter(include_in_schema=False)
    for path, endpoint in (
        ("/openapi/{api}.json", reference.document),
        (DOCS, reference.all_docs),
        (_ASSET, reference.asset),
        (f"{DOCS}/{{api}}", reference.docs),
    ):
        router.add_api_route(path, endpoint, methods=["GET"], response_model=None)
    return router
