"""The page at `/`: what runs here, and where to go. As JSON for clients that are no browser."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any, Final

import msgspec
from fastapi import APIRouter, Request, Response

from interfaces.http.pipeline.operations import OperationsAccess
from interfaces.http.reference.api_reference import ApiReference
from interfaces.http.reference.pages import ReferencePages
from interfaces.http.reference.routes import DOCS, FRONT, WHOLE, docs_path, document_path
from interfaces.http.request.media_types import acceptable

_JSON: Final = "application/json"
_HTML: Final = "text/html"
_HEADERS: Final = {"Cache-Control": "no-cache", "Vary": "Accept"}
HEALTH: Final = (
    ("/healthz", "whether the process can respond"),
    ("/readyz", "whether it can serve"),
)
OPERATORS: Final = (
    (DOCS, "the reference of all APIs"),
    (WHOLE, "the OpenAPI document of all APIs"),
    ("/metrics", "metrics for Prometheus"),
)


@dataclass(frozen=True, kw_only=True)
class FrontLink:
    """A path of the server that a person may want to open, and its purpose."""

    path: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class FrontSettings:
    """What the page says beside the APIs.

    `shop_apis` are the names of the published APIs. `is_on` says whether a merchant has one of them.
    """

    shop_apis: frozenset[str] = frozenset()
    is_on: Callable[[str], bool] = field(default=lambda _: True)
    places: Sequence[FrontLink] = ()


class FrontPage:
    """The endpoint. The reference, the metrics and the version are shown where operators are answered."""

    def __init__(
        self,
        references: Mapping[str, ApiReference],
        settings: FrontSettings,
        access: OperationsAccess,
        pages: ReferencePages,
    ) -> None:
        self._references = references
        self._settings = settings
        self._access = access
        self._pages = pages

    async def answer(self, request: Request) -> Response:
        """Answer the page, or what it says as JSON. Raises NotAcceptable."""
        is_shown = self._access.is_shown(request.scope)
        values = self._values(is_shown=is_shown)
        if acceptable(request, (_JSON, _HTML)) == _JSON:
            return Response(msgspec.json.encode(values), headers=_HEADERS, media_type=_JSON)
        of_shops = self._settings.shop_apis
        return self._pages.render(
            "front.html",
            groups=[
                ("APIs for shops and agents", [a for a in values["apis"] if a["name"] in of_shops]),
                ("tillroll's own APIs", [a for a in values["apis"] if a["name"] not in of_shops]),
            ],
            places=values["places"],
            version=values["version"],
        )

    def _values(self, *, is_shown: bool) -> dict[str, Any]:
        return {
            "name": "tillroll",
            "version": version("tillroll") if is_shown else None,
            "apis": [
                self._api(name, reference, is_shown=is_shown)
                for name, reference in self._references.items()
                if name not in self._settings.shop_apis or self._settings.is_on(name)
            ],
            "places": [
                {"path": path, "purpose": purpose}
                for path, purpose in (
                    *((each.path, each.purpose) for each in self._settings.places),
                    *HEALTH,
                    *(OPERATORS if is_shown else ()),
                )
            ],
        }

    def _api(self, name: str, reference: ApiReference, *, is_shown: bool) -> dict[str, str | None]:
        return {
            "name": name,
            "title": reference.title,
            "description": reference.description,
            "docs": docs_path(name) if is_shown else None,
            "openapi": document_path(name) if is_shown else None,
        }


def add_front_page(router: APIRouter, page: FrontPage) -> None:
    """Add the route of the page."""
    router.add_api_route(FRONT, page.answer, methods=["GET"], response_model=None)
