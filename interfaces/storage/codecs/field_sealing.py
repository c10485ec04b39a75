"""Encrypts single fields of personal data, each with a key of its own, derived from the key of the checkout.

A sealed field is `sealed2:<field>:<mark>:<nonce and ciphertext>`. The mark is the SHA-256 of the field's key, so that
the holder of a text and a key can prove that this key opens it: AES-GCM alone does not commit to a key. To show one
field, its key is given away, and no other field can be opened with that. A keyed digest has such a key
too.

The nonce is derived from the text, so equal texts of a field are sealed to equal texts. The text is padded to a
multiple of 32 bytes: after its erasure, its length would still say something about it.
"""

import hmac
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.ports.person_vault import Identity, TamperedField

INDEX_TERM_BYTES: Final = 16
_PREFIX: Final = "sealed2"
_NONCE_BYTES: Final = 12
_BLOCK: Final = 32
_END: Final = b"\x80"
_TO_URL_SAFE: Final = bytes.maketrans(b"+/", b"-_")
_FROM_URL_SAFE: Final = bytes.maketrans(b"-_", b"+/")


class SealingKey:
    """Implements `application.ports.person_vault.PersonKey` with the 32 bytes of a checkout's key.

    `unwrap` returns the key when it is used first, and may raise StoreUnavailable: readers who see that personal data
    is there need no key. The key has the texts that it has sealed or opened, so that a request opens each of them once.
    No process keeps a key after its request.
    """

    def __init__(self, checkout_id: str, unwrap: Callable[[], bytes]) -> None:
        self._checkout_id = checkout_id
        self._unwrap = unwrap
        self._key: bytes | None = None
        self._fields: dict[str, tuple[bytes, str]] = {}
        self._texts: dict[str, str] = {}

    def seal(self, field: str, text: str) -> str:
        """Return the text encrypted. Raises ValueError for text that is not Unicode."""
        sealed = self.seal_content(field, text.encode())
        self._texts[sealed] = text
        return sealed

    def seal_content(self, field: str, content: bytes) -> str:
        """Return the octets encrypted."""
        key, mark = self._field(field)
        plain = _pad(content)
        about = f"{self._checkout_id}\0person\0{field}".encode()
        nonce = hmac.digest(key, b"tillroll nonce v2\n" + about + plain, "sha256")[:_NONCE_BYTES]
        closed = nonce + AESGCM(key).encrypt(nonce, plain, about)
        return f"{_PREFIX}:{field}:{mark}:{_base64(closed)}"

    def open(self, sealed: str) -> str | None:
        """Return the text; None if another key sealed it. Raises TamperedField."""
        known = self._texts.get(sealed)
        if known is not None:
            return known
        content = self.open_content(sealed)
        if content is None:
            return None
        text = self._texts[sealed] = content.decode()
        return text

    def open_content(self, sealed: str) -> bytes | None:
        """Return the octets; None if another key sealed them. Raises TamperedField."""
        _, field, mark, closed = sealed.split(":")
        key, own_mark = self._field(field)
        if mark != own_mark:
            return None
        try:
            both = a2b_base64(closed.encode().translate(_FROM_URL_SAFE))
            about = f"{self._checkout_id}\0person\0{field}".encode()
            plain = AESGCM(key).decrypt(both[:_NONCE_BYTES], both[_NONCE_BYTES:], about)
        except (InvalidTag, ValueError) as error:
            raise TamperedField(f"{field} of checkout {self._checkout_id}") from error
        return plain.rstrip(b"\0").removesuffix(_END)

    def field_key(self, sealed: str) -> bytes | None:
        """Return the 32 bytes of the field's key, which open it and no field of another name."""
        _, field, mark, _ = sealed.split(":")
        key, own_mark = self._field(field)
        return key if mark == own_mark else None

    def digest(self, field: str, content: bytes) -> str:
        """Return a keyed digest of a content: `keyed1:<field>:<mark>:<HMAC-SHA256>`, with the key of the field."""
        key, mark = self._field(field)
        digest = hmac.digest(key, content, "sha256")
        return f"keyed1:{field}:{mark}:{_base64(digest).rstrip('=')}"

    def _field(self, field: str) -> tuple[bytes, str]:
        """Return the key of a field and its mark."""
        known = self._fields.get(field)
        if known is not None:
            return known
        if self._key is None:
            self._key = self._unwrap()
        key = hmac.digest(self._key, b"tillroll field v2\n" + field.encode(), "sha256")
        mark = b2a_base64(sha256(key).digest(), newline=False).rstrip(b"=")
        known = self._fields[field] = key, mark.translate(_TO_URL_SAFE).decode()
        return known


def index_term(key: bytes, identity: Identity) -> bytes:
    """Return the term under which the blind index has an identity: an HMAC, cut to 16 bytes."""
    about = f"tillroll person index v1\n{identity.kind.value}\n{identity.text}"
    return hmac.digest(key, about.encode(errors="surrogatepass"), "sha256")[:INDEX_TERM_BYTES]


def _base64(content: bytes) -> str:
    """Return the content in URL-safe Base64 (RFC 4648)."""
    return b2a_base64(content, newline=False).translate(_TO_URL_SAFE).decode()


def _pad(plain: bytes) -> bytes:
    """Return the bytes with 0x80 and zeros after them (ISO/IEC 7816-4), up to a multiple of 32."""
    ended = plain + _END
    return ended + b"\0" * (-len(ended) % _BLOCK)
