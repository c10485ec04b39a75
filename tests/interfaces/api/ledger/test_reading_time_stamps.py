"""Time stamps of heads, as verifiers of others read them."""

from datetime import UTC, datetime

import pytest

from application.ports.ledger.time_stamps import TimeStamp
from tests.interfaces.api.ledger.ledger_fixture import SHOP, LedgerFixture

_STAMP = TimeStamp(
    size=258, time=datetime(2026, 11, 25, 14, tzinfo=UTC), checkpoint=b"head", response=b"stamp"
)


async def test_a_stamped_head() -> None:
    """The list has its size and time; the head and the time stamp never change."""
    fixture = LedgerFixture()
    fixture.stamps.stamps.append(_STAMP)
    listed = await fixture.get("/time-stamps")
    assert listed.text == "258 2026-11-25T14:00:00Z\n"
    head, stamp = await fixture.get("/checkpoint-258"), await fixture.get("/checkpoint-258.tsr")
    assert (head.content, stamp.content) == (b"head", b"stamp")
    assert stamp.headers["content-type"] == "application/timestamp-reply"
    assert stamp.headers["cache-control"] == "private, immutable, max-age=31536000"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/checkpoint-290.tsr", "not-stamped"),
        ("/checkpoint-01", "not-found"),
        ("/checkpoint-x.tsr", "not-found"),
        ("/time-stamps?a=1", "invalid-query"),
    ],
)
async def test_what_is_not_there(path: str, kind: str) -> None:
    """A head that is not stamped, and a path that is none, are problems."""
    answer = await LedgerFixture().get(path)
    assert answer.status_code in (400, 404)
    assert answer.json()["type"].endswith(kind)


async def test_a_key_of_a_shop() -> None:
    """The list shows how fast the ledger grows, so it needs an auditor's key unless the ledger is public."""
    fixture = LedgerFixture()
    assert (await fixture.get("/time-stamps", SHOP)).status_code == 403
    fixture.public.replace(True)
    assert (await fixture.get("/time-stamps", {})).status_code == 200
