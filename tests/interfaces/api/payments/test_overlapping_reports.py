"""Reports that conflict with another change, or have an If-Match."""

import pytest

from domain.stage import Stage
from tests.interfaces.api.api_fixture import KEY, ApiFixture, problem

REPORTS = [("succeeded", {"method": "card", "amount": 24000, "currency": "SEK"}), ("failed", None)]


@pytest.mark.parametrize(("report", "body"), REPORTS)
async def test_a_report_that_overlaps_another_change_gets_409(
    api: ApiFixture, report: str, body: object
) -> None:
    """The report gets 409, records nothing, and can be sent again."""
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
async def test_a_report_with_an_outdated_if_match_gets_412(
    api: ApiFixture, report: str, body: object
) -> None:
    """An outdated If-Match gets 412, and the current one is accepted."""
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
