"""Checks the signature of a request by the keys in the profile of its platform."""

from collections.abc import Callable, Iterator
from datetime import datetime

from fastapi import Request

from interfaces.dialects.ucp.auth import Caller
from interfaces.dialects.ucp.negotiation.errors import InvalidProfileUrl
from interfaces.dialects.ucp.negotiation.profile import Profile
from interfaces.dialects.ucp.negotiation.profiles import PlatformProfiles
from interfaces.dialects.ucp.signing.errors import (
    AlgorithmUnsupported,
    KeyNotFound,
    SignatureInvalid,
    SignatureMissing,
)
from interfaces.dialects.ucp.signing.platform_keys import is_signature
from interfaces.dialects.ucp.signing.request_signatures import (
    Candidate,
    ReceivedRequest,
    body_signature,
    message_signatures,
)
from interfaces.dialects.ucp.versions.spoken import VERSIONS, requested_version
from interfaces.http.request.body.reader import read_body


class RequestSignatures:
    """Checks signatures. `clock` returns the time of now."""

    def __init__(self, profiles: PlatformProfiles, clock: Callable[[], datetime]) -> None:
        self._profiles = profiles
        self._clock = clock

    async def check(self, request: Request, caller: Caller) -> None:
        """Check the signature of a request that has one; a shop may demand one.

        Raises SignatureMissing, SignatureInvalid, KeyNotFound, DigestMismatch, AlgorithmUnsupported, and the errors of
        a profile that cannot be had.
        """
        setting = caller.shop.ucp.signatures
        if setting == "ignored":
            return
        candidates = await self._candidates(request, caller)
        if not candidates:
            if setting == "required":
                raise SignatureMissing
            return
        agent = caller.agent
        if agent is None or not agent.is_url:
            raise InvalidProfileUrl
        profile = await self._profiles.get(agent.profile)
        if not any(each.kid in profile.keys for each in candidates):
            profile = await self._profiles.renew(agent.profile)
        faults = []
        for each in candidates:
            fault = _fault(each, profile)
            if fault is None:
                return
            faults.append(fault)
        raise faults[0]

    async def _candidates(self, request: Request, caller: Caller) -> list[Candidate]:
        received = await _read_request(request)
        found = list(message_signatures(received, self._clock()))
        version = requested_version(request) or VERSIONS[caller.shop.ucp.version]
        if version.signs_bodies and (of_body := body_signature(received)) is not None:
            found.append(of_body)
        return found


def _fault(
    candidate: Candidate, profile: Profile
) -> KeyNotFound | AlgorithmUnsupported | SignatureInvalid | None:
    if candidate.kid not in profile.keys:
        return KeyNotFound()
    key = profile.keys[candidate.kid]
    if key is None:
        return AlgorithmUnsupported()
    if not is_signature(key, candidate.signature, candidate.signed):
        return SignatureInvalid("It is not that of the named key over this request.")
    return None


async def _read_request(request: Request) -> ReceivedRequest:
    scope = request.scope
    raw_path: bytes = scope.get("raw_path") or scope["path"].encode("utf-8")
    return ReceivedRequest(
        method=request.method,
        authority=_authority(request),
        path=raw_path.partition(b"?")[0].decode("latin-1"),
        query=scope.get("query_string", b"").decode("latin-1"),
        headers=dict(_headers(request)),
        body=await read_body(request),
    )


def _authority(request: Request) -> str:
    """Return the host without the port that its scheme has anyway (RFC 9421, section 2.2.3)."""
    usual = {"http": ":80", "https": ":443"}.get(request.url.scheme, "")
    host = request.headers.get("host", "")
    return host.removesuffix(usual) if usual else host


def _headers(request: Request) -> Iterator[tuple[str, str]]:
    for name in request.headers:
        yield name.lower(), ", ".join(each.strip() for each in request.headers.getlist(name))
