"""A session of the console over a restart of the server."""

import httpx

from tests.system.service.server import running

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


def test_a_session_outlives_a_restart(migrated_url: str) -> None:
    """A cookie that one server process gave opens pages of the next one, and a sign-out there ends it."""
    with running(migrated_url, TILLROLL_LOG_LEVEL="error") as server:
        form = {"key": "demo-auditor", "person": "Eva"}
        signed_in = httpx.post(f"{server.address}/console/sign-in", data=form, headers=SAME_ORIGIN)
        cookie = {"Cookie": f"tillroll={signed_in.cookies['tillroll']}"}
    with running(migrated_url, TILLROLL_LOG_LEVEL="error") as server:
        search = f"{server.address}/console/search"
        page = httpx.get(search, headers=cookie)
        assert page.status_code == 200
        assert "demo-auditor/Eva" in page.text
        token = page.text.partition('name="form_token" value="')[2].partition('"')[0]
        httpx.post(
            f"{server.address}/console/sign-out",
            data={"form_token": token},
            headers={**cookie, **SAME_ORIGIN},
        )
        assert httpx.get(search, headers=cookie).status_code == 303
