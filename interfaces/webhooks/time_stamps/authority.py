"""Asks a time stamping authority for a time stamp (RFC 3161, HTTP as in §3.4), and checks its answer."""

import contextlib
import ssl
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.utils import CryptographyDeprecationWarning
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
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
    """The authority at a URL. Its certificate has to lead to one in the file `trusted` (PEM), or of the system's."""

    def __init__(self, url: str, caller: HttpCaller, trusted: Path | None) -> None:
        self._url = url
        self._caller = caller
        self._trusted = trusted

    async def stamp(self, head: UnstampedHead) -> TimeStamp:
        """Return a time stamp of the bytes of a head. Raises NoTimeStamp."""
        roots = _read_roots(self._trusted)
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
            time=check_response(answer.body, head.note, request.nonce, roots),
            checkpoint=head.note,
            response=answer.body,
        )


def check_response(
    octets: bytes, stamped: bytes, nonce: int | None, roots: Sequence[x509.Certificate]
) -> datetime:
    """Return the time that a response states. Raises NoTimeStamp unless it is a time stamp of these bytes."""
    try:
        response = decode_timestamp_response(octets)
    except ValueError as error:
        raise NoTimeStamp(f"The answer of the authority is no time stamp: {error}") from error
    if response.status:
        reasons = " ".join(response.status_string)
        raise NoTimeStamp(f"The authority refuses with status {response.status}. {reasons}".strip())
    try:
        builder = VerifierBuilder(nonce=nonce, roots=list(roots))
        builder.build().verify(response, sha256(stamped).digest())
    except (VerificationError, ValueError) as error:
        raise NoTimeStamp(f"The time stamp is not valid: {error}") from error
    time = response.tst_info.gen_time
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def _read_roots(file: Path | None) -> Sequence[x509.Certificate]:
    """Return the certificates of a file, or those that the system trusts. Raises NoTimeStamp if there is none."""
    try:
        if file is not None:
            return x509.load_pem_x509_certificates(file.read_bytes())
        if known := _read_system_roots():
            return known
    except (OSError, ValueError) as error:
        raise NoTimeStamp(f"The certificates of {file or 'the system'} cannot be read.") from error
    raise NoTimeStamp("The system trusts no authority: set time_stamp_authorities in [ledger].")


def _read_system_roots() -> list[x509.Certificate]:
    found = []
    with warnings.catch_warnings():
        # Systems have old roots that are not quite in form. No authority of today needs them.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        for each in ssl.create_default_context().get_ca_certs(binary_form=True):
            with contextlib.suppress(ValueError):
                found.append(x509.load_der_x509_certificate(each))
    return found
