"""The form of a token request is small; a larger one is refused before it is parsed."""

import pytest

from tests.interfaces.dialects.walley.app_fixture import AppFixture

FORM = "grant_type=client_credentials&client_id=demo-client&client_secret=demo-secret"
PATH = "/oauth2/v2.0/token"


@pytest.mark.parametrize(("size", "status"), [(8_192, 200), (8_193, 413), (1_000_000, 413)])
async def test_a_form_has_8_kilobytes_at_most(
    app_fixture: AppFixture, size: int, status: int
) -> None:
    """Beyond that it is 413 in the shape of OAuth's errors."""
    scope = "&scope="
    body = FORM + scope + "x" * (size - len(FORM) - len(scope))
    answer = await app_fixture.client.post(
        PATH, content=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == status
    if status == 413:
        assert answer.json() == {
            "error": "invalid_request",
            "error_description": "The body may be at most 8192 bytes.",
        }
