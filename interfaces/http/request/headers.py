"""Request headers that every dialect reads: request id, provenance, and version preconditions."""

import re
from dataclasses import replace

from fastapi import Request
from starlette.types import Scope

from domain.provenance import Provenance
from interfaces.http.forwarding.trusted_proxies import peer_of
from interfaces.runtime.clock_and_ids import new_id

_SANE_ID = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")
_ID_HEADERS = frozenset((b"x-request-id", b"request-id"))
_REQUEST_ID = "tillroll.request_id"
_VERSION_TAG = re.compile(r'"(\d{1,18})"')


def request_id(request: Request) -> str:
    """Return the caller's request id if it is well-formed, else a new one; the same for the whole request."""
    scope = request.scope
    return scope.get(_REQUEST_ID) or request_id_in(scope)


def request_id_in(scope: Scope) -> str:
    """Return the request id of the request in an ASGI scope."""
    known: str | None = scope.get(_REQUEST_ID)
    if known is None:
        known = scope[_REQUEST_ID] = _sent_id(scope) or new_id()
    return known


def _sent_id(scope: Scope) -> str | None:
    sent = {name: value for name, value in scope["headers"] if name in _ID_HEADERS}
    if not sent:
        return None
    own = (sent.get(b"x-request-id") or sent.get(b"request-id") or b"").decode("latin-1")
    return own if _SANE_ID.fullmatch(own) else None


def provenance(request: Request, *, actor: str, dialect: str, operation: str) -> Provenance:
    """Return the provenance of a change. Texts of the caller are cut, and their control characters removed.

    Only that of a customer has the peer: the address of a shop's server is no evidence of a customer's.
    """
    headers = request.headers
    key = headers.get("idempotency-key") or headers.get("x-idempotency")
    by = Provenance(
        actor=actor,
        dialect=dialect,
        operation=operation,
        request_id=request_id(request),
        address=request.client.host if request.client else "",
        user_agent=_printable(headers.get("user-agent", ""), 200),
        idempotency_key=_printable(key, 255) if key else "",
    )
    peer = peer_of(request.scope)
    return replace(by, peer=peer) if peer and by.is_shopper else by


def etag(version: int) -> str:
    """Return the strong validator of a checkout's representation at `version`."""
    return f'"{version}"'


def expected_versions(request: Request) -> tuple[int, ...] | None:
    """Return the versions in If-Match (RFC 9110 §13.1.1); None for any version.

    A weak tag and a tag that is not one of ours match nothing.
    """
    header = request.headers.get("if-match")
    if header is None or header.strip() == "*":
        return None
    tags = [tag.strip() for tag in header.split(",")]
    matches = [_VERSION_TAG.fullmatch(tag) for tag in tags]
    return tuple(int(match[1]) for match in matches if match)


def is_unchanged(request: Request, version: int) -> bool:
    """Return whether the caller has this version already, by If-None-Match (RFC 9110 §13.1.2)."""
    header = request.headers.get("if-none-match")
    if header is None:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag(version) in tags


def _printable(text: str, longest: int) -> str:
    text = text[:longest]
    return text if text.isprintable() else "".join(filter(str.isprintable, text))
