"""What a refused command wanted, beside the state that it was decided on."""

import contextlib
from dataclasses import replace

import pytest

from application.commands.change import Change
from application.commands.purchase import CommitPurchase, CompletePurchase
from application.commands.shop import (
    ChangeReference,
    ReplaceCart,
    ReplaceMetadata,
    ReplaceParts,
    UpdateFees,
)
from application.history.inquiries import Subject
from application.history.primitives import Value
from application.history.refused.inquiry import refused_command
from application.history.refused.wanted_values import MOST_VALUES
from domain.refusals import Refusal
from domain.values.cart import Cart
from domain.values.payment import Payment
from tests.application.application_fixture import ApplicationFixture
from tests.application.history.answers.answering import inquiries_of
from tests.application.history.refused.test_what_stood_in_the_way import last_refused
from tests.domain.event_builders import SHIPPING, SHIRT


async def wanted(app: ApplicationFixture, change: Change) -> dict[str, tuple[Value, Value]]:
    """What a change of an agreed checkout wanted where it differs, with what the state had."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, UpdateFees(fees=(SHIPPING,)))
    await app.change(checkout.id, ChangeReference(reference="A-1"))
    await app.change(checkout.id, CommitPurchase(shown_version=4))
    with contextlib.suppress(Refusal):
        await app.change(checkout.id, change)
    found = await last_refused(app, checkout)
    assert found.present.version == 5
    return {
        ".".join(map(str, each.path)): (each.wanted, each.present)
        for each in found.values
        if each.differs
    }


async def test_a_fee_is_compared_by_its_kind(app: ApplicationFixture) -> None:
    """Only the price differs."""
    dearer = replace(SHIPPING, unit_price=SHIPPING.unit_price + 1)
    assert await wanted(app, UpdateFees(fees=(dearer,))) == {
        f"fees.{SHIPPING.kind}.unit_price": (SHIPPING.unit_price + 1, SHIPPING.unit_price)
    }


async def test_a_part_that_was_to_be_removed_is_wanted_to_be_nothing(
    app: ApplicationFixture,
) -> None:
    """The reference was wanted to be none."""
    assert await wanted(app, ChangeReference(reference=None)) == {"reference": (None, "A-1")}


async def test_metadata_is_compared_as_json(app: ApplicationFixture) -> None:
    """The command has a text, and the state its values."""
    assert await wanted(app, ReplaceMetadata(metadata='{"a":1}')) == {"metadata.a": (1, None)}


@pytest.mark.parametrize(
    ("inner", "expected"),
    [(None, {}), (ReplaceMetadata(metadata=None), {"metadata.a": (None, 1)})],
)
async def test_a_part_that_was_left_out_is_not_wanted(
    app: ApplicationFixture, inner: ReplaceMetadata | None, expected: dict[str, tuple[Value, Value]]
) -> None:
    """A command on some parts has null for the others. A null inside of a part removes it."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, ReplaceMetadata(metadata='{"a":1}'))
    await app.change(checkout.id, CommitPurchase(shown_version=3))
    with contextlib.suppress(Refusal):
        cart = Cart(lines=(SHIRT,))
        await app.change(checkout.id, ReplaceParts(cart=cart, metadata=inner))
    found = await last_refused(app, checkout)
    assert {
        ".".join(map(str, each.path)): (each.wanted, each.present)
        for each in found.values
        if each.differs
    } == expected


async def test_a_commitment_names_its_version(app: ApplicationFixture) -> None:
    """The version that was shown is beside the current one."""
    assert await wanted(app, CommitPurchase(shown_version=3)) == {"version": (3, 5)}


async def test_a_payment_is_compared_with_the_agreed_total(app: ApplicationFixture) -> None:
    """The amount and the currency of the report are beside the agreed ones."""
    payment = Payment(method="card", amount=1, currency="EUR")
    found = await wanted(app, CompletePurchase(payment=payment, order_id="o", purchase_id="p"))
    assert found["currency"] == ("EUR", "SEK")
    assert found["agreed_total"][0] == 1


async def test_of_a_large_cart_the_differences_come_first(app: ApplicationFixture) -> None:
    """More values than MOST_VALUES are counted."""
    lines = tuple(replace(SHIRT, article=str(number)) for number in range(MOST_VALUES))
    checkout = await app.open(*lines)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    with contextlib.suppress(Refusal):
        cart = Cart(lines=(*lines[:-1], replace(lines[-1], description="other")))
        await app.change(checkout.id, ReplaceCart(cart=cart))
    found = await last_refused(app, checkout)
    assert (len(found.values), found.value_count > MOST_VALUES) == (MOST_VALUES, True)
    assert found.values[0].wanted == "other"


async def test_a_position_of_another_checkout_is_not_found(app: ApplicationFixture) -> None:
    """The position must be one of the checkout's own."""
    checkout = await app.open(token="public-SE-1")
    with contextlib.suppress(Refusal):
        await app.change(checkout.id, CommitPurchase(shown_version=1))
    other = await app.open(token="public-SE-2")
    (refused,) = await app.refused_commands(checkout.id)
    assert refused.position is not None
    for checkout_id, position in ((other.id, refused.position), (checkout.id, 99)):
        subject = Subject(checkout_id=checkout_id, merchants=None)
        assert await refused_command(inquiries_of(app), subject, position) is None
