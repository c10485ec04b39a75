"""The page of one refused command."""

import asyncio
import re
import shlex
from collections.abc import Callable
from typing import Final

from fastapi import Request, Response

from application.history.inquiries import Inquiries
from application.history.refused.inquiry import refused_command
from application.ports.refusal_log import StoredRefusal
from domain.refusals import CheckoutNotFound
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.subjects import id_in_path, require_known, subject_of
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.proofs.refusals import RefusalProof
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.views.checkouts.refused_command import refused_command_view
from interfaces.api.console.views.searches.search import checkout_path
from interfaces.api.readers.access_log import AccessRecorder

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,17}")


class RefusedCommandEndpoint:
    """Answers the page. `status_of` returns the HTTP status that a caller got; None if it is not known."""

    def __init__(
        self,
        pages: Pages,
        recorder: AccessRecorder,
        inquiries: Inquiries,
        status_of: Callable[[StoredRefusal], int | None],
        proofs: RefusalProof,
    ) -> None:
        self._pages = pages
        self._recorder = recorder
        self._inquiries = inquiries
        self._status_of = status_of
        self._proofs = proofs

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """What the command wanted beside the state then, why it was refused, and what stood in the way."""
        number: str = request.path_params["position"]
        record = self._recorder.record(
            request, signed_in.reader, "open refusal", id_in_path(request)
        )
        async with record:
            subject = subject_of(request, signed_in)
            require_known(request)
            position = int(number) if _NUMBER.fullmatch(number) else 0
            found = await refused_command(self._inquiries, subject, position)
            if found is None:
                raise CheckoutNotFound(checkout_id=subject.checkout_id)
            proof = await self._proofs.view(subject.checkout_id, position, format_for(request))
        view = await asyncio.to_thread(
            refused_command_view, found, format_for(request), self._status_of
        )
        name = subject.checkout_id
        return self._pages.respond(
            request,
            "refusal.html",
            title=phrase("Refused: {reason}", reason=view.reason),
            as_json=f"/history/checkouts/{name}/refusals/{position}",
            as_command=shlex.join(["tillroll", "refusal", name, str(position)]),
            path=checkout_path(name),
            refused=view,
            position=position,
            proof=proof,
        )
