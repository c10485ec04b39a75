"""Seals the stored responses of requests with an idempotency key.

A response names its checkout in the path of the request or in its body. If that checkout has a key, the response is
sealed with it. Without one, an error may quote personal data, and so may a response whose checkout is not known. These
are replaced by erased responses: no request is carried out a second time, and a repeated one is answered that its
response is gone. Responses are kept for 24 hours.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import LiteralString

import msgspec

from application.persons.responses import seal_response
from application.ports.idempotency_store import KEPT_FOR, StoredResponse
from application.ports.person_vault import PersonAccess, PersonVault
from interfaces.storage.codecs.field_sealing import SealingKey
from interfaces.storage.codecs.sealing import KEY_BYTES
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.sealing.sole_use import SoleUse

_PAGE = 500
_FIRST_ERROR = 400
_NO_CHECKOUT = "-"
# Responses to later requests are sealed where they show a person. Step 45 came with the sealing of personal data.
_CLEAR: LiteralString = f"""
SELECT identity, path, key, status, body FROM tillroll.answers
WHERE (identity, path, key) > ($1, $2, $3)
    AND status IS NOT NULL
    AND substr(body, 1, 11) <> 'sealed for '::bytea
    AND kept_until - $4 <= (
        SELECT migration.at FROM tillroll.migrations AS migration WHERE migration.number = 45
    )
ORDER BY identity, path, key LIMIT {_PAGE}
"""
_ARE_CHECKOUTS: LiteralString = """
SELECT originator_id FROM tillroll.checkout_events
WHERE originator_id = ANY ($1::text[]) AND originator_version = 1
"""
_REPLACE: LiteralString = """
UPDATE tillroll.answers SET body = $4 WHERE identity = $1 AND path = $2 AND key = $3
"""


@dataclass(frozen=True)
class _Kept:
    name: tuple[str, str, str]
    response: StoredResponse

    @property
    def candidates(self) -> list[str]:
        """What may be the id of the checkout: the parts of the path, and `id` in the body."""
        found = self.name[1].split("/")
        try:
            body = msgspec.json.decode(self.response.body)
        except (msgspec.MsgspecError, UnicodeError):
            body = None
        if isinstance(body, dict) and isinstance(body.get("id"), str):
            found.append(body["id"])
        return [each for each in found if each and can_be_key(each)]


class ResponseSealing:
    """Seals all responses through a connection that it does not own, with keys that exist already."""

    def __init__(self, connection: Connection, vault: PersonVault, sole: SoleUse) -> None:
        self._connection = connection
        self._vault = vault
        self._sole = sole

    async def run(self) -> int:
        """Return the number of changed rows. Raises SealingRefused and StoreUnavailable."""
        changed = 0
        last = ("", "", "")
        while True:
            cursor = await self._connection.execute(_CLEAR, (*last, KEPT_FOR), binary=True)
            page = [
                _Kept(row[:3], StoredResponse(status=row[3], body=bytes(row[4])))
                for row in await cursor.fetchall()
            ]
            if not page:
                return changed
            changed += await self._seal(page)
            last = page[-1].name

    async def _seal(self, page: Sequence[_Kept]) -> int:
        wanted = list({each for kept in page for each in kept.candidates})
        cursor = await self._connection.execute(_ARE_CHECKOUTS, (wanted,), binary=True)
        known = {checkout_id for (checkout_id,) in await cursor.fetchall()}
        accesses = await self._vault.accesses(tuple(known))
        new: list[_Kept] = []
        for kept in page:
            found = [each for each in kept.candidates if each in known]
            checkout_id = found[-1] if found else None
            access = accesses.get(checkout_id or "")
            response = _seal_response(kept.response, checkout_id, access)
            if response is not kept.response:
                new.append(replace(kept, response=response))
        if new:
            self._sole.begin()
            async with self._connection.transaction():
                self._sole.require()
                for kept in new:
                    await self._connection.execute(_REPLACE, (*kept.name, kept.response.body))
        return len(new)


def _seal_response(
    response: StoredResponse, checkout_id: str | None, access: PersonAccess | None
) -> StoredResponse:
    """Return the response sealed, erased, or unchanged where its checkout has no personal data."""
    if checkout_id is None or access is None:
        return _erase_response(response, _NO_CHECKOUT)
    if access.key is not None:
        try:
            return seal_response(response, checkout_id, access.key)
        except UnicodeDecodeError:
            return _erase_response(response, checkout_id)
    if access.erased_at is not None or response.status >= _FIRST_ERROR:
        return _erase_response(response, checkout_id)
    return response


def _erase_response(response: StoredResponse, checkout_id: str) -> StoredResponse:
    """Return a response whose key is stored nowhere, so that readers take it for an erased one."""
    nothing = replace(response, body=b"")
    discarded = SealingKey(checkout_id, partial(bytes, secrets.token_bytes(KEY_BYTES)))
    return seal_response(nothing, checkout_id, discarded)
