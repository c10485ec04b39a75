"""Record changes with an invalid body as refused attempts of their checkout.

An endpoint notes the change as soon as the caller is authenticated. The error handler records an invalid body. It
looks up the checkout only then, so valid requests cost nothing more and the order of checks does not change. Nothing
is recorded for unauthenticated callers and clients of other merchants, because the checkout is not theirs.
"""

import inspect
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from fastapi import Request

from application.checkouts.admission import Target
from application.checkouts.invalid_bodies import FaultyField, InvalidBody
from application.checkouts.service import Checkouts
from application.ports.event_store import StoreUnavailable
from domain.refusals import Refusal
from interfaces.http.errors.request_errors import (
    BodyTooLarge,
    FieldFault,
    InvalidFields,
    MalformedBody,
    RequestError,
    UnsupportedMediaType,
)
from interfaces.http.request.body.digests import body_read
from interfaces.http.request.headers import provenance, request_id

MOST_ERRORS: Final = 20
LONGEST_FIELD: Final = 100
LONGEST_MESSAGE: Final = 200
_CHANGE = "tillroll.change_wanted"
_CUT = "…"
_REPLACEMENT = "\ufffd"
# The patterns below take quadratic time.
_LONGEST_READ = 300
_LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){6,}")
_MAIL_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
# From the first quotation mark to the last, since a value may have such marks in it; to the end where that is cut.
_QUOTED = re.compile(r"(?<!\w)(['\"])(?:.*\1(?!\w)|.*)", re.DOTALL)
# Its message quotes what is allowed.
_QUOTES_NO_VALUE = "literal_error"
_log = logging.getLogger("tillroll.http")
FindTarget = Callable[[], Target | Awaitable[Target]]
Actor = str | Callable[[str], str]
"""The actor of a change, or a function from the id of the checkout to it."""


@dataclass(frozen=True, kw_only=True)
class _Change:
    checkouts: Checkouts
    target: FindTarget
    actor: Actor
    dialect: str
    operation: str


def note_change(
    request: Request,
    checkouts: Checkouts,
    target: FindTarget,
    *,
    actor: Actor,
    dialect: str,
    operation: str,
) -> None:
    """Note that the authenticated `actor` requests a change. `target` finds the checkout.

    `target` is called only if the body is invalid. It may raise refusals, request errors and StoreUnavailable.
    """
    request.scope[_CHANGE] = _Change(
        checkouts=checkouts, target=target, actor=actor, dialect=dialect, operation=operation
    )


async def keep_invalid_body(request: Request, fault: RequestError) -> None:
    """Record a fault of the body, if a change was noted. The response does not depend on it.

    If the store is unavailable, the fault is logged instead.
    """
    change: _Change | None = request.scope.get(_CHANGE)
    if change is None:
        return
    body = _invalid_body(request, fault)
    if body is None:
        return
    # A request is recorded once, even if rendering its response raises a second fault.
    del request.scope[_CHANGE]
    try:
        found = change.target()
        target = await found if inspect.isawaitable(found) else found
        named = change.actor
        actor = named if isinstance(named, str) else named(target.checkout_id)
        by = provenance(request, actor=actor, dialect=change.dialect, operation=change.operation)
        await change.checkouts.keep_invalid_body(target, body, by)
    except (Refusal, RequestError):
        return
    except StoreUnavailable as error:
        _log.warning("request %s: its invalid body was not kept: %s", request_id(request), error)


def _invalid_body(request: Request, fault: RequestError) -> InvalidBody | None:
    """Return the record of a fault; None if the fault is not in the body, or the body is incomplete."""
    read = body_read(request)
    if read is None:
        return None
    match fault:
        case InvalidFields(faults=found):
            errors = [(each.path, _without_values(each)) for each in found]
        case MalformedBody(reason=reason):
            errors = [("", reason)]
        case BodyTooLarge():
            errors = [("", fault.message)]
        case UnsupportedMediaType(got=got, expected=expected):
            errors = [("", f"The body is declared as {got}; expected is {expected}.")]
        case _:
            return None
    return InvalidBody(
        endpoint=_endpoint(request),
        size=read.size,
        sha256=read.sha256,
        kind=type(fault).__name__,
        errors=tuple(_faulty_field(path, message) for path, message in errors[:MOST_ERRORS]),
        unnamed=max(0, len(errors) - MOST_ERRORS),
    )


def _endpoint(request: Request) -> str:
    """Return the method and the path template of the route, without ids and tokens."""
    route = request.scope.get("route")
    return f"{request.method} {getattr(route, 'path', '')}"


def _faulty_field(path: str, message: str) -> FaultyField:
    return FaultyField(field=_safe(path, LONGEST_FIELD), message=_safe(message, LONGEST_MESSAGE))


def _without_values(fault: FieldFault) -> str:
    """Return the message without the value that it may quote."""
    message = fault.message[:_LONGEST_READ]
    return message if fault.kind == _QUOTES_NO_VALUE else _QUOTED.sub(_CUT, message)


def _safe(text: str, longest: int) -> str:
    """Cut a text to its length. The name of a field may be any text that the caller sent.

    Numbers as long as those of cards and e-mail addresses are left out, and control characters are replaced.
    """
    text = "".join(each if each.isprintable() else _REPLACEMENT for each in text[:_LONGEST_READ])
    text = _MAIL_ADDRESS.sub(_CUT, _LONG_NUMBER.sub(_CUT, text))
    return text if len(text) <= longest else text[: longest - 1] + _CUT
