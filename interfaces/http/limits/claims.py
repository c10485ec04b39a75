"""The name that the credentials of a request claim, before they are verified.

| Authorization | name |
|---|---|
| `Bearer` and a JSON Web Token | the `kid` of its header |
| any scheme and base64 of a name, a colon and a signature in hex | the name |
| `Bearer` and any other key | none: the key is the secret itself |
"""

import base64
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import msgspec
from starlette.types import Scope

LONGEST_NAME: Final = 100
_LONGEST_READ = 4096
_NAME_AND_SIGNATURE = re.compile(r"(.+):[0-9A-Fa-f]{64,128}", re.DOTALL)
_CLAIM = "tillroll.claim"


@dataclass(frozen=True, slots=True)
class ClaimedCredentials:
    """Credentials as sent. `identity` tells them from others of the scheme: the name, or a digest of the key.

    `is_signature` is true where they differ with each request.
    """

    scheme: str
    name: str
    identity: str
    is_signature: bool = False


class _TokenHeader(msgspec.Struct):
    kid: str


def note_claimed_name(scope: Scope, scheme: str, name: str) -> ClaimedCredentials:
    """Keep the name that the body of a request claims, as the form of an OAuth client does."""
    claim = ClaimedCredentials(scheme, name, name)
    scope[_CLAIM] = claim
    return claim


def note_claimed_key(scope: Scope, key: str) -> ClaimedCredentials | None:
    """Keep the claim of a key in the body of a request, as that of a bearer key; return None for an empty key."""
    claim = read_claim(b"Bearer " + key.encode("utf-8", "replace"))
    if claim is not None:
        scope[_CLAIM] = claim
    return claim


def claim_of(scope: Scope) -> ClaimedCredentials | None:
    """Return the claim of a request; None without credentials."""
    noted: ClaimedCredentials | None = scope.get(_CLAIM)
    return noted or read_claim(authorization_of(scope))


def authorization_of(scope: Scope) -> bytes:
    """Return the first Authorization header of a request, or nothing."""
    for name, value in scope["headers"]:
        if name == b"authorization":
            found: bytes = value
            return found
    return b""


def read_claim(header: bytes) -> ClaimedCredentials | None:
    """Return the claim of an Authorization header; None for a header without credentials."""
    scheme, _, sent = header.decode("latin-1").strip().partition(" ")
    sent = sent.strip()
    if not sent:
        return None
    scheme = scheme.lower()[:LONGEST_NAME]
    is_token = scheme == "bearer" and sent.count(".") == 2
    name = ""
    if len(sent) <= _LONGEST_READ:
        name = _name_in_token(sent) if is_token else _name_in_signature(sent)
    identity = name or sha256(sent.encode()).hexdigest()
    return ClaimedCredentials(scheme, name, identity, is_signature=bool(name) and not is_token)


def printable_name(claim: ClaimedCredentials | None) -> str:
    """Return the claimed name for the log: at most 100 characters, each of them printable."""
    if claim is None:
        return ""
    name = claim.name[:LONGEST_NAME]
    return "".join(each if each.isprintable() else "\ufffd" for each in name)


def _name_in_token(token: str) -> str:
    try:
        return msgspec.json.decode(_decode(token.partition(".")[0]), type=_TokenHeader).kid
    except (ValueError, msgspec.MsgspecError, RecursionError):
        return ""


def _name_in_signature(sent: str) -> str:
    try:
        text = _decode(sent).decode().strip()
    except ValueError:
        return ""
    # Without a signature behind it, the part before the colon may be half of a secret.
    found = _NAME_AND_SIGNATURE.fullmatch(text)
    return found[1] if found else ""


def _decode(text: str) -> bytes:
    # Both alphabets, because `urlsafe_b64decode` skips what is in neither of them.
    standard = text.replace("-", "+").replace("_", "/")
    return base64.b64decode(standard + "=" * (-len(text) % 4), validate=True)
