"""The `Link` to the proof of the version that an answer is as of, or of the refused command that it shows.

An endpoint notes what it answers. Where a ledger is configured, a middleware adds the link; without a
ledger the answers stay as they are.
"""

from collections.abc import Callable
from typing import Final

from fastapi import Request, Response

from interfaces.http.dialect import Endpoint, Middleware

_NOTED: Final = "tillroll.proven_version"
_NOTED_PATH: Final = "tillroll.proof_path"


def note_version(request: Request, checkout_id: str, version: int) -> None:
    """Note the version of the checkout that the answer is as of."""
    request.scope[_NOTED] = (checkout_id, version)


def note_proof(request: Request, path: str) -> None:
    """Note the path of the proof of what the answer shows, where that is no version."""
    request.scope[_NOTED_PATH] = path


def link_proofs(proof_path: Callable[[str, int], str]) -> Middleware:
    """Return the middleware that links the proof of the noted version, after the links that there are."""

    async def respond(endpoint: Endpoint, request: Request) -> Response:
        response = await endpoint(request)
        noted: tuple[str, int] | None = request.scope.get(_NOTED)
        path: str | None = request.scope.get(_NOTED_PATH)
        if noted is not None:
            path = proof_path(*noted)
        if path is not None and response.status_code in (200, 304):
            link = f'<{path}>; rel="proof"'
            before = response.headers.get("Link")
            response.headers["Link"] = link if before is None else f"{before}, {link}"
        return response

    return respond
