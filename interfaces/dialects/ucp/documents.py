"""The endpoints of public documents: the profile of the shop, and the pages of its payment handlers."""

from collections.abc import Callable

from fastapi import Request, Response

from interfaces.dialects.ucp import profile
from interfaces.dialects.ucp.auth import Callers
from interfaces.dialects.ucp.settings import PaymentHandler
from interfaces.dialects.ucp.versions.spoken import VERSIONS
from interfaces.dialects.ucp.wire import MEDIA_TYPE, encode
from interfaces.http.errors.request_errors import RouteUnknown
from interfaces.runtime.live import Live

_CACHED = {"Cache-Control": "public, max-age=300"}


class Documents:
    """The documents of the shop that is described. `address_of` returns the address of this server."""

    def __init__(self, callers: Live[Callers], address_of: Callable[[Request], str]) -> None:
        self._callers = callers
        self._address_of = address_of

    async def describe_shop(self, request: Request) -> Response:
        """Answer the profile in the version that the path names. The one without a version names all others too."""
        shop = self._callers.now.described
        address = self._address_of(request)
        named = request.path_params.get("version")
        version = VERSIONS.get(named or shop.ucp.version)
        if version is None:
            raise RouteUnknown
        document = version.profile(profile.profile_of(shop, address), shop)
        if named is None and version.lists_versions:
            others = profile.other_versions(version.name, address)
            document["ucp"]["supported_versions"] = others
        return Response(encode(document), headers=_CACHED, media_type=MEDIA_TYPE)

    async def describe_handler(self, request: Request) -> Response:
        """Answer the page of a payment handler."""
        page = profile.handler_page(self._handler_in(request))
        return Response(page, headers=_CACHED, media_type="text/html; charset=utf-8")

    async def describe_instruments(self, request: Request) -> Response:
        """Answer the JSON Schema of the instruments of a payment handler."""
        schema = profile.handler_schema(self._handler_in(request), self._address_of(request))
        return Response(encode(schema), headers=_CACHED, media_type=MEDIA_TYPE)

    def _handler_in(self, request: Request) -> PaymentHandler:
        handler = self._callers.now.described.handler(request.path_params["handler_id"])
        if handler is None:
            raise RouteUnknown
        return handler
