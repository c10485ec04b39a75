"""No change is sent to /shopper by a page of another site without its browser asking first."""

import pytest

from tests.interfaces.api.api_fixture import ApiFixture, is_problem
from tests.interfaces.api.shopper.identified_page import PATH

# What browsers send without a preflight (https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
SIMPLE = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]


@pytest.mark.parametrize("declared", SIMPLE)
@pytest.mark.parametrize(
    ("verb", "body"),
    [("suspend", ""), ("resume", "{}"), ("identify", '{"email": "a@b.example"}')],
)
async def test_a_simple_request_changes_nothing(
    api: ApiFixture, verb: str, body: str, declared: str
) -> None:
    """It is answered 415, also with an empty body and with one whose media type is not declared."""
    checkout = await api.opened()
    answer = await api.client.post(
        f"{PATH}/{verb}", content=body, headers={"Content-Type": declared}
    )
    assert answer.status_code == 415
    assert is_problem(answer)
    assert len(await api.history(checkout)) == checkout.version


async def test_a_simple_request_commits_nothing(api: ApiFixture) -> None:
    """A body without a media type, as a script sends a Blob, is not taken for JSON."""
    checkout = await api.opened()
    answer = await api.client.post(
        f"{PATH}/commit", content=f'{{"version": {checkout.version}}}', headers={"Content-Type": ""}
    )
    assert answer.status_code == 415
    assert len(await api.history(checkout)) == checkout.version
