"""An order from its purchase to the last refund, in each version, compared with its golden."""

from pathlib import Path

import pytest

from interfaces.http.request.body.reader import parse_json
from tests.interfaces.dialects.acp.agent import VERSIONS
from tests.interfaces.dialects.acp.order_stories import exchanges_of
from tests.interfaces.dialects.session.app_fixture import AppFixture

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("version", VERSIONS)
async def test_an_order_is_told_as_in_its_golden(app_fixture: AppFixture, version: str) -> None:
    """Responses and webhooks are those of the golden, and each webhook is valid in the official schema."""
    golden = parse_json((GOLDEN / f"order-{version}.json").read_bytes())
    found = await exchanges_of(app_fixture, version, golden)
    for expected, exchange in zip(golden, found, strict=True):
        assert exchange == expected, expected["fact"]
