"""Suggestions for the boxes of the pages. They are sent as POST, so what is typed is in no address and in no log."""

import json
from typing import Final

from fastapi import Request, Response

from application.history.finding.suggestions import SuggestionKind, Suggestions
from interfaces.api.console.access.forms import read_session_form
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.pages import format_for
from interfaces.api.console.policy import with_policy
from interfaces.api.console.text.phrases import word_in
from interfaces.api.readers.access_log import AccessRecorder

PATH: Final = "/console/suggestions"
TYPED: Final = "q"
_LABELS: Final = {
    SuggestionKind.REFERENCE: word_in("suggestion", "reference"),
    SuggestionKind.ARTICLE: word_in("suggestion", "article"),
    SuggestionKind.ACTOR: word_in("suggestion", "actor"),
    SuggestionKind.OPERATION: word_in("suggestion", "operation"),
}


class SuggestionEndpoint:
    """Answers with texts that begin as a reader types, each with what it is."""

    def __init__(self, recorder: AccessRecorder, suggestions: Suggestions) -> None:
        self._recorder = recorder
        self._suggestions = suggestions

    async def send(self, request: Request, signed_in: SignedIn) -> Response:
        """The suggestions as JSON. Each request is a reading."""
        sent = await read_session_form(request, signed_in)
        async with self._recorder.record(request, signed_in.reader, "suggest"):
            found = await self._suggestions.of(sent.get(TYPED, ""), signed_in.reader.merchants)
        say = format_for(request).say
        content = [{"text": each.text, "label": say(_LABELS[each.kind])} for each in found]
        headers = {"Cache-Control": "private, no-store"}
        return with_policy(
            Response(json.dumps(content), headers=headers, media_type="application/json")
        )
