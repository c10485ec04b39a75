"""The contract of every refusal log for requests with invalid bodies."""

import asyncio
import json
from dataclasses import asdict, replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from application.checkouts.invalid_bodies import (
    INVALID_BODY,
    FaultyField,
    InvalidBody,
    refused_command,
)
from application.ports.refusal_log import COUNTED_ATTEMPTS_KEPT, RefusedCommand, StoredRefusal
from domain.checkout import Checkout
from domain.events import Opening
from interfaces.storage.codecs.refusals import stored_refusal
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT, BY
from tests.interfaces.storage.test_refusal_log import REFUSED

SECOND = timedelta(seconds=1)
CHECKOUT = Checkout.open(
    "a",
    Opening(
        merchant="demo-shop",
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token="public-SE-1",
        expires_at=AT,
    ),
    by=BY,
    at=AT,
)
BODY = InvalidBody(
    endpoint="PUT /checkouts/{checkout_id}/cart",
    size=17,
    sha256="ab" * 32,
    kind="InvalidFields",
    errors=(FaultyField(field="items", message="items: is required."),),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
BODIES = st.builds(
    InvalidBody,
    endpoint=TEXTS,
    size=st.integers(0, 2**53),
    sha256=st.none() | st.binary(min_size=32, max_size=32).map(bytes.hex),
    kind=st.sampled_from(["InvalidFields", "MalformedBody", "BodyTooLarge"]),
    errors=st.lists(st.builds(FaultyField, field=TEXTS, message=TEXTS), max_size=5).map(tuple),
    unnamed=st.integers(0, 1000),
)


def invalid(number: int, checkout_id: str = "a") -> RefusedCommand:
    """The refused request with this number, which is its size in bytes and its time in seconds."""
    refused = refused_command(replace(BODY, size=number), CHECKOUT, BY, AT + number * SECOND)
    return replace(refused, checkout_id=checkout_id)


def size(refused: StoredRefusal) -> int:
    """The number of a stored refused request."""
    number: int = json.loads(refused.command)["body_bytes"]
    return number


async def test_an_invalid_body_is_read_as_recorded(storage: Storage) -> None:
    """An invalid body is stored as a refused command with the reason InvalidBody."""
    await storage.refusals.keep_counted(invalid(17))
    (found,) = await storage.refusals.of("a")
    assert found == stored_refusal(invalid(17))
    assert (found.reason, found.operation) == ("InvalidBody", BY.operation)


async def test_invalid_bodies_beyond_the_limit_are_counted(storage: Storage) -> None:
    """Beyond the limit, one more record holds the latest request and the number beyond the limit."""
    for number in range(COUNTED_ATTEMPTS_KEPT + 5):
        await storage.refusals.keep_counted(invalid(number))
    *first, latest = await storage.refusals.of("a")
    assert [size(each) for each in first] == list(range(COUNTED_ATTEMPTS_KEPT))
    assert all("beyond_limit" not in each.facts for each in first)
    assert size(latest) == COUNTED_ATTEMPTS_KEPT + 4
    assert json.loads(latest.facts) == {**json.loads(first[0].facts), "beyond_limit": 5}


async def test_invalid_bodies_up_to_the_limit_are_all_recorded(storage: Storage) -> None:
    """When the limit is reached exactly, there is no record with a count."""
    for number in range(COUNTED_ATTEMPTS_KEPT):
        await storage.refusals.keep_counted(invalid(number))
    found = await storage.refusals.of("a")
    assert [size(each) for each in found] == list(range(COUNTED_ATTEMPTS_KEPT))


async def test_the_limit_holds_for_concurrent_requests(storage: Storage) -> None:
    """The limit holds for each checkout separately, and does not count refusals for other reasons."""
    await asyncio.gather(
        *(storage.refusals.keep_counted(invalid(number)) for number in range(130)),
        *(storage.refusals.keep_counted(invalid(number, "b")) for number in range(101)),
        *(storage.refusals.keep(REFUSED) for _ in range(10)),
    )
    of_a, of_b = await storage.refusals.of("a"), await storage.refusals.of("b")
    bodies = [each for each in of_a if each.reason == INVALID_BODY]
    assert [size(each) for each in bodies] == [*range(100), 129]
    assert json.loads(bodies[-1].facts)["beyond_limit"] == 30
    assert len(of_a) - len(bodies) == 10
    assert [size(each) for each in of_b] == [*range(100), 100]
    assert json.loads(of_b[-1].facts)["beyond_limit"] == 1


async def test_other_refusals_have_no_limit(storage: Storage) -> None:
    """Other refusals are recorded after the limit is reached, and all records are ordered by time."""
    for number in range(COUNTED_ATTEMPTS_KEPT + 1):
        await storage.refusals.keep_counted(invalid(number))
    later = replace(REFUSED, at=AT + 1000 * SECOND)
    for _ in range(3):
        await storage.refusals.keep(later)
    *_, counted, one, two, three = await storage.refusals.of("a")
    assert "beyond_limit" in counted.facts
    assert [each.reason for each in (one, two, three)] == ["NegativeTotal"] * 3


async def test_other_refusals_are_read_unchanged(storage: Storage) -> None:
    """A checkout without invalid bodies has its refused commands unchanged."""
    await storage.refusals.keep(REFUSED)
    assert list(await storage.refusals.of("a")) == [stored_refusal(REFUSED)]


@given(BODIES)
def test_any_error_is_stored_and_read(body: InvalidBody) -> None:
    """The stored form has every error, the size and the hash of the body."""
    stored = stored_refusal(refused_command(body, CHECKOUT, BY, AT))
    facts, command = json.loads(stored.facts), json.loads(stored.command)
    assert facts["errors"] == [asdict(error) for error in body.errors]
    assert (facts["fault"], facts.get("errors_not_named", 0)) == (body.kind, body.unnamed)
    assert command == {
        "endpoint": body.endpoint,
        "body_bytes": body.size,
        "body_sha256": body.sha256,
    }
