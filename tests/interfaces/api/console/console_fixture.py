"""The console on stores in memory, with a browser that has signed in, or not yet."""

import contextlib
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import httpx
from fastapi import FastAPI

from application.history.refusal_search import RefusalSearch
from interfaces.api.console.access.sessions import SessionLimits
from interfaces.api.console.endpoints.searching import Searches
from interfaces.api.console.live.endpoints import Streams
from interfaces.api.console.routes import console_dialect
from interfaces.api.console.text.languages import Languages, read_languages
from interfaces.api.readers.settings import HistoryKey
from interfaces.composition.exports import console_exports
from interfaces.composition.refusal_statuses import status_of
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.http.app import create_http_app
from interfaces.runtime.live import Live
from tests.interfaces.api.history.app_fixture import AppFixture

KEY, AUDITOR, BLIND, OTHER = "demo-history", "demo-auditor", "blind", "other-history"
KEYS = (
    *demo_configuration().history_keys,
    HistoryKey(name="blind", key=BLIND, merchants=("demo-shop",), scopes=()),
    HistoryKey(
        name="sender",
        key="sends",
        merchants=("demo-shop",),
        scopes=("history:read", "deliveries:send"),
    ),
    HistoryKey(name="other", key=OTHER, merchants=("other-shop",)),
)
LIMITS = SessionLimits(lasts=timedelta(hours=8), idle=timedelta(minutes=30))
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Console:
    """The console with its history. `keys` may be replaced, as a reload does."""

    public_address: str | None = None
    ask_name: bool = False
    address: str = "http://127.0.0.1:8000"
    history: AppFixture = field(default_factory=AppFixture)
    languages: Languages = field(default_factory=read_languages)

    def __post_init__(self) -> None:
        self.keys = Live[Any](KEYS)
        storage = self.history.storage
        finders = self.history.finders
        tokens = itertools.count(1)
        self.dialect = console_dialect(
            inquiries=self.history.inquiries,
            replay=self.history.replay,
            searches=Searches(
                lookup=finders.lookup,
                checkouts=finders.search,
                counting=finders.counting,
                refusals=RefusalSearch(storage.refusals, storage.persons),
                events=self.history.trail,
                reads=storage.reads,
                merchants=Live({"demo-shop": "Demo Shop", "other-shop": "Other Shop"}),
                clock=lambda: self.history.now,
            ),
            figures=self.history.figures,
            operations=self.history.operations,
            audit_log=self.history.trail,
            deliveries=self.history.deliveries,
            ledger=self.history.read_ledger,
            refusal_ledger=self.history.read_refusal_ledger,
            access_log=storage.reads,
            sessions=storage.reader_sessions,
            saved_searches=storage.saved_searches,
            keys=self.keys,
            limits=LIMITS,
            ask_name=self.ask_name,
            public_address=self.public_address,
            languages=self.languages,
            clock=lambda: self.history.now,
            new_token=lambda: f"token-{next(tokens)}",
            status_of=status_of,
            streams=Streams(self.history.streams, self.history.ending),
            exports=console_exports(storage.persons),
            evidence=self.history.evidence,
        )
        self.app = create_http_app([self.dialect], _nothing_to_start)
        self.browser = self.new_browser()

    def new_browser(self, address: str | None = None) -> httpx.AsyncClient:
        """Returns a browser without cookies."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, client=("127.0.0.1", 1)),
            base_url=address or self.address,
            headers={"X-Request-Id": "req-1", "Accept": "text/html"},
        )

    async def sign_in(self, key: str = KEY, person: str = "", **fields: str) -> httpx.Response:
        """Sends the form of the sign-in."""
        form = {"key": key, "person": person, **fields}
        return await self.browser.post("/console/sign-in", data=form, headers=SAME_ORIGIN)

    async def form_token(self) -> str:
        """The token that the forms of the session have."""
        return Page.of(await self.browser.get("/console/search")).values["form_token"]

    async def post(self, path: str, **fields: str) -> httpx.Response:
        """Sends a form of the session, with the token that the search page has."""
        token = await self.form_token()
        return await self.browser.post(
            path, data={"form_token": token, **fields}, headers=SAME_ORIGIN
        )

    async def page(self, path: str, status: int = 200) -> "Page":
        """Opens a page, and checks its status."""
        answer = await self.browser.get(path)
        assert answer.status_code == status, answer.text
        return Page.of(answer)


@contextlib.asynccontextmanager
async def _nothing_to_start(_: FastAPI) -> AsyncIterator[None]:
    yield


_INLINE = frozenset({"bdi", "span", "code", "strong", "time", "ins", "del", "a"})
_VOID = frozenset({"meta", "link", "input", "path", "br", "img", "hr"})


class Page(HTMLParser):
    """A page, parsed strictly: every element is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.attributes: list[tuple[str, str, str]] = []
        self.values: dict[str, str] = {}
        self.marked: dict[str, list[str]] = {}

    @classmethod
    def of(cls, answer: httpx.Response) -> "Page":
        """Returns the page of an answer."""
        page = cls()
        page.feed(answer.text)
        page.close()
        assert page.open == [], page.open
        page.text = " ".join(page.text.split())
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the element and its attributes."""
        if tag not in _VOID:
            self.open.append(tag)
        found = {name: value or "" for name, value in attrs}
        assert len(found) == len(attrs), f"{tag} has an attribute twice"
        self.attributes += [(tag, name, value) for name, value in found.items()]
        if tag == "input":
            self.values[found.get("name", "")] = found.get("value", "")
        if tag in ("ins", "del", "title", "h1"):
            self.marked.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element that closes itself."""
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Closes the last element, which must be this one."""
        assert self.open.pop() == tag, tag
        if tag not in _INLINE:
            self.text += " "

    def handle_data(self, data: str) -> None:
        """Notes the text, with ordinary spaces."""
        data = data.replace("\u00a0", " ")
        self.text += data
        for tag in self.open:
            if tag in self.marked:
                self.marked[tag][-1] += data.strip()

    def links(self) -> list[str]:
        """Returns the target of every link."""
        return [value for tag, name, value in self.attributes if (tag, name) == ("a", "href")]
