"""Where a ledger is kept, an answer as of a version links the proof of that version."""

import pytest
from fastapi import Request, Response

from interfaces.http.request.proven_version import link_proofs, note_version

LINKED = link_proofs(lambda checkout_id, version: f"/{checkout_id}/{version}")
PROOF = '</c-1/3>; rel="proof"'


async def _answer(status: int, *, notes: bool, link: str | None = None) -> str | None:
    async def endpoint(request: Request) -> Response:
        if notes:
            note_version(request, "c-1", 3)
        return Response(status_code=status, headers={} if link is None else {"Link": link})

    request = Request({"type": "http", "headers": []})
    return (await LINKED(endpoint, request)).headers.get("Link")


@pytest.mark.parametrize("status", [200, 304])
async def test_an_answer_as_of_a_version(status: int) -> None:
    """The link comes after those that the endpoint gives, in one header."""
    assert await _answer(status, notes=True) == PROOF
    other = '</next>; rel="next"'
    assert await _answer(status, notes=True, link=other) == f"{other}, {PROOF}"


async def test_other_answers() -> None:
    """An answer that is of no version, and one that failed afterwards, have no such link."""
    assert await _answer(200, notes=False) is None
    assert await _answer(503, notes=True) is None
