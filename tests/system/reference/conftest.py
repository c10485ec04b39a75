"""The whole application on a socket, without a database, and Chromium that notes every message, error and request.

The browser is Debian's, started by its path. Playwright's synchronous API keeps an event loop running, so no test with
`asyncio` may be in these modules.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from tests.interfaces.http.openapi.whole_document import whole_application
from tests.system.console.conftest import browser

__all__ = ["browser", "site"]


@dataclass
class ReferenceSite:
    """The pages of the application. `open` makes a tab; every fault in it fails the test."""

    address: str
    browser: Browser
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def open(self, **options: object) -> Iterator[Page]:
        """A tab with a profile of its own."""
        self.faults.clear()
        context = self.browser.new_context(base_url=self.address, **options)  # type: ignore[arg-type]  # Playwright's own options
        page = context.new_page()
        own = urlsplit(self.address).netloc
        page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: (
                None
                if urlsplit(request.url).netloc in (own, "")
                else self.faults.append(f"another host: {request.url}")
            ),
        )
        yield page
        context.close()
        assert self.faults == []


@pytest.fixture(scope="module")
def site(browser: Browser) -> Iterator[ReferenceSite]:
    """The application on a socket of its own. Its lifespan, which needs a database, is off."""
    config = uvicorn.Config(whole_application(), port=0, lifespan="off", log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    (listening,) = server.servers
    port = listening.sockets[0].getsockname()[1]
    yield ReferenceSite(f"http://127.0.0.1:{port}", browser)
    server.should_exit = True
    thread.join()
