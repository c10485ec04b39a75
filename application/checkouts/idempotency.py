"""How the response to a request with an idempotency key is rendered before its effect is recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from application.ports.idempotency_store import IdempotentRequest, ResponseToStore, StoredResponse
from domain.checkout import Checkout


@dataclass(frozen=True, kw_only=True)
class ResponseRenderer:
    """Renders the response to a request with a key.

    `render` takes the checkout as it will be after the append. It returns None if the request stays in progress.
    """

    idempotent_request: IdempotentRequest
    render: Callable[[Checkout], StoredResponse | None]


def render_response(
    response_renderer: ResponseRenderer | None, checkout: Checkout, at: datetime
) -> ResponseToStore | None:
    """Return the response to store with the append that leads to `checkout`; None for a request without a key."""
    if response_renderer is None:
        return None
    return ResponseToStore(
        idempotent_request=response_renderer.idempotent_request,
        answer=response_renderer.render(checkout),
        at=at,
    )
