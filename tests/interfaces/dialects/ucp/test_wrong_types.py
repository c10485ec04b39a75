"""A member of a request that is of another type than the official schema has: it is refused, or the answer is valid."""

import asyncio
import functools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.values.buyer_context import BuyerContext
from interfaces.dialects.ucp.responses.buyer_context import context_members
from tests.examples import examples
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.session.schema_members import (
    SAMPLES,
    Path,
    json_path,
    with_member,
)
from tests.interfaces.dialects.ucp.agent import ROOT, Platform, creation, payment
from tests.interfaces.dialects.ucp.request_schemas import (
    OPERATIONS,
    VERSIONS,
    members_of,
    members_of_order,
)
from tests.interfaces.dialects.ucp.test_under_any_input import VALUES

RECORDED = (("context",), ("signals",), ("buyer",), ("line_items",), ("fulfillment",))
"""The members of which something is recorded. Others may be passed over."""
PASSED_OVER = ("title", "price", "image_url", "unit_price", "quantity_unit", "address", "name")
"""What a request may not carry, what only stores of the shop have, and the buyer with the payment."""
EVERY = [(version, operation) for version in VERSIONS for operation in OPERATIONS]
LIKE_ANOTHER = ("2026-01-23",)
"""The version that reads what its neighbours read."""
WALKS = [
    pytest.param(
        version,
        operation,
        # An update is read as a creation is.
        marks=pytest.mark.thorough if version in LIKE_ANOTHER or operation == "update" else (),
    )
    for version, operation in EVERY
]


@functools.cache
def shared(version: str) -> tuple[Platform, dict[str, Any]]:
    """A platform with a checkout to be changed. All tests of a version share its state."""

    async def build() -> tuple[Platform, dict[str, Any]]:
        app_fixture = AppFixture()
        await app_fixture.fill()
        platform = Platform(app_fixture, version=version)
        return platform, await platform.create(("item_123", 1))

    return asyncio.run(build())


async def answer_to(version: str, operation: str, path: Path, value: Any) -> Any:
    """The answer to a request with a value in one place, which the platform validates."""
    platform, checkout = shared(version)
    whole = creation(("item_123", 1), context={"payment": [{"handler": "com.example.pay"}]})
    if operation == "create":
        return await platform.ask("POST", ROOT, with_member(whole, path, value))
    if operation == "update":
        return await platform.update(checkout, with_member(whole, path, value))
    paid = payment({"type": "token", "token": "success_token"})
    if version == "2026-01-11":
        paid = {"payment_data": paid["payment"]["instruments"][0]}
    tail = f"/{checkout['id']}/complete"
    return await platform.ask("POST", ROOT + tail, with_member(paid, path, value))


def check(answer: Any, path: Path) -> None:
    """A status of 4xx names a place. Others have been validated."""
    assert answer.status_code < 500, (json_path(path), answer.text)
    if answer.status_code >= 400:
        assert all("path" in each for each in answer.json()["messages"]) or path == ()


@pytest.mark.parametrize(("version", "operation"), WALKS)
def test_every_member_of_a_wrong_type(version: str, operation: str) -> None:
    """One value of a wrong type for each member. Those that would be recorded are refused with their path."""

    async def walk() -> list[str]:
        kept = []
        for place, (path, kinds) in enumerate(members_of(version, operation)):
            wrong = [kind for kind in SAMPLES if kind not in kinds]
            kind = wrong[place % len(wrong)]
            answer = await answer_to(version, operation, path, SAMPLES[kind])
            check(answer, path)
            is_recorded = path[:1] in RECORDED and not {*path} & {*PASSED_OVER}
            if operation == "complete" and path[:1] == ("buyer",):
                is_recorded = "consent" in path
            if kind == "null" or not is_recorded:
                continue
            found = answer.json().get("messages", [{}])[0].get("path", "")
            if answer.status_code != 400 or not json_path(path).startswith(found):
                kept.append(f"{json_path(path)}: {kind}")
        return kept

    shared(version)
    assert asyncio.run(walk()) == []


if EVERY:

    @settings(deadline=None, max_examples=examples(60))
    @given(chosen=st.sampled_from(EVERY), data=st.data(), value=VALUES)
    def test_any_value_of_a_member(
        chosen: tuple[str, str], data: st.DataObject, value: Any
    ) -> None:
        """Any value in the place of any member."""
        version, operation = chosen
        path = data.draw(st.sampled_from([path for path, _ in members_of(version, operation)]))
        shared(version)
        check(asyncio.run(answer_to(version, operation, path, value)), path)


@pytest.mark.parametrize("version", [each for each in VERSIONS if each not in LIKE_ANOTHER])
async def test_every_member_of_an_order(app_fixture: AppFixture, version: str) -> None:
    """An order of which one member has a wrong type is refused with the path of that."""
    buyer = Platform(app_fixture, version=version)
    order_id = (await buyer.complete(await buyer.ready(("item_123", 1)))).json()["order"]["id"]
    shop = Platform(app_fixture, version=version, key="demo-orders")
    order = (await shop.ask("GET", f"/orders/{order_id}")).json()
    line = {"id": order["line_items"][0]["id"], "quantity": 1}
    at = {"occurred_at": "2026-03-01T12:00:00Z", "line_items": [line]}
    order["fulfillment"]["events"] = [{"id": "e-1", "type": "shipped", **at}]
    order["adjustments"] = [{"id": "a-1", "type": "refund", "status": "pending", **at}]
    order["messages"] = [{"type": "info", "content": "Thanks."}]
    order["policies"] = [{"type": "com.example.returns", "description": {"plain": "x"}}]
    kept = []
    for place, (path, kinds) in enumerate(members_of_order(version)):
        wrong = [kind for kind in SAMPLES if kind not in kinds and kind != "null"]
        # The capabilities of 2026-01-11 are an array, those of others an object.
        is_of_protocol = len(path) > 2 or path[1:] == ("capabilities",)
        if not wrong or (path[:1] == ("ucp",) and is_of_protocol):
            continue
        kind = wrong[place % len(wrong)]
        body = with_member(order, path, SAMPLES[kind])
        answer = await shop.ask("PUT", f"/orders/{order_id}", body)
        found = answer.json()["messages"][0].get("path") if answer.status_code == 422 else None
        if found is None or not json_path(path).startswith(found.replace("[...]", "")):
            kept.append((json_path(path), kind, answer.status_code, found))
    assert not kept, kept


def test_recorded_hints_of_other_types_are_not_answered() -> None:
    """What a version without a member recorded of it, or an older release, is left out of answers."""
    odd = b'{"intent": 5, "location": null, "x": null, "eligibility": ["a.b", 7, "B", "a.b"]}'
    handlers = b'{"payment": [{"handler": "com.x"}, {"handler": 1}, {"types": []}, 3]}'
    for text, shown in (
        (odd, {"x": None, "eligibility": ["a.b"]}),
        (handlers, {"payment": [{"handler": "com.x"}]}),
        (b'{"payment": "x", "eligibility": {}}', {}),
    ):
        said = context_members(BuyerContext(hints=text.decode()))
        assert said == ({"context": shown} if shown else {})
