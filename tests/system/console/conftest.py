"""A real server with checkouts, and Chromium that fails a test for any message, error or request to another host.

The browser is Debian's, started by its path: Playwright brings none. Where there is no Chromium, a developer's tests
are skipped, and those of CI fail. Playwright's synchronous API keeps an event loop running, so no test with `asyncio`
may be in these modules.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.databases import Databases
from tests.system.console.checkouts import Checkouts, make_checkouts
from tests.system.service.browser import BROWSER
from tests.system.service.server import running

_PARKED = """
INSERT INTO tillroll.deliveries
    (position, place, checkout_id, version, merchant, channel, method, url, headers, body,
     receiver, state, made_at)
VALUES (0, 0, %s, 1, 'demo-shop', 'walley.notification', 'GET', 'http://127.0.0.1:8099/notify',
    '[]', '', 'http://127.0.0.1:8099', 'parked', now())
RETURNING id
"""
_NEWEST = """
SELECT originator_id, max(originator_version) FROM tillroll.checkout_events GROUP BY originator_id
"""
KEY, AUDITOR, DISPUTES = "demo-history", "demo-auditor", "demo-disputes"


# A folder that is no package has no scope of its own: "package" would keep the event loop running until all tests end.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a profile. Root cannot use its sandbox."""
    if BROWSER is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium is installed here, and CI needs it")
        pytest.skip("no Chromium is installed here")
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=options)
        yield chromium
        chromium.close()


@dataclass
class ConsoleSite:
    """The console of a running server. `open` makes a tab with a profile of its own."""

    address: str
    checkouts: Checkouts
    browser: Browser
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def open(self, key: str | None = AUDITOR, **options: object) -> Iterator[Page]:
        """A tab on the search page with a new session of this key, or an empty one without a session.

        Every fault in it fails the test.
        """
        self.faults.clear()
        context = self.browser.new_context(base_url=self.address, **options)  # type: ignore[arg-type]  # Playwright's own options
        page = context.new_page()
        self._watch(context, page)
        if key is not None:
            token = self._session(key, options)
            context.add_cookies([{"name": "tillroll", "value": token, "url": self.address}])
            page.goto("/console/search")
        yield page
        context.close()
        assert self.faults == []

    def sign_in(self, page: Page, key: str) -> None:
        """Fill the form of the sign-in, and come to the search page."""
        page.goto("/console/sign-in")
        # Whatever the language of the browser is.
        page.locator("#person").fill("Eva")
        page.locator("#key").fill(key)
        page.locator("form button").click()
        page.wait_for_url("**/console/search")
        # Its address is there before its scripts listen to keys.
        page.wait_for_load_state("load")

    def _session(self, key: str, options: Mapping[str, object]) -> str:
        """The token of a new session, as the form of the sign-in begins it in a tab with these options."""
        form = {"key": key, "person": "Eva", "zone": str(options.get("timezone_id", ""))}
        headers = {
            "Sec-Fetch-Site": "same-origin",
            "Accept-Language": str(options.get("locale", "en-US")),
        }
        answer = httpx.post(f"{self.address}/console/sign-in", data=form, headers=headers)
        assert answer.status_code == 303, answer.text
        return answer.cookies["tillroll"]

    def _watch(self, context: BrowserContext, page: Page) -> None:
        own = urlsplit(self.address).netloc
        page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        context.on(
            "request",
            lambda request: (
                None
                if urlsplit(request.url).netloc == own
                else self.faults.append(f"request: {request.url}")
            ),
        )


@pytest.fixture(scope="module")
def site(
    database_copies: Databases, migrated_database: str, browser: Browser
) -> Iterator[ConsoleSite]:
    """The server with its checkouts, for all tests of a module."""
    with (
        database_copies.copy(migrated_database) as url,
        running(url, TILLROLL_LOG_LEVEL="error") as server,
    ):
        checkouts = make_checkouts(server.address)
        checkouts = replace(checkouts, parked_delivery=_park_callback(url, checkouts.dispute))
        _wait_for_the_audit_log(url, server.address)
        yield ConsoleSite(server.address, checkouts, browser)


def _wait_for_the_audit_log(url: str, address: str) -> None:
    """Return when the searches of the history find every event, which may be seconds later on a busy machine."""
    with psycopg.connect(url) as connection:
        newest = connection.execute(_NEWEST).fetchall()
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {AUDITOR}"}) as client:
        for checkout_id, version in newest:
            path = f"/history/events?checkout={checkout_id}&wait_for={checkout_id}@{version}"
            while (answer := client.get(path, timeout=60)).status_code == 503:
                pass
            answer.raise_for_status()


def _park_callback(url: str, checkout_id: str) -> int:
    """Insert a parked callback of a checkout, and return its number. It would take two days to come to that."""
    with psycopg.connect(url) as connection:
        row = connection.execute(_PARKED, (checkout_id,)).fetchone()
    assert row is not None
    return int(row[0])
