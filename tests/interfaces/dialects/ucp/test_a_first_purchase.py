"""The first purchase of the README: its catalogue, and its requests in order."""

import re
from pathlib import Path

import pytest

from interfaces.configuration.catalogue.files import read_catalogue
from interfaces.dialects.ucp.wire import SUPPORTED
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import ROOT, Platform, amounts

README = Path(__file__).parents[4] / "interfaces" / "dialects" / "ucp" / "README.md"
_TABLE = re.compile(r"^printf '([^']*)' > (shop/\S+\.csv)$", re.MULTILINE)
_BODY = re.compile(r" -d '(\{[^']*\})'")


@pytest.mark.parametrize("version", SUPPORTED)
async def test_the_requests_of_the_readme_buy_from_its_shop(tmp_path: Path, version: str) -> None:
    """The shop of the files sells three coffees with a discount, and the last request reads the purchase."""
    text = README.read_text()
    for content, name in _TABLE.findall(text):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content.replace("\\n", "\n"))
    app_fixture = AppFixture()
    await app_fixture.storage.catalogue.put("demo-shop", read_catalogue(tmp_path / "shop"))
    platform = Platform(app_fixture, version=version)
    create, update, complete, over_mcp = (each.encode() for each in _BODY.findall(text))
    as_json = {"Content_Type": "application/json"}
    created = await platform.ask("POST", ROOT, create, **as_json)
    assert created.status_code == 201
    path = f"{ROOT}/{created.json()['id']}"
    updated = await platform.ask("PUT", path, update, **as_json)
    assert updated.json()["status"] == "ready_for_complete"
    if version == "2026-01-11":
        instrument = complete.removeprefix(b'{"payment": {"instruments": [').removesuffix(b"]}}")
        complete = b'{"payment_data": ' + instrument + b"}"
    completed = await platform.ask("POST", f"{path}/complete", complete, **as_json)
    assert completed.json()["status"] == "completed"
    found = (await platform.ask("GET", path)).json()
    assert found["order"] == completed.json()["order"]
    assert amounts(found)["total"] == 2850 - 285 + 490 + 205
    answered = await app_fixture.client.post(
        "/ucp/mcp", content=over_mcp, headers={"Content-Type": "application/json"}
    )
    shown = answered.json()["result"]["structuredContent"]
    assert [each["quantity"] for each in shown["line_items"]] == [2]
