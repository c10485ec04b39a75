"""Open the personal data in the body of a callback just before it is sent, so that the outbox has sealed texts only."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from application.ports.person_vault import SEALED_FIELD, PersonAccess, PersonVault

OpenBody = Callable[[str, bytes], Awaitable[bytes]]
"""Takes the id of a checkout and a stored body, and returns the body that is sent."""
_BEGINNING: Final = b'"sealed2:'
_ERASED: Final = object()
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


async def unchanged_body(_: str, body: bytes) -> bytes:
    """Return a body as it is stored."""
    return body


@dataclass(frozen=True)
class SealedBodies:
    """Opens bodies with the keys in `vault`."""

    vault: PersonVault

    async def open(self, checkout_id: str, body: bytes) -> bytes:
        """Return a body of JSON with its sealed strings in clear, and without members whose text is erased.

        It is the same for every attempt until an erasure. Raises StoreUnavailable and TamperedField.
        """
        if _BEGINNING not in body:
            return body
        access = await self.vault.access(checkout_id)
        return _ENCODER.encode(_opened_value(msgspec.json.decode(body), access))


def _opened_value(value: Any, access: PersonAccess) -> Any:
    if isinstance(value, str):
        if not SEALED_FIELD.fullmatch(value):
            return value
        text = access.open(value)
        return _ERASED if text is None else text
    if isinstance(value, list):
        return _without_erased(_opened_value(each, access) for each in value)
    if isinstance(value, dict):
        opened = {name: _opened_value(each, access) for name, each in value.items()}
        return {name: each for name, each in opened.items() if each is not _ERASED}
    return value


def _without_erased(values: Any) -> list[Any]:
    return [each for each in values if each is not _ERASED]
