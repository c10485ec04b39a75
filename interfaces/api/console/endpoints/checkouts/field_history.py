"""The page of one field: who set its value, and every value that it ever had."""

import asyncio
import shlex
from typing import Final

from fastapi import Request, Response

from application.history.as_of import AsOfVersion
from application.history.inquiries import Inquiries
from application.history.windows.window_inquiries import WindowInquiries
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.subjects import id_in_path, require_known, subject_of
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.text.prints import about_version
from interfaces.api.console.views.checkouts.field_history import field_history_view
from interfaces.api.console.views.searches.search import checkout_path
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import (
    AT,
    MUST_BE_VERSION,
    VERSION,
    query_fault,
    selected_as_of,
    version_from,
)

FIELD: Final = "field"
BEFORE: Final = "before"
_MOST_VALUES: Final = 100
_NO_FIELD: Final = "is no field of this state: a JSON pointer, as in /fees/0/unit_price"


class FieldHistoryEndpoints:
    """One method for each endpoint."""

    def __init__(self, pages: Pages, recorder: AccessRecorder, inquiries: Inquiries) -> None:
        self._pages = pages
        self._recorder = recorder
        self._inquiries = inquiries
        self._windows = WindowInquiries(inquiries)

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The values of the field `?field=` of the state at `?version=` or `?at=`; with `?before=` the older ones."""
        record = self._recorder.record(request, signed_in.reader, "read blame", id_in_path(request))
        async with record:
            subject = subject_of(request, signed_in)
            require_known(request, FIELD, VERSION, AT, BEFORE)
            pointer = request.query_params.get(FIELD, "")
            before = _before(request)
            as_of = selected_as_of(request)
            agreed = await self._windows.commitment(subject)
            found = await self._windows.field_history(
                subject, pointer, as_of, before=before, limit=_MOST_VALUES
            )
            state = await self._inquiries.state(subject, AsOfVersion(found.version))
        form = format_for(request)
        view = await asyncio.to_thread(
            field_history_view, found, agreed, form, is_first_page=before is None
        )
        if view is None:
            raise InvalidQuery((query_fault(FIELD, _NO_FIELD),))
        name, version = subject.checkout_id, str(found.version)
        return self._pages.respond(
            request,
            "blame.html",
            title=view.name,
            as_json=f"/history/checkouts/{name}/blame?version={version}&field={view.pointer}",
            as_command=shlex.join(
                ["tillroll", "blame", name, "--version", version, "--field", view.pointer]
            ),
            about=about_version(name, found.version, state.mark.at),
            path=checkout_path(name),
            history=view,
        )


def _before(request: Request) -> int | None:
    text = request.query_params.get(BEFORE, "")
    if not text:
        return None
    version = version_from(text)
    if version is None:
        raise InvalidQuery((query_fault(BEFORE, MUST_BE_VERSION),))
    return version.version
