"""A real browser, and websites at origins of their own for it."""

import functools
import http.server
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

# Debian's headless Chromium has no windows, and takes half of the time. TEST_BROWSER names another.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
BROWSER = next(
    filter(None, map(shutil.which, (os.environ.get("TEST_BROWSER") or _NAMES[0], *_NAMES))), None
)
needs_a_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed here")
# The browser's own time runs ahead of the clock's; nobody waits for as long.
PATIENCE_MS = 20_000
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@dataclass(frozen=True)
class Website:
    """A website with one page, which can be written while it is served."""

    origin: str
    folder: Path

    def page(self, content: str) -> str:
        """Writes the page, and returns its address."""
        (self.folder / "index.html").write_text(content, encoding="utf-8")
        return f"{self.origin}/index.html"


@contextmanager
def website(folder: Path, host: str = "127.0.0.1") -> Iterator[Website]:
    """Serves a folder at an origin of its own. Another `host` (`localhost`) makes it another site."""
    folder.mkdir(exist_ok=True)
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Website(f"http://{host}:{server.server_port}", folder)
        finally:
            server.shutdown()
            thread.join()


def seen(url: str, folder: Path, *options: str) -> str:
    """The document that stands in the browser when all has happened. `options` are further ones of Chromium."""
    assert BROWSER is not None
    ran = subprocess.run(
        [
            BROWSER,
            *OPTIONS,
            *options,
            f"--user-data-dir={folder / 'profile'}",
            f"--virtual-time-budget={PATIENCE_MS}",
            "--dump-dom",
            url,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return ran.stdout
