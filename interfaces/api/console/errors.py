"""Errors and refusals as pages: what happened, what the reader can do, and the id of the request."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from fastapi import Request, Response

from domain import refusals
from domain.refusals import Refusal
from interfaces.api.console.access.forms import path_inside
from interfaces.api.console.pages import Pages
from interfaces.api.console.policy import see_other
from interfaces.api.console.text.error_texts import error_text
from interfaces.api.console.text.phrases import Phrase, Shown, phrase
from interfaces.api.refusals import problem_table
from interfaces.http.errors.problems import KINDS
from interfaces.http.errors.refusal_problems import RefusalProblems
from interfaces.http.errors.rendering import error_headers, known_error
from interfaces.http.errors.request_errors import (
    AccessDenied,
    InvalidFields,
    InvalidQuery,
    RequestError,
    Unauthenticated,
    Unavailable,
)

REFUSALS: Final[RefusalProblems] = problem_table(
    details={
        refusals.CheckoutNotFound: "It is not there, or it is not of a merchant that your key reaches.",
    },
    advice={},
)
SIGN_IN: Final = "/console/sign-in"


@dataclass(eq=False)
class NotSignedIn(Unauthenticated):
    """The browser has no session. `has_ended`: it had one."""

    reason: str = "Sign in to see this page."
    has_ended: bool = False


@dataclass(eq=False)
class SignInFailed(Unauthenticated):
    """The key of a sign-in is unknown. `next_path` is where the reader wanted to go."""

    reason: str = "This key is unknown. Compare it with the one that you were given."
    next_path: str = "/console/"
    person: str = ""


@dataclass(frozen=True)
class ErrorPage:
    """The content of an error's page. `fields` are the parameters that are wrong, each with what would be right."""

    status: int
    title: Shown
    detail: Shown
    advice: Shown
    fields: tuple[Shown, ...] = field(default=())


class ConsoleErrors:
    """Renders the errors. `ask_name` is whether the sign-in demands a name."""

    def __init__(self, pages: Pages, *, ask_name: bool) -> None:
        self._pages = pages
        self._ask_name = ask_name

    def render_refusal(self, request: Request, refusal: Refusal) -> Response:
        """Render a refusal of the domain."""
        row = REFUSALS[type(refusal)]
        advice = phrase("Compare the address with the one that you were given, or search for it.")
        page = ErrorPage(row.status, Phrase(row.title), Phrase(row.detail, refusal.facts()), advice)
        return self._respond(request, page, dict(row.headers))

    def render_error(self, request: Request, error: RequestError) -> Response:
        """Render a request error. Without a session, the reader is sent to the sign-in, and from there back."""
        if isinstance(error, NotSignedIn):
            return _send_to_sign_in(request, error)
        if isinstance(error, SignInFailed):
            return self.sign_in_page(
                request,
                error.next_path,
                status=401,
                problem=error_text(error.reason),
                person=error.person,
            )
        known = known_error(error, KINDS)
        status, _, title = KINDS[type(known)]
        # Each message begins with the name of its parameter.
        fields = (
            tuple(error_text(fault.message) for fault in known.faults)
            if isinstance(known, InvalidFields | InvalidQuery)
            else ()
        )
        detail = (
            phrase("The address has a part that cannot be read.")
            if fields
            else error_text(known.message)
        )
        page = ErrorPage(status, Phrase(title), detail, _advice(known), fields)
        return self._respond(request, page, error_headers(known))

    def sign_in_page(
        self,
        request: Request,
        next_path: str,
        *,
        status: int = 200,
        problem: Shown = "",
        note: Shown = "",
        person: str = "",
        is_open: bool = True,
    ) -> Response:
        """Return the page of the sign-in. Without `is_open` it has no form, and `problem` says why."""
        return self._pages.respond(
            request,
            "sign_in.html",
            title=phrase("Sign in"),
            status=status,
            headers={"WWW-Authenticate": "Bearer"} if status == 401 else None,
            next_path=next_path,
            problem=problem,
            note=note,
            person=person,
            ask_name=self._ask_name,
            is_open=is_open,
        )

    def _respond(self, request: Request, page: ErrorPage, headers: dict[str, str]) -> Response:
        return self._pages.respond(
            request,
            "error.html",
            title=page.title,
            status=page.status,
            headers=headers,
            error=page,
            retry_after=headers.get("Retry-After", ""),
        )


def _send_to_sign_in(request: Request, error: NotSignedIn) -> Response:
    path = request.scope["path"]
    query: bytes = request.scope.get("query_string", b"")
    wanted = quote(path) + (f"?{query.decode('latin-1')}" if query else "")
    location = SIGN_IN
    if request.method == "GET" and path_inside(wanted) == wanted:
        location += f"?next={quote(wanted, safe='/')}"
    if error.has_ended:
        location += ("&" if "?" in location else "?") + "ended=1"
    return see_other(location)


def _advice(error: RequestError) -> Shown:
    match error:
        case Unavailable():
            return phrase("Nothing is wrong with what you asked for. Try again in a few seconds.")
        case AccessDenied():
            return phrase(
                "The operator of this server gives keys their rights, in its configuration."
            )
        case _:
            return ""
