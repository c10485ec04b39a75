"""verify.html, opened from disk in Chromium, which fails a test for any message, error or request."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from interfaces.verifiers.page_bundle import verifier_page
from tests.interfaces.verifiers.changes import VerifierCase
from tests.system.console.conftest import browser as browser  # noqa: PLC0414  a fixture of this folder too


@dataclass
class VerifierPage:
    """The page in one tab. A test gives it files as a person would."""

    address: str
    browser: Browser
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def open(self, **options: object) -> Iterator[Page]:
        """A tab with the page. Every message, error and request for anything but the page fails the test."""
        self.faults.clear()
        context = self.browser.new_context(**options)  # type: ignore[arg-type]  # Playwright's own options
        page = context.new_page()
        page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", lambda request: self._note(request.url))
        page.goto(self.address)
        yield page
        context.close()
        assert self.faults == []

    def _note(self, url: str) -> None:
        if url != self.address:
            self.faults.append(f"request: {url}")


def payloads(files: Mapping[str, bytes]) -> list[FilePayload]:
    """The files as an input of the page takes them."""
    return [
        {"name": name, "mimeType": "application/octet-stream", "buffer": octets}
        for name, octets in files.items()
    ]


def give(page: Page, case: VerifierCase) -> None:
    """Chooses the files of a case, and waits for the result."""
    if case.kept is not None:
        page.get_by_text("Compare with a head that you kept").click()
        page.set_input_files("#kept", payloads({"kept": case.kept[0]}))
        if case.kept[1] is not None:
            page.set_input_files("#consistency", payloads({"proof": case.kept[1]}))
    page.set_input_files("#evidence", payloads(case.files))
    page.set_input_files("#policy", payloads({"policy": case.policy}))
    page.wait_for_selector("#result[data-done]")


def lines(page: Page) -> list[str]:
    """The lines that the page shows, the verdict last."""
    steps = page.locator("#steps li").all_text_contents()
    return [*steps, page.locator("#verdict").inner_text()]


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> VerifierPage:
    """The page in a folder of its own."""
    path: Path = tmp_path_factory.mktemp("verifier") / "verify.html"
    path.write_text(verifier_page(), encoding="utf-8", newline="\n")
    return VerifierPage(path.as_uri(), browser)
