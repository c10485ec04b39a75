"""The number of renderings when a session is completed with an idempotency key."""

from dataclasses import replace

import pytest

from domain.checkout import Checkout
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.stateset import routes
from interfaces.dialects.stateset.formats import FORMAT
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.stateset.client_requests import KEY, create


async def test_completing_renders_the_session_a_single_time(
    app_fixture: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state before it is rendered once, for the digest of what was shown. The response is stored as it is sent."""
    path = await create(app_fixture)
    rendered: list[int] = []

    def render(checkout: Checkout, selling: SellingSettings, is_completion: bool) -> bytes:
        rendered.append(checkout.version)
        return FORMAT.render(checkout, selling, is_completion)

    monkeypatch.setattr(routes, "FORMAT", replace(FORMAT, render=render))
    body = {"payment_data": {"token": "tok_succeed", "provider": "stripe"}}
    headers = {**KEY, "Idempotency-Key": "a"}
    completed = await app_fixture.client.post(f"{path}/complete", headers=headers, json=body)
    assert completed.json()["status"] == "completed"
    shown, *answered = rendered
    assert [f'"{version}"' for version in answered] == [completed.headers["ETag"]]
    assert shown < answered[0]
