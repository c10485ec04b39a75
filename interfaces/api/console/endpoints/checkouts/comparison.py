"""The page that compares two versions of a checkout."""

import asyncio
import shlex
from typing import Final

from fastapi import Request, Response

from application.history.inquiries import Inquiries
from application.history.windows.window_inquiries import WindowInquiries
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.subjects import id_in_path, require_known, subject_of
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.policy import see_other
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.text.prints import about_versions
from interfaces.api.console.views.checkouts.comparison import comparison_view
from interfaces.api.console.views.searches.search import checkout_path
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import MUST_BE_VERSION, query_fault, version_from

FROM: Final = "from"
TO: Final = "to"


class ComparisonEndpoints:
    """One method for each endpoint."""

    def __init__(self, pages: Pages, recorder: AccessRecorder, inquiries: Inquiries) -> None:
        self._pages = pages
        self._recorder = recorder
        self._inquiries = inquiries
        self._windows = WindowInquiries(inquiries)

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The version `?to=`, or the newest one, compared with `?from=`, or with the one before it.

        A later `from` leads to the address in which it is earlier.
        """
        record = self._recorder.record(
            request, signed_in.reader, "compare versions", id_in_path(request)
        )
        async with record:
            subject = subject_of(request, signed_in)
            require_known(request, FROM, TO)
            newest = (await self._inquiries.newest(subject)).version
            after = _version(request, TO) or newest
            before = _version(request, FROM) or max(1, after - 1)
            path = checkout_path(subject.checkout_id)
            if before > after:
                return see_other(f"{path}/compare?from={after}&to={before}")
            found = await self._windows.comparison(subject, before, after)
        view = await asyncio.to_thread(comparison_view, found, newest, format_for(request))
        return self._pages.respond(
            request,
            "compare.html",
            title=phrase("Versions {before} and {after}", before=before, after=after),
            as_json=f"/history/checkouts/{subject.checkout_id}/diff?from={before}&to={after}",
            as_command=shlex.join(
                ["tillroll", "diff", subject.checkout_id, str(before), str(after)]
            ),
            about=about_versions(subject.checkout_id, before, after, found.after.modified_on),
            path=path,
            comparison=view,
        )


def _version(request: Request, name: str) -> int | None:
    text = request.query_params.get(name, "")
    if not text:
        return None
    version = version_from(text)
    if version is None:
        raise InvalidQuery((query_fault(name, MUST_BE_VERSION),))
    return version.version
