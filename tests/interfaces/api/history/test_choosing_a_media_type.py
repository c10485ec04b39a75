"""Which media type the history answers in, where it has more than one."""

from typing import Any

import pytest

from tests.interfaces.api.history.app_fixture import AUDITOR, AppFixture
from tests.interfaces.api.history.dispute import ID

JSON, LINK_FORMAT = "application/json", "application/link-format"
VERSIONS = f"/history/checkouts/{ID}/versions"


async def _media_type(app_fixture: AppFixture, path: str, accept: str | None) -> str:
    request = app_fixture.client.build_request("GET", path, headers=AUDITOR)
    request.headers.pop("Accept", None)
    if accept is not None:
        request.headers["Accept"] = accept
    answer = await app_fixture.client.send(request)
    assert answer.status_code == 200
    media_type: str = answer.headers["content-type"]
    return media_type.partition(";")[0]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (f"{LINK_FORMAT}, {JSON}", JSON),
        (f"{JSON}, {LINK_FORMAT};q=0.9", JSON),
        (f"{LINK_FORMAT}, */*;q=0.1", LINK_FORMAT),
        (f"{JSON};q=0.5, {LINK_FORMAT};q=0.6", LINK_FORMAT),
        (f"{JSON};q=0, */*", LINK_FORMAT),
        (LINK_FORMAT, LINK_FORMAT),
    ],
)
async def test_versions_are_json_unless_link_format_is_preferred(
    dispute: AppFixture, accept: str | None, expected: str
) -> None:
    """A client without a preference gets JSON, as from all other paths; q-values count."""
    assert await _media_type(dispute, VERSIONS, accept) == expected


@pytest.mark.parametrize("path", [VERSIONS, "/history/events"])
@pytest.mark.parametrize("accept", [None, "*/*"])
async def test_the_type_without_a_preference_is_the_one_described_first(
    dispute: AppFixture, document: dict[str, Any], path: str, accept: str | None
) -> None:
    """The first media type of the answer in OpenAPI is the one that a client gets without asking for one."""
    answer = document["paths"][path.replace(ID, "{checkout_id}")]["get"]["responses"]["200"]

    assert await _media_type(dispute, path, accept) == next(iter(answer["content"]))
