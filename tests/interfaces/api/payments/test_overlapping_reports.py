"""Reports that overlap with other changes, or are meant for another version."""

import pytest

from domain.stage import Stage
from tests.interfaces.api.api_fixture import KEY, ApiFixture, problem

REPORTS = [("succeeded", {"method": "card", "amount": 24000, "currency": "SEK"}), ("failed", None)]


@pytest.mark.parametrize(("report", "body"), REPORTS)
async def test_a_report_that_overlaps_another_change_is_locked_out(
    api: ApiFixture, report: str, body: object
) -> None:
    """It is answered 409 and can be sent again; nothing of it was recorded."""
    checkout = await api.at(Stage.COMMITTED)
    api.store.taken = True

    answer = await api.client.post(f"/payments/{checkout.id}/{report}", json=body, headers=KEY)

    assert (answer.status_code, answer.headers["retry-after"]) == (409, "1")
    assert answer.json() == problem(
        "locked",
        409,
        "Checkout locked",
        "Another change of this checkout was made at the same time, and this one was not. Report it again.",
    )
    api.store.taken = False
    again = await api.client.post(f"/payments/{checkout.id}/{report}", json=body, headers=KEY)
    assert again.status_code == 200


@pytest.mark.parametrize(("report", "body"), REPORTS)
async def test_a_report_for_another_version_is_refused(
    api: ApiFixture, report: str, body: object
) -> None:
    """If-Match with a version that no longer stands is answered 412, with the one that stands it is taken."""
    checkout = await api.at(Stage.COMMITTED)

    async def reported(tag: str) -> tuple[int, dict[str, object]]:
        answer = await api.client.post(
            f"/payments/{checkout.id}/{report}", json=body, headers=KEY | {"If-Match": tag}
        )
        return answer.status_code, answer.json()

    assert await reported('"4"') == (
        412,
        problem(
            "stale-version",
            412,
            "Version no longer current",
            "If-Match names a version that is not the current one, 5. Report again for that one.",
            expected=[4],
            actual=5,
        ),
    )
    assert (await reported('"5"'))[0] == 200
