"""Save a search under a name, list the saved ones, and delete one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request, Response

from application.history.finding.personal_texts import may_be_a_persons
from application.ports.readers.saved_searches import (
    LONGEST_NAME,
    MOST_OF_A_READER,
    SavedSearch,
    SavedSearches,
)
from interfaces.api.console.access.forms import read_session_form
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.searching import NEWER, OLDER
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.policy import see_other
from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.typed.conditions import FieldKind, SearchField, read_conditions
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader
from interfaces.http.errors.request_errors import RouteUnknown

SAVE: Final = "/console/searches"
DELETE: Final = "/console/searches/delete"
_START: Final = "/console/search"
_PERSONAL: Final = phrase(
    "This search looks for a text that can be a person's. It is not saved, because personal data is kept in one place "
    "only, from which it can be erased."
)
_NO_NAME: Final = phrase(
    "Write a name of 1 to {number} characters, without an e-mail address or a phone number.",
    number=LONGEST_NAME,
)
_NO_SEARCH: Final = phrase(
    "Only a search by conditions can be saved. Look for something with the fields first."
)
_TOO_MANY: Final = phrase(
    "You have {number} saved searches. Delete one of them first.", number=MOST_OF_A_READER
)
Fields = Callable[[Reader], Sequence[SearchField]]


class NotSaved(Exception):
    """A search cannot be saved. `reason` is for the reader."""

    def __init__(self, reason: Shown) -> None:
        super().__init__()
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class SavedView:
    """A saved search as a page lists it. `owner` is empty for one of the reader's own."""

    id: str
    name: str
    address: str
    owner: str
    is_shared: bool


class SavingEndpoints:
    """One method for each endpoint. `pages_fields` are the fields of each page whose searches can be saved."""

    def __init__(
        self,
        *,
        pages: Pages,
        recorder: AccessRecorder,
        searches: SavedSearches,
        pages_fields: Mapping[str, Fields],
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._clock = clock
        self._pages = pages
        self._recorder = recorder
        self._searches = searches
        self._fields = pages_fields
        self._new_id = new_id

    async def save(self, request: Request, signed_in: SignedIn) -> Response:
        """Save the search at the address that the form names, and lead back to it. Answer 422 if it cannot be saved."""
        sent = await read_session_form(request, signed_in)
        reader = signed_in.reader
        async with self._recorder.record(request, reader, "save search"):
            try:
                address = self._address(request, sent.get("address", ""), reader)
                search = self._search(sent, address, reader)
                if not await self._searches.save(search):
                    raise NotSaved(_TOO_MANY)
            except NotSaved as error:
                return self._pages.respond(
                    request,
                    "not_saved.html",
                    title=phrase("Not saved"),
                    status=422,
                    reason=error.reason,
                )
        return see_other(search.address)

    async def delete(self, request: Request, signed_in: SignedIn) -> Response:
        """Delete a search of the reader, and lead to the start page. Raises RouteUnknown if it is not the reader's."""
        sent = await read_session_form(request, signed_in)
        reader = signed_in.reader
        async with self._recorder.record(request, reader, "delete saved search"):
            is_deleted = await self._searches.delete(sent.get("id", ""), reader.name, reader.person)
        if not is_deleted:
            raise RouteUnknown
        return see_other(_START)

    async def visible_to(self, reader: Reader) -> list[SavedView]:
        """Return the searches that a reader sees: the reader's own, and those that are shared in the key's scope."""
        found = await self._searches.visible_to(reader.name, reader.person, _scope(reader))
        return [
            SavedView(
                id=each.id,
                name=each.name,
                address=each.address,
                owner="" if _is_own(each, reader) else each.person or each.reader,
                is_shared=each.is_shared,
            )
            for each in found
        ]

    def _search(self, sent: Mapping[str, str], address: str, reader: Reader) -> SavedSearch:
        """Return the search of a form. Raises NotSaved."""
        name = " ".join(sent.get("name", "").split())
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable() or may_be_a_persons(name):
            raise NotSaved(_NO_NAME)
        return SavedSearch(
            id=self._new_id(),
            reader=reader.name,
            person=reader.person,
            scope=_scope(reader),
            name=name,
            address=address,
            is_shared="shared" in sent,
        )

    def _address(self, request: Request, text: str, reader: Reader) -> str:
        """Return the canonical address of a search, without the position of its page. Raises NotSaved."""
        parts = urlsplit(text)
        fields_of = self._fields.get(parts.path)
        if fields_of is None or parts.netloc:
            raise NotSaved(_NO_SEARCH)
        fields, given = fields_of(reader), dict(parse_qsl(parts.query))
        words = {each.name for each in fields if each.kind is FieldKind.WORDS}
        if any(
            "@" in text or (name in words and may_be_a_persons(text))
            for name, text in given.items()
        ):
            raise NotSaved(_PERSONAL)
        conditions = read_conditions(fields, given, format_for(request), self._clock())
        others = set(given) - {each.name for each in fields} - {OLDER, NEWER}
        if conditions.faults or others or not conditions.understood:
            raise NotSaved(_NO_SEARCH)
        return conditions.path(parts.path)


def _scope(reader: Reader) -> tuple[str, ...] | None:
    return None if reader.merchants is None else tuple(sorted(set(reader.merchants)))


def _is_own(search: SavedSearch, reader: Reader) -> bool:
    return (search.reader, search.person) == (reader.name, reader.person)
