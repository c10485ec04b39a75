"""Asks a time stamping authority for a time stamp (RFC 3161, HTTP as in §3.4), and checks its answer."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from application.ports.ledger.time_stamps import TimeStamp, UnstampedHead
from interfaces.webhooks.egress_policy import EgressRefused
from interfaces.webhooks.http_caller import HttpCaller, NoAnswer

MOST_BYTES: Final = 65_536
_OK: Final = 200
_HEADERS: Final = {"Content-Type": "application/timestamp-query"}


class NoTimeStamp(Exception):
    """The authority gave no time stamp of what it was sent. The message says why."""


class TimeStampAuthority:
    """The authority at a URL."""

    def __init__(self, url: str, caller: HttpCaller) -> None:
        self._url = url
        self._caller = caller

    async def stamp(self, head: UnstampedHead) -> TimeStamp:
        """Return a time stamp of the bytes of a head. Raises NoTimeStamp."""
        request = (
            TimestampRequestBuilder().data(head.note).hash_algorithm(HashAlgorithm.SHA256).build()
        )
        try:
            answer = await self._caller.call(
                "POST", self._url, _HEADERS, request.as_bytes(), most_bytes=MOST_BYTES + 1
            )
        except (EgressRefused, NoAnswer) as error:
            raise NoTimeStamp(str(error)) from error
        if answer.status != _OK:
            raise NoTimeStamp(f"The authority answers {answer.status}.")
        if len(answer.body) > MOST_BYTES:
            raise NoTimeStamp("The answer of the authority is too long.")
        return TimeStamp(
            size=head.size,
            time=check_response(answer.body, head.note, request.nonce),
            checkpoint=head.note,
            response=answer.body,
        )


def check_response(octets: bytes, stamped: bytes, nonce: int | None) -> datetime:
    """Return the time that a response states. Raises NoTimeStamp unless it is a time stamp of these bytes.

    The signature has to be that of a certificate in the response. Whether that certificate is one of a trusted
    authority is decided by who reads the time stamp.
    """
    try:
        response = decode_timestamp_response(octets)
    except ValueError as error:
        raise NoTimeStamp(f"The answer of the authority is no time stamp: {error}") from error
    if response.status:
        reasons = " ".join(response.status_string)
        raise NoTimeStamp(f"The authority refuses with status {response.status}. {reasons}".strip())
    try:
        builder = VerifierBuilder(nonce=nonce, roots=_certificates(response))
        builder.build().verify(response, sha256(stamped).digest())
    except (VerificationError, ValueError) as error:
        raise NoTimeStamp(f"The time stamp is not valid: {error}") from error
    time = response.tst_info.gen_time
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def _certificates(response: TimeStampResponse) -> list[x509.Certificate]:
    return [x509.load_der_x509_certificate(each) for each in response.signed_data.certificates]
