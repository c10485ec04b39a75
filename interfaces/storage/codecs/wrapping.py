"""Encrypts the keys of data with a master key that is outside the database, so that a stolen dump opens nothing.

A wrapped key is one byte of format, the id of the master key (8 bytes), a random nonce (12 bytes), and the key
encrypted with AES-256-GCM. The id is a truncated hash of the master key. What the key is for is associated data: a
wrapped key that is moved to another row fails authentication.
"""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.ports.event_store import StoreUnavailable

MASTER_KEY_BYTES = 32
PLAIN_BYTES = 32
_FORMAT = b"\x01"
_ID_BYTES = 8
_NONCE_BYTES = 12
_TAG_BYTES = 16
_HEAD_BYTES = len(_FORMAT) + _ID_BYTES
WRAPPED_BYTES = _HEAD_BYTES + _NONCE_BYTES + PLAIN_BYTES + _TAG_BYTES


class MasterKeyMissing(StoreUnavailable):
    """A key needs a master key that is not configured: that with the id `wanted`, or any if `wanted` is None."""

    def __init__(self, about: str, *, wanted: str | None, given: Sequence[str]) -> None:
        needed = "a master key" if wanted is None else f"the master key {wanted}"
        configured = f"only {', '.join(given)}" if given else "none"
        super().__init__(
            f"The {about} needs {needed}, and {configured} is configured. "
            f"Add {needed} to the file of master keys."
        )
        self.wanted = wanted
        self.given = tuple(given)


class TamperedKey(Exception):
    """A stored key that fails authentication with its own master key, or has an unknown form."""


class KeyWrapping(Protocol):
    """Wraps keys for the database and unwraps them. `about` says what a key is for, as in `data key of c1 person`."""

    def wrap(self, key: bytes, about: str) -> bytes:
        """Return the 32 bytes of the key encrypted with the current master key."""

    def unwrap(self, stored: bytes, about: str) -> bytes:
        """Return the 32 bytes of the key. Raises MasterKeyMissing or TamperedKey."""


def master_key_id(master_key: bytes) -> str:
    """Return the id of a master key: 16 hexadecimal digits that do not reveal it."""
    return sha256(b"tillroll master key id" + master_key).hexdigest()[: 2 * _ID_BYTES]


def wrapped_with(stored: bytes) -> str | None:
    """Return the id of the master key of a stored key; None for a plain key. Raises TamperedKey for another form."""
    if len(stored) == PLAIN_BYTES:
        return None
    if len(stored) != WRAPPED_BYTES or not stored.startswith(_FORMAT):
        raise TamperedKey(f"a stored key of {len(stored)} bytes has an unknown form")
    return stored[len(_FORMAT) : _HEAD_BYTES].hex()


@dataclass(frozen=True, kw_only=True)
class MasterKeys:
    """The current master key and older ones, of 32 bytes each. Implements `KeyWrapping`."""

    current: bytes = field(repr=False)
    older: tuple[bytes, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        """Raise ValueError if a master key does not have 32 bytes."""
        if any(len(each) != MASTER_KEY_BYTES for each in (self.current, *self.older)):
            raise ValueError(f"a master key has {MASTER_KEY_BYTES} bytes")

    @property
    def current_id(self) -> str:
        """The id of the master key that `wrap` uses."""
        return master_key_id(self.current)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all master keys, the current one first."""
        return tuple(map(master_key_id, (self.current, *self.older)))

    def is_current(self, stored: bytes) -> bool:
        """Return whether a stored key is wrapped with the current master key. Raises TamperedKey."""
        return wrapped_with(stored) == self.current_id

    def wrap(self, key: bytes, about: str) -> bytes:
        """Return the key encrypted with the current master key and a random nonce."""
        if len(key) != PLAIN_BYTES:
            raise ValueError(f"a key has {PLAIN_BYTES} bytes")
        head = _FORMAT + bytes.fromhex(self.current_id)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return (
            head + nonce + AESGCM(self.current).encrypt(nonce, key, _associated_data(head, about))
        )

    def unwrap(self, stored: bytes, about: str) -> bytes:
        """Return the key. A plain key, of a version that had no master key, is returned unchanged.

        Raises MasterKeyMissing or TamperedKey.
        """
        wanted = wrapped_with(stored)
        if wanted is None:
            return stored
        master_key = self._find(wanted)
        if master_key is None:
            raise MasterKeyMissing(about, wanted=wanted, given=self.ids)
        head, nonce = stored[:_HEAD_BYTES], stored[_HEAD_BYTES : _HEAD_BYTES + _NONCE_BYTES]
        closed = stored[_HEAD_BYTES + _NONCE_BYTES :]
        try:
            return AESGCM(master_key).decrypt(nonce, closed, _associated_data(head, about))
        except InvalidTag as error:
            raise TamperedKey(f"the {about} fails authentication") from error

    def _find(self, wanted: str) -> bytes | None:
        for each in (self.current, *self.older):
            if hmac.compare_digest(master_key_id(each), wanted):
                return each
        return None


class NoMasterKeys:
    """Implements `KeyWrapping` without a master key: it reads plain keys, and never stores one."""

    def wrap(self, key: bytes, about: str) -> bytes:
        """Raise MasterKeyMissing for every key."""
        raise MasterKeyMissing(about, wanted=None, given=())

    def unwrap(self, stored: bytes, about: str) -> bytes:
        """Return a plain key. Raises MasterKeyMissing for a wrapped one, or TamperedKey."""
        wanted = wrapped_with(stored)
        if wanted is None:
            return stored
        raise MasterKeyMissing(about, wanted=wanted, given=())


def _associated_data(head: bytes, about: str) -> bytes:
    return head + about.encode()
