"""An archived purchase answers as before: the history, proofs, packs of evidence and pages of the console."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import psycopg

from application.archive.eligibility import Obstacle
from interfaces.cli.databases import database_folder
from interfaces.storage.postgres.archive.files import archive_connection, files_of_month
from interfaces.storage.postgres.archive.restoring import FileRestorer
from interfaces.storage.postgres.embedded.server import embedded_postgres
from tests.interfaces.storage.archive.ended import archive
from tests.system.ledger.purchase import Purchase

_DISPUTES = {"Authorization": "Bearer demo-disputes"}
_SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
_HISTORY = (
    "",
    "?version=2",
    "/shown?version=2",
    "/blame?version=2",
    "/blame",
    "/events",
    "/versions",
    "/timeline",
    "/answers",
    "/diff?from=1&to=3",
    "/proof?version=2",
)
_CONSOLE = (
    "",
    "?version=2",
    "/events/2",
    "/shown/2",
    "/shown/2/page",
    "/compare?from=1&to=3",
    "/proof/3",
)
# What a page has of the look itself: its time, its request, its nonce, its tokens, and how long the replay took.
_OF_THE_LOOK = re.compile(
    r'read by demo-auditor/Ada at [\w:-]+|Request <code>[\w-]+|nonce="[^"]*"|value="[\w.-]{20,}"|[\d.]+\s(?:ms|s)\b'
)


class _Reader:
    """An auditor with a browser that has signed in to the console."""

    def __init__(self, purchase: Purchase, browser: httpx.Client) -> None:
        self._purchase, self._browser = purchase, browser
        form = {"key": "demo-auditor", "person": "Ada"}
        answer = self._browser.post("/console/sign-in", data=form, headers=_SAME_ORIGIN)
        assert answer.status_code == 303, answer.text

    def answers(self) -> dict[str, object]:
        """The bodies of all answers by path."""
        checkout = f"/checkouts/{self._purchase.checkout_id}"
        found: dict[str, object] = {
            path: self._purchase.octets(path)
            for path in (f"/history{checkout}{rest}" for rest in _HISTORY)
        }
        for path in (f"/console{checkout}{rest}" for rest in _CONSOLE):
            page = self._browser.get(path)
            assert page.status_code == 200, f"{path}: {page.status_code}"
            found[path] = _OF_THE_LOOK.sub("", page.text)
        made = httpx.post(
            f"{self._purchase.server.address}/history{checkout}/evidence",
            json={"reason": "fraud", "audience": "court"},
            headers=_DISPUTES,
            timeout=60,
        )
        assert made.status_code == 200, made.text
        with zipfile.ZipFile(io.BytesIO(made.content)) as pack:
            names = [name for name in pack.namelist() if "/events/" in name]
            found["evidence"] = {name: pack.read(name) for name in names}
        return found


@contextmanager
def _archived(url: str, folder: Path, next_month: date) -> Iterator[None]:
    """Archive what ended until today, and restore it at the end, because other tests use the server."""
    done = archive(url, folder, next_month)
    assert done.checkouts >= 1, done.obstacles
    assert Obstacle.DIFFERENT not in done.obstacles
    try:
        yield
    finally:
        with archive_connection(url) as connection:
            for file in files_of_month(connection, (next_month - timedelta(days=1)).replace(day=1)):
                FileRestorer(connection, lambda done, total: None).restore(file)


def test_every_answer_is_the_same(purchase: Purchase, tmp_path: Path) -> None:
    """What is read of the purchase before and after it is archived is equal, byte for byte."""
    next_month = (datetime.now(UTC).date().replace(day=1) + timedelta(days=32)).replace(day=1)
    with (
        embedded_postgres(database_folder(purchase.data)) as url,
        httpx.Client(base_url=purchase.server.address, timeout=30) as browser,
    ):
        with psycopg.connect(url) as session:
            # Nothing receives the callback of the demo, and the deadline is a week away.
            session.execute("DELETE FROM tillroll.deadlines")
            session.execute(
                "UPDATE tillroll.deliveries SET state = 'parked' WHERE state = 'waiting'"
            )
        reader = _Reader(purchase, browser)
        before = reader.answers()
        with _archived(url, tmp_path, next_month):
            with psycopg.connect(url) as session:
                query = "SELECT count(*) FROM tillroll.checkout_events WHERE originator_id = %s"
                assert session.execute(query, (purchase.checkout_id,)).fetchone() == (1,)
            after = reader.answers()
    assert len(before) == len(_HISTORY) + len(_CONSOLE) + 1
    assert [path for path in before if before[path] != after[path]] == []
