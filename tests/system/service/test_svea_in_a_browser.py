"""A shop's page with Svea's snippet in it, in a real browser."""

import functools
import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.system.service.server import running
from tests.system.service.svea_shop import new_order

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
needs_a_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed here")
# The browser's own time runs ahead of the clock's; nobody waits for as long.
PATIENCE_MS = 20_000
SCRIPT = """<p id="said">nothing yet</p><script>
const said = document.getElementById("said");
async function play() {
  const frozen = await scoApi.setCheckoutEnabled(false);
  said.textContent = frozen.stage;
  if (location.hash === "#both") {
    const thawed = await scoApi.setCheckoutEnabled(true);
    said.textContent += ", then " + thawed.stage;
  }
}
window.addEventListener("load", () => play().catch(error => { said.textContent = "failed: " + error; }));
</script>"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def shop(page: str, folder: Path) -> Iterator[str]:
    """Serves one page at an origin of its own."""
    (folder / "index.html").write_text(page, encoding="utf-8")
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/index.html"
        finally:
            server.shutdown()
            thread.join()


def seen(url: str, folder: Path) -> str:
    """The document that stands in the browser when all has happened."""
    assert BROWSER is not None
    ran = subprocess.run(
        [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
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


@needs_a_browser
def test_the_shop_freezes_and_thaws_the_checkout(fresh_database_url: str, tmp_path: Path) -> None:
    """`scoApi.setCheckoutEnabled(false)` suspends and `(true)` resumes, from the shop's origin to tillroll's."""
    with running(fresh_database_url) as server:
        snippet = new_order(server.address, "A-1")["Gui"]["Snippet"]
        token = snippet.partition("/shopper/")[2].partition("/")[0]
        shopper = f"{server.address}/shopper/{token}"
        with shop(f"<!doctype html><title>Shop</title>{snippet}{SCRIPT}", tmp_path) as page:
            assert '<p id="said">suspended</p>' in seen(page, tmp_path)
            assert httpx.get(shopper).json()["stage"] == "suspended"
            assert '<p id="said">suspended, then open</p>' in seen(f"{page}#both", tmp_path)
            assert httpx.get(shopper).json()["stage"] == "open"


@needs_a_browser
def test_the_page_shows_what_is_being_bought(fresh_database_url: str, tmp_path: Path) -> None:
    """Its script runs under its own policy, and asks for the state of the checkout whose address it has."""
    with running(fresh_database_url) as server:
        snippet = new_order(server.address, "A-1")["Gui"]["Snippet"]
        page = seen(snippet.partition('src="')[2].partition('"')[0], tmp_path)
    assert 'data-stage="open"' in page
    assert "Coffee" in page
    assert "190.00" in page
