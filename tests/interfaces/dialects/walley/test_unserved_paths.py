"""Paths of the provider's API that this service does not serve."""

import pytest

from tests.interfaces.dialects.walley.app_fixture import CHECKOUT_ID, AppFixture


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize(
    "path",
    [
        "/manage/orders",
        "/manage/orders/17/capture/",
        "/widgets",
        f"/checkouts/{CHECKOUT_ID}/paylink",
        f"/merchants/1001/checkouts/{CHECKOUT_ID}/paylink",
    ],
)
async def test_the_error_states_that_the_path_is_not_served(
    app_fixture: AppFixture, method: str, path: str
) -> None:
    """The response is 404 in Walley's error format, and its message states that the path is not served here."""
    answer = await app_fixture.ask(method, path, {})
    assert answer.status_code == 404
    error = answer.json()["error"]
    assert (error["code"], error["errors"][0]["reason"]) == (404, "Resource_Not_Found")
    assert "not part of this service" in error["errors"][0]["message"]


async def test_an_unknown_path_gets_a_general_404(app_fixture: AppFixture) -> None:
    """A path that the provider does not have gets the general 404."""
    error = (await app_fixture.ask("GET", f"/checkouts/{CHECKOUT_ID}/orders")).json()["error"]
    assert error["errors"][0]["message"] == "There is nothing at this path."
