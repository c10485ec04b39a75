"""The start page: one box that takes a name of a checkout."""

from urllib.parse import quote, urlencode

from fastapi import Request, Response

from interfaces.api.console.access.forms import read_session_form
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.finding import NameSearch
from interfaces.api.console.pages import Pages
from interfaces.api.console.policy import see_other
from interfaces.api.readers.access_log import AccessRecorder

PATH = "/console/search"
LONGEST_NAME = 200


class SearchEndpoints:
    """The box sends a POST, so that a name which turns out to be personal is in no address."""

    def __init__(self, pages: Pages, recorder: AccessRecorder, search: NameSearch) -> None:
        self._pages = pages
        self._recorder = recorder
        self._search = search

    async def send(self, request: Request, signed_in: SignedIn) -> Response:
        """Lead from the box to the address of the search; not for a text that looks like an e-mail address."""
        fields = await read_session_form(request, signed_in)
        name = fields.get("q", "").strip()[:LONGEST_NAME]
        if not name:
            return see_other(PATH)
        if "@" in name:
            return self._page(request, name, is_personal=True)
        return see_other(f"{PATH}?{urlencode({'q': name})}")

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The box, and below it what has this name. A single checkout opens itself."""
        name = request.query_params.get("q", "").strip()[:LONGEST_NAME]
        if not name or not name.isprintable():
            async with self._recorder.record(request, signed_in.reader, "open search"):
                return self._page(request, name)
        async with self._recorder.record(request, signed_in.reader, "find checkout"):
            found = await self._search.find(name, signed_in.reader)
        if len(found) == 1:
            return see_other(checkout_path(found[0]))
        return self._page(request, name, tuple(found))

    def _page(
        self,
        request: Request,
        name: str,
        found: tuple[str, ...] = (),
        *,
        is_personal: bool = False,
    ) -> Response:
        return self._pages.respond(
            request,
            "search.html",
            title="Search",
            query=name,
            name=name,
            found=[(checkout_id, checkout_path(checkout_id)) for checkout_id in found],
            is_personal=is_personal,
        )


def checkout_path(checkout_id: str) -> str:
    """Return the path of the page of a checkout."""
    return f"/console/checkouts/{quote(checkout_id, safe='')}"
