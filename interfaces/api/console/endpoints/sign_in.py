"""Sign in, sign out, and choose how the pages look."""

from dataclasses import replace

from fastapi import Request, Response

from application.ports.reader_sessions import ReaderPreferences
from interfaces.api.console.access.by_itself import is_by_itself
from interfaces.api.console.access.cookies import InsecureConnection, SessionCookie
from interfaces.api.console.access.forms import path_inside, read_form, read_session_form
from interfaces.api.console.access.sessions import ConsoleSessions, SignedIn
from interfaces.api.console.errors import SIGN_IN, ConsoleErrors, NotSignedIn, SignInFailed
from interfaces.api.console.pages import format_for, note_signed_in
from interfaces.api.console.policy import see_other
from interfaces.api.console.text.error_texts import error_text
from interfaces.api.console.text.languages import NAMES
from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.text.values import known_zone
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.http.errors.request_errors import Unauthenticated
from interfaces.http.limits.request_limits import require_key_sign_in

LONGEST_NAME = 64
_THEMES = frozenset(("", "light", "dark"))
_NO_NAME = phrase("Enter your name: the access log keeps it with each page that you open.")
_ENDED = phrase(
    "Your session has ended. Sign in again, and you are back on the page that you wanted."
)
_SIGNED_OUT = phrase("You have signed out.")


class SignInEndpoints:
    """One method for each endpoint. With `ask_name` a reader without a name is not admitted."""

    def __init__(
        self,
        *,
        sessions: ConsoleSessions,
        cookie: SessionCookie,
        errors: ConsoleErrors,
        recorder: AccessRecorder,
        ask_name: bool,
    ) -> None:
        self._sessions = sessions
        self._cookie = cookie
        self._errors = errors
        self._recorder = recorder
        self._ask_name = ask_name

    async def identify(self, request: Request) -> SignedIn:
        """Return who has signed in, and keep it with the request. Raises NotSignedIn."""
        token = self._cookie.token(request)
        if token is None:
            raise NotSignedIn
        signed_in = await self._sessions.find(token, is_use=not is_by_itself(request))
        if signed_in is None:
            raise NotSignedIn(has_ended=True)
        note_signed_in(request, signed_in)
        return signed_in

    async def page(self, request: Request) -> Response:
        """The form of the sign-in, or why there is none on this connection."""
        next_path = path_inside(request.query_params.get("next", ""))
        try:
            self._cookie.require_connection(request)
        except InsecureConnection as error:
            return self._errors.sign_in_page(
                request, next_path, status=403, problem=error_text(str(error)), is_open=False
            )
        note: Shown = _ENDED if "ended" in request.query_params else ""
        if "out" in request.query_params:
            note = _SIGNED_OUT
        return self._errors.sign_in_page(request, next_path, note=note)

    async def sign_in(self, request: Request) -> Response:
        """Compare the key, begin a session, and lead to the page that the reader wanted. Raises SignInFailed."""
        fields = await read_form(request)
        next_path = path_inside(fields.get("next", ""))
        key = fields.get("key", "").strip()
        person = _person(fields.get("person", ""))
        try:
            self._cookie.require_connection(request)
        except InsecureConnection as error:
            return self._errors.sign_in_page(
                request, next_path, status=403, problem=error_text(str(error)), is_open=False
            )
        if self._ask_name and not person:
            return self._errors.sign_in_page(request, next_path, status=422, problem=_NO_NAME)
        require_key_sign_in(request, key)
        try:
            reader = self._sessions.reader_of_key(key, person)
        except Unauthenticated as error:
            raise SignInFailed(next_path=next_path, person=person) from error
        async with self._recorder.record(request, reader, "sign in"):
            preferences = ReaderPreferences(
                language=format_for(request).language, zone=known_zone(fields.get("zone", ""))
            )
        token = await self._sessions.start(reader, key, preferences)
        response = see_other(next_path)
        self._cookie.put(request, response, token)
        return response

    async def sign_out(self, request: Request, signed_in: SignedIn) -> Response:
        """End this session, or with the field `everywhere` each one of this person."""
        fields = await read_session_form(request, signed_in)
        if "everywhere" in fields:
            await self._sessions.end_everywhere(signed_in.session)
        else:
            await self._sessions.end(signed_in.session)
        response = see_other(f"{SIGN_IN}?out=1")
        self._cookie.remove(request, response)
        return response

    async def choose(self, request: Request, signed_in: SignedIn) -> Response:
        """Keep the language, the time zone and the theme for this session, and lead back to the page."""
        fields = await read_session_form(request, signed_in)
        chosen = signed_in.preferences
        if (theme := fields.get("theme", chosen.theme)) in _THEMES:
            chosen = replace(chosen, theme=theme)
        if (language := fields.get("language", chosen.language)) in NAMES:
            chosen = replace(chosen, language=language)
        if "zone" in fields:
            chosen = replace(chosen, zone=known_zone(fields["zone"].strip()))
        await self._sessions.choose(signed_in.session, chosen)
        return see_other(path_inside(fields.get("next", "")))


def _person(text: str) -> str:
    """Return a name for the access log: in one line, without the slash that divides it from the name of the key."""
    joined = " ".join(text.replace("/", " ").split())
    return "".join(filter(str.isprintable, joined))[:LONGEST_NAME].strip()
