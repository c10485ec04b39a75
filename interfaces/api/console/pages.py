"""Render templates to pages. Everything that a template inserts is escaped, and what is invisible is shown as code.

A template has loops and conditions. Numbers and times come to it as texts, words as phrases, which are translated
where they are inserted. The words of the template itself are in calls of `t`, `tn` and `tc`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import quote

from fastapi import Request, Response

from application.ports.reader_sessions import ReaderPreferences
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.policy import with_policy
from interfaces.api.console.static_files import StaticFiles
from interfaces.api.console.text.languages import ENGLISH, NAMES, Languages
from interfaces.api.console.text.phrases import Shown
from interfaces.api.console.text.prints import printed_line
from interfaces.api.console.text.templates import translated_environment
from interfaces.api.console.text.values import ReaderFormat
from interfaces.http.dialect import Endpoint, Middleware
from interfaces.http.request.headers import request_id

_FOLDER: Final = Path(__file__).with_name("templates")
_SIGNED_IN: Final = "tillroll.console.signed_in"
_LANGUAGES: Final = "tillroll.console.languages"


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What every page has around its content. `reader` is empty for a page before the sign-in.

    `printed` is what each sheet of paper says: what the page is about, and who has read it when.
    """

    title: Shown
    path: str
    request_id: str
    reader: str
    is_auditor: bool
    form_token: str
    theme: str
    zone: str
    language: str
    languages: Mapping[str, str]
    query: str
    as_json: str
    as_command: str
    printed: Shown


def note_signed_in(request: Request, signed_in: SignedIn) -> None:
    """Keep who has signed in with the request, for the page about it and for an error."""
    request.scope[_SIGNED_IN] = signed_in


def signed_in_to(request: Request) -> SignedIn | None:
    """Return who has signed in; None before the sign-in."""
    found: SignedIn | None = request.scope.get(_SIGNED_IN)
    return found


def format_for(request: Request) -> ReaderFormat:
    """Return the format of the reader of a request."""
    signed_in = signed_in_to(request)
    languages: Languages | None = request.scope.get(_LANGUAGES)
    chosen = ReaderPreferences() if signed_in is None else signed_in.preferences
    accepted = request.headers.get("accept-language", "")
    language = ENGLISH if languages is None else languages.choose(chosen.language, accepted)
    return ReaderFormat(language, chosen.zone)


def note_languages(languages: Languages) -> Middleware:
    """Return the middleware that gives each request the languages of the console."""

    async def note(respond: Endpoint, request: Request) -> Response:
        request.scope[_LANGUAGES] = languages
        return await respond(request)

    return note


class Pages:
    """The templates in each language, and the files that they link to."""

    def __init__(
        self,
        static: StaticFiles,
        clock: Callable[[], datetime],
        languages: Languages,
        folder: Path = _FOLDER,
    ) -> None:
        self._clock = clock
        self._templates = {
            code: translated_environment(language, folder)
            for code, language in languages.by_code.items()
        }
        for environment in self._templates.values():
            environment.globals["static"] = static.url

    def fragment(self, template: str, language: str, **values: object) -> str:
        """Return the HTML of a template that is a part of a page and needs nothing around it."""
        templates = self._templates[language]
        return templates.get_template(template).render(**values)

    def respond(
        self,
        request: Request,
        template: str,
        *,
        title: Shown,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        query: str = "",
        as_json: str = "",
        as_command: str = "",
        about: Shown = "",
        **values: object,
    ) -> Response:
        """Return the page of a template. `as_json` is the same question to the history API, `as_command` to the CLI.

        `about` is the checkout and the version of the page, for its prints; by default its title.
        """
        signed_in = signed_in_to(request)
        reader = "" if signed_in is None else signed_in.reader.actor.partition(":")[2]
        form = format_for(request)
        frame = Frame(
            title=title,
            path=_path_of(request),
            request_id=request_id(request),
            reader=reader,
            is_auditor=signed_in is not None and signed_in.reader.merchants is None,
            form_token="" if signed_in is None else signed_in.form_token,
            theme="" if signed_in is None else signed_in.preferences.theme,
            zone=form.zone,
            language=form.language,
            languages=NAMES,
            query=query,
            as_json=as_json,
            as_command=as_command,
            printed=self._line_of_print(about or title, reader, status),
        )
        html = self._templates[form.language].get_template(template).render(frame=frame, **values)
        response = Response(html, status, headers, media_type="text/html; charset=utf-8")
        response.headers["Content-Language"] = form.language
        if signed_in is None or not signed_in.preferences.language:
            response.headers.add_vary_header("Accept-Language")
        return with_policy(response)

    def _line_of_print(self, about: Shown, reader: str, status: int) -> Shown:
        """Return the line of each sheet. An error has no time: it is the same for every checkout and reader."""
        return printed_line(about, reader if status < HTTPStatus.BAD_REQUEST else "", self._clock())


def _path_of(request: Request) -> str:
    query: bytes = request.scope.get("query_string", b"")
    path = quote(request.scope["path"])
    return f"{path}?{query.decode('latin-1')}" if query else path
