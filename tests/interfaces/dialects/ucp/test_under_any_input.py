"""Whatever is sent, the answer is valid in the official schema or an error with a code, and never a 500."""

import asyncio
import functools
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from interfaces.dialects.ucp.wire import SUPPORTED
from tests.examples import examples
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import DESTINATION, ROOT, Platform, creation, sent_to
from tests.interfaces.dialects.ucp.platforms import VERSION

FIELD_NAMES = """
line_items id item quantity parent_id buyer first_name email phone_number consent marketing fulfillment methods type
line_item_ids destinations selected_destination_id groups selected_option_id street_address address_country
postal_code discounts codes payment instruments handler_id credential token number selected binding checkout_id
billing_address context signals attribution source granted segments dev.ucp.consent.marketing
"""
NAMES = st.sampled_from(FIELD_NAMES.split())
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=40)
    | st.sampled_from(["item_123", "shipping", "pickup", "US", "shipping/shipping_fast", "\x00"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)
HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80)
CHANGES = (("POST", ""), ("PUT", "/{id}"), ("POST", "/{id}/complete"), ("POST", "/{id}/cancel"))
MANY = settings(deadline=None, max_examples=examples(60))


@functools.cache
def shared(version: str) -> tuple[Platform, dict[str, Any]]:
    """A platform with a checkout. All examples of a version share its state."""

    async def build() -> tuple[Platform, dict[str, Any]]:
        app_fixture = AppFixture()
        await app_fixture.fill()
        platform = Platform(app_fixture, version=version)
        return platform, await platform.create(("item_123", 1))

    return asyncio.run(build())


def ask(method: str, tail: str, body: Any, version: str = VERSION, **headers: str) -> None:
    """Sends a request, and checks its answer."""
    platform, checkout = shared(version)
    path = ROOT + tail.format(id=checkout["id"])
    answer = asyncio.run(platform.ask(method, path, body, **headers))
    assert answer.status_code < 500, answer.text


@MANY
@given(change=st.sampled_from(CHANGES), body=st.binary(max_size=100) | st.just(b"[" * 100_000))
def test_any_bytes(change: tuple[str, str], body: bytes) -> None:
    """Bodies that are not JSON are refused, or ignored where there is none."""
    ask(*change, body)


@MANY
@given(change=st.sampled_from(CHANGES[:3]), value=VALUES)
def test_any_json(change: tuple[str, str], value: Any) -> None:
    """Values of wrong types at every level."""
    ask(*change, json.dumps(value).encode())


@MANY
@given(
    member=NAMES,
    value=VALUES,
    inner=st.dictionaries(NAMES, SCALARS, max_size=4),
    version=st.sampled_from(SUPPORTED),
)
def test_any_member(member: str, value: Any, inner: dict[str, Any], version: str) -> None:
    """A valid body with any value in one place, and any members in a method and a destination, in any version."""
    body = creation(("item_123", 1), ("item_456", 2), **{member: value})
    ask("POST", "", json.dumps(body).encode(), version)
    sent = creation(
        ("item_123", 1), fulfillment=sent_to({**DESTINATION, **inner}, **inner), buyer=inner
    )
    ask("POST", "", json.dumps(sent).encode(), version)
    ask("PUT", "/{id}", json.dumps(sent).encode(), version)


@MANY
@given(agent=HEADER | HEADER.map(lambda text: f'profile="{text}"'), tag=HEADER, key=HEADER)
def test_any_headers(agent: str, tag: str, key: str) -> None:
    """Any profile, ETag and key."""
    ask("POST", "", creation(("item_123", 1)), UCP_Agent=agent, Idempotency_Key=key)
    ask("PUT", "/{id}", creation(("item_123", 1)), If_Match=tag)
    ask("GET", "/{id}", None, X_API_Key=key)
