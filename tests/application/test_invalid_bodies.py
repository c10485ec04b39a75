"""A request with an invalid body is recorded as a refused command, outside the history."""

import json
from datetime import timedelta

import pytest

from application.checkouts.admission import Target
from application.checkouts.invalid_bodies import FaultyField, InvalidBody
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT

BODY = InvalidBody(
    endpoint="PUT cart",
    size=3,
    sha256="ab" * 32,
    kind="MalformedBody",
    errors=(FaultyField(field="", message="The request body is not valid JSON."),),
)
BY = Provenance(
    actor="shop:demo", dialect="walley", operation="replace cart", request_id="r-9", address="::1"
)


async def test_an_invalid_body_is_recorded_with_its_request(app: ApplicationFixture) -> None:
    """The record has the actor, the time, the version, size and hash of the body, and the errors."""
    checkout = await app.open(SHIRT)
    app.clock.advance()
    await app.checkouts.keep_invalid_body(
        Target(checkout_id=checkout.id, merchant="demo"), BODY, BY
    )
    (refused,) = await app.refused_commands(checkout.id)
    assert (refused.reason, refused.operation) == ("InvalidBody", "replace cart")
    assert (refused.merchant, refused.version, refused.at) == ("demo", 2, app.clock.at)
    assert refused.provenance == BY
    assert json.loads(refused.command) == {
        "endpoint": "PUT cart",
        "body_bytes": 3,
        "body_sha256": "ab" * 32,
    }
    assert json.loads(refused.facts) == {
        "fault": "MalformedBody",
        "errors": [{"field": "", "message": "The request body is not valid JSON."}],
    }


async def test_an_invalid_body_changes_no_version(app: ApplicationFixture) -> None:
    """The record is not an event of the history."""
    checkout = await app.open(SHIRT)
    before = await app.read(checkout.id)
    target = Target(checkout_id=checkout.id, merchant="demo", expected_versions=(1,))
    await app.checkouts.keep_invalid_body(target, BODY, BY)
    assert await app.read(checkout.id) == before
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]


async def test_an_invalid_body_of_another_merchant_is_not_recorded(app: ApplicationFixture) -> None:
    """Another merchant's checkout and an unknown id are not found, and nothing is recorded."""
    checkout = await app.open(SHIRT)
    for checkout_id, merchant in ((checkout.id, "other"), ("checkout-9", "demo")):
        with pytest.raises(CheckoutNotFound):
            await app.checkouts.keep_invalid_body(
                Target(checkout_id=checkout_id, merchant=merchant), BODY, BY
            )
        assert list(await app.refused_commands(checkout_id)) == []


async def test_an_invalid_body_for_an_unreadable_checkout_is_not_recorded(
    app: ApplicationFixture,
) -> None:
    """An expired checkout that is no longer found records no refused commands."""
    checkout = await app.open(SHIRT)
    app.clock.advance(timedelta(days=9))
    with pytest.raises(CheckoutNotFound):
        await app.checkouts.keep_invalid_body(
            Target(checkout_id=checkout.id, merchant="demo"), BODY, BY
        )
    assert list(await app.refused_commands(checkout.id)) == []
