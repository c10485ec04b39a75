"""A change whose body was invalid is kept beside the history of its checkout."""

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


async def test_an_invalid_body_is_kept_with_what_was_asked(app: ApplicationFixture) -> None:
    """Who asked, when, at which version, with which body by size and hash, and what was wrong with it."""
    checkout = await app.open(SHIRT)
    app.clock.passes()
    await app.checkouts.keep_invalid_body(
        Target(checkout_id=checkout.id, merchant="demo"), BODY, BY
    )
    (attempt,) = await app.attempts(checkout.id)
    assert (attempt.reason, attempt.operation) == ("InvalidBody", "replace cart")
    assert (attempt.merchant, attempt.version, attempt.at) == ("demo", 2, app.clock.at)
    assert attempt.provenance == BY
    assert json.loads(attempt.command) == {
        "endpoint": "PUT cart",
        "body_bytes": 3,
        "body_sha256": "ab" * 32,
    }
    assert json.loads(attempt.facts) == {
        "fault": "MalformedBody",
        "errors": [{"field": "", "message": "The request body is not valid JSON."}],
    }


async def test_an_invalid_body_bumps_no_version(app: ApplicationFixture) -> None:
    """It stands beside the history and not in it."""
    checkout = await app.open(SHIRT)
    before = await app.read(checkout.id)
    target = Target(checkout_id=checkout.id, merchant="demo", expected_versions=(1,))
    await app.checkouts.keep_invalid_body(target, BODY, BY)
    assert await app.read(checkout.id) == before
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]


async def test_a_strangers_invalid_body_is_not_kept(app: ApplicationFixture) -> None:
    """Another merchant, and an id that no checkout has, are told that there is no such checkout."""
    checkout = await app.open(SHIRT)
    for checkout_id, merchant in ((checkout.id, "other"), ("checkout-9", "demo")):
        with pytest.raises(CheckoutNotFound):
            await app.checkouts.keep_invalid_body(
                Target(checkout_id=checkout_id, merchant=merchant), BODY, BY
            )
        assert list(await app.attempts(checkout_id)) == []


async def test_an_invalid_body_for_a_checkout_that_is_gone_is_not_kept(
    app: ApplicationFixture,
) -> None:
    """A checkout that expired long ago takes no attempts, valid or not."""
    checkout = await app.open(SHIRT)
    app.clock.passes(timedelta(days=9))
    with pytest.raises(CheckoutNotFound):
        await app.checkouts.keep_invalid_body(
            Target(checkout_id=checkout.id, merchant="demo"), BODY, BY
        )
    assert list(await app.attempts(checkout.id)) == []
