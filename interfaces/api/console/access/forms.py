"""The forms of the console: their fields, and the token that shows that a page of the session sent them."""

import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl

from fastapi import Request

from interfaces.api.console.access.sessions import SignedIn
from interfaces.http.errors.request_errors import AccessDenied, MalformedBody
from interfaces.http.request.body.reader import read_body

TOKEN_FIELD = "form_token"
LARGEST_FORM = 20_000
_MOST_FIELDS = 50
_OLD_FORM = "This form is of another session. Open the page again, and send it from there."


async def read_form(request: Request) -> Mapping[str, str]:
    """Return the fields of a form, the last of each name. Raises BodyTooLarge and MalformedBody."""
    body = await read_body(request, LARGEST_FORM)
    try:
        return dict(
            parse_qsl(
                body.decode("ascii"),
                keep_blank_values=True,
                max_num_fields=_MOST_FIELDS,
                errors="strict",
            )
        )
    except ValueError as error:
        raise MalformedBody("This is not a form of the console.") from error


async def read_session_form(request: Request, signed_in: SignedIn) -> Mapping[str, str]:
    """Return the fields of a form of this session. Raises AccessDenied for a form without its token."""
    fields = await read_form(request)
    sent = fields.get(TOKEN_FIELD, "")
    if not hmac.compare_digest(sent.encode(), signed_in.form_token.encode()):
        raise AccessDenied(_OLD_FORM)
    return fields


def path_inside(next_path: str) -> str:
    """Return the path if it is one of the console, and the start page otherwise.

    A browser reads a backslash like a slash, and `%2e` like a dot, so these would let a link lead out of the console.
    """
    path = next_path.partition("?")[0]
    is_plain = not any(part in path.lower() for part in ("//", "/.", "%2e"))
    is_inside = path.startswith("/console/") and is_plain and "\\" not in next_path
    return next_path if is_inside and next_path.isprintable() else "/console/"
