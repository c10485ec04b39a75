"""Seals the stored responses of requests with an idempotency key.

The whole body is one field. The text before it names the checkout whose key opens it.
"""

import re
from dataclasses import replace
from typing import Final

from application.ports.idempotency_store import StoredResponse
from application.ports.person_vault import PersonKey, PersonVault

_FIELD: Final = "response"
_STORED: Final = re.compile(rb"sealed for ([^\s]+)\n(sealed2:response:[A-Za-z0-9_:=-]+)")


class ResponseErased(Exception):
    """The personal data in a stored response is erased, so it cannot be replayed."""


def seal_response(response: StoredResponse, checkout_id: str, key: PersonKey) -> StoredResponse:
    """Return the response with its body sealed. The body is UTF-8 text."""
    sealed = key.seal(_FIELD, response.body.decode())
    return replace(response, body=f"sealed for {checkout_id}\n{sealed}".encode())


async def open_response(response: StoredResponse, vault: PersonVault) -> StoredResponse:
    """Return the response as it was sent. Raises ResponseErased."""
    stored = _STORED.fullmatch(response.body)
    if stored is None:
        return response
    access = await vault.access(stored[1].decode())
    body = access.open(stored[2].decode())
    if body is None:
        raise ResponseErased
    return replace(response, body=body.encode())
