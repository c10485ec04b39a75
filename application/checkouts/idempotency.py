"""How the response to a request with an idempotency key is rendered before its effect is recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from application.persons.responses import seal_response
from application.persons.sealing import OpenedCheckout
from application.ports.idempotency_store import IdempotentRequest, ResponseToStore, StoredResponse
from domain.checkout import Checkout


@dataclass(frozen=True, kw_only=True)
class ResponseRenderer:
    """Renders the response to a request with a key.

    `render` takes the checkout as it will be after the append. It returns None if the request stays in progress.
    `note_answered` is called with the checkout that an answer was rendered from, which is not recorded yet.
    """

    idempotent_request: IdempotentRequest
    render: Callable[[Checkout], StoredResponse | None]
    note_answered: Callable[[OpenedCheckout], None] | None = None


def render_response(
    response_renderer: ResponseRenderer | None, opened: OpenedCheckout, at: datetime
) -> ResponseToStore | None:
    """Return the response to store with the append that leads to the checkout; None for a request without a key.

    The body is sealed if it may show personal data.
    """
    if response_renderer is None:
        return None
    answer = response_renderer.render(opened.checkout)
    if answer is not None and response_renderer.note_answered is not None:
        response_renderer.note_answered(opened)
    if answer is not None and opened.key is not None:
        answer = seal_response(answer, opened.checkout.id, opened.key)
    return ResponseToStore(
        idempotent_request=response_renderer.idempotent_request, answer=answer, at=at
    )
