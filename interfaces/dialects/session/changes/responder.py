"""The response with a session, rendered once, and what is recorded of it."""

from collections.abc import Callable
from typing import Final

from fastapi import Response

from application.commands.purchase import Display
from application.history.public_tokens import without_token
from application.persons.sealing import OpenedCheckout
from domain.checkout import Checkout
from domain.refusals import Refusal
from domain.values.shown import Shown, Surface
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.changes.shown_sessions import ShownSessions, shown_in
from interfaces.dialects.session.formats import SessionFormat
from interfaces.http.idempotency import IdempotentCall
from interfaces.http.request.headers import etag

MEDIA_TYPE: Final = "application/json"


def display_of(client: Client, session_format: SessionFormat, checkout: Checkout) -> Display:
    """Return what the agent was answered of the state that it completes, in the version of the API that it speaks."""
    try:
        rendered = session_format.render(without_token(checkout), client.selling, False)
        content = session_format.recorded_part(checkout, rendered)
    except Refusal:
        # The dialect cannot represent the session, and the commitment is not refused for that.
        return Display(surface=Surface.AGENT)
    renderer = session_format.renderer_for(checkout)
    return Display(surface=Surface.AGENT, renderer=renderer, content=content)


def responder(
    client: Client, session_format: SessionFormat, *, status: int = 200, is_completion: bool = False
) -> Callable[[Checkout], Response]:
    """Return the function that writes a session as a response to this client.

    It keeps the last response: the append renders the response to store it under the idempotency key, and the endpoint
    sends that response. A checkout is a mutable aggregate, so its version is compared too.
    """
    rendered: tuple[Checkout, int, Response] | None = None

    def respond(checkout: Checkout) -> Response:
        nonlocal rendered
        if rendered is not None and rendered[0] is checkout and rendered[1] == checkout.version:
            return rendered[2]
        body = session_format.render(checkout, client.selling, is_completion)
        headers = {"ETag": etag(checkout.version)}
        own = session_format.status_of and session_format.status_of(checkout, is_completion)
        response = Response(body, own or status, headers, media_type=MEDIA_TYPE)
        rendered = (checkout, checkout.version, response)
        return response

    return respond


class SessionAnswer:
    """The answer to a change of a session. `renderer` renders it for the append; it is sent when that is durable.

    What the agent is shown by it is kept in `shown`, if it is given.
    """

    def __init__(
        self,
        client: Client,
        session_format: SessionFormat,
        attempt: IdempotentCall,
        *,
        shown: ShownSessions | None = None,
        status: int = 200,
        is_completion: bool = False,
    ) -> None:
        self._format = session_format
        self._shown = shown
        self._answered: Shown | None = None
        self._respond = attempt.responder(
            responder(client, session_format, status=status, is_completion=is_completion)
        )
        self.renderer = attempt.response_renderer(
            self._respond, None if shown is None else self._note_answered
        )

    def of(self, checkout: Checkout) -> Response:
        """Return the response with the session, which is durable."""
        response = self._respond(checkout)
        if self._shown is not None:
            self._shown.keep(checkout, self._answered)
        return response

    def _note_answered(self, opened: OpenedCheckout) -> None:
        body = bytes(self._respond(opened.checkout).body)
        self._answered = shown_in(opened, body, self._format)
