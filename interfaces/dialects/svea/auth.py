"""Authentication by a signature over the body's bytes, the secret and the time.

`Authorization: Svea base64(merchantId ":" hex(SHA-512(body + secret + timestamp)))`, where `timestamp` is the value of
the header `Timestamp` as received. The provider defined a plain hash, not an HMAC. The body of a GET is empty.

A timestamp without an offset is UTC. A timestamp further from this server's clock than the merchant's window is
refused. The provider's signature covers neither method nor path, so within the window a recorded one would be good
for any. Here it is taken for the first method and path only, and may be repeated there: a client that got no answer
sends the same request again. All reads of one second have the same signature, so one of a read is good for every
read.
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from fastapi import Request

from interfaces.dialects.svea.settings import SveaSettings
from interfaces.http.errors.request_errors import Unauthenticated
from interfaces.http.limits.signatures import UsedSignatures
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import Party, Share
from interfaces.http.request.bearer import authorization
from interfaces.http.request.body.reader import read_body

MAX_BODY = 4_000_000
_CLAIM = "tillroll.svea_claim"
_NO_CREDENTIALS = "Send the headers Authorization (Svea and base64 of merchant id, colon and signature) and Timestamp."
_NOT_SIGNED = (
    "The signature does not fit this request. It is the SHA-512 in hex of the body's bytes, the secret and the "
    "Timestamp header."
)
_NO_TIME = "The header Timestamp is UTC as in 2026-01-31 12:00:00."
_USED_ELSEWHERE = (
    "A request with this signature was sent to another method or path. Sign the request with a Timestamp of its own; "
    "it may have fractions of a second."
)
_READS = frozenset(("GET", "HEAD"))
_TIMESTAMP = re.compile(
    r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII
)


@dataclass(frozen=True)
class SveaCaller:
    """The merchant and the credential that signed a request."""

    merchant: str
    name: str
    settings: SveaSettings

    @property
    def actor(self) -> str:
        """The caller's name in the audit log."""
        return f"shop:{self.name}"

    @cached_property
    def claimed_party(self) -> Party:
        """The sender of a request before its signature is verified, which covers the body."""
        return Party(Share.MERCHANTS, self.merchant, self.name, is_verified=False)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What the head of a request says of its sender, before the body has proved it."""

    caller: SveaCaller
    signature: bytes
    timestamp: str


class Signatures:
    """The secrets of all merchants with Svea credentials. A merchant id may have several valid secrets."""

    def __init__(
        self,
        merchants: Sequence[MerchantSettings[SveaSettings]],
        clock: Callable[[], datetime],
        used: UsedSignatures | None = None,
    ) -> None:
        self._clock = clock
        self._used = used
        self._secrets: dict[str, list[bytes]] = {}
        self._callers: dict[str, SveaCaller] = {}
        for merchant in merchants:
            for credential in merchant.settings.credentials:
                name = credential.merchant_id
                self._secrets.setdefault(name, []).append(credential.secret.encode())
                self._callers[name] = SveaCaller(merchant.id, name, merchant.settings)

    def identify(self, request: Request) -> Party:
        """Return the merchant that the head claims, so that only bodies of known ones are read. Raises Unauthenticated.

        A merchant id is no secret, so an unknown one may be told from a wrong signature.
        """
        return self._claim(request).caller.claimed_party

    async def caller(self, request: Request) -> SveaCaller:
        """Authenticate the request. Raises Unauthenticated, or BodyTooLarge where the signature cannot be verified."""
        claim: _Claim = request.scope.get(_CLAIM) or self._claim(request)
        body = await read_body(request, MAX_BODY)
        is_signed = False
        for secret in self._secrets[claim.caller.name]:
            signed = hashlib.sha512(body + secret + claim.timestamp.encode("latin-1")).hexdigest()
            is_signed |= hmac.compare_digest(signed.encode(), claim.signature)
        if not is_signed:
            raise Unauthenticated(_NOT_SIGNED)
        signed_at = self._require_time(claim.timestamp, claim.caller)
        self._require_first_use(request, claim.signature, claim.caller, signed_at)
        return claim.caller

    def _claim(self, request: Request) -> _Claim:
        scheme, value = authorization(request)
        timestamp = request.headers.get("timestamp", "")
        if scheme != "svea" or not timestamp:
            raise Unauthenticated(_NO_CREDENTIALS)
        name, signature = _name_and_signature(value)
        caller = self._callers.get(name)
        if caller is None:
            raise Unauthenticated(_NOT_SIGNED)
        claim = request.scope[_CLAIM] = _Claim(caller, signature, timestamp)
        return claim

    def _require_first_use(
        self, request: Request, signature: bytes, caller: SveaCaller, signed_at: datetime
    ) -> None:
        if self._used is None or not caller.settings.one_path_per_signature:
            return
        method = request.method
        purpose = "read" if method in _READS else f"{method} {request.scope['path']}"
        now, until = self._clock(), signed_at + caller.settings.clock_window
        if not self._used.take(
            f"{caller.name}:{signature.decode()}", purpose, now=now, until=until
        ):
            raise Unauthenticated(_USED_ELSEWHERE, is_guess=False)

    def _require_time(self, timestamp: str, caller: SveaCaller) -> datetime:
        """Return the time of the signature."""
        text = timestamp.strip()
        if not _TIMESTAMP.fullmatch(text):
            raise Unauthenticated(_NO_TIME, is_guess=False)
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            raise Unauthenticated(_NO_TIME, is_guess=False) from None
        if at.tzinfo is None:
            at = at.replace(tzinfo=UTC)
        now = self._clock()
        if abs(now - at) > caller.settings.clock_window:
            raise Unauthenticated(
                f"The Timestamp is more than {caller.settings.clock_window_minutes} minutes away from this "
                f"server's clock, which says {now:%Y-%m-%d %H:%M:%S}. Sign the request anew.",
                is_guess=False,
            )
        return at


def _name_and_signature(value: str) -> tuple[str, bytes]:
    """Decode the merchant id, and the signature in lower-case hex."""
    try:
        padded = value + "=" * (-len(value) % 4)
        text = base64.b64decode(padded, validate=True).decode()
    except (binascii.Error, ValueError):
        raise Unauthenticated(_NOT_SIGNED) from None
    name, _, signature = text.rpartition(":")
    return name, signature.strip().lower().encode()
