"""Updates of a session change only the fields that they contain."""

import pytest

from application.selling.customer_edits import (
    NO_CUSTOMER,
    NO_RECIPIENT,
    REMOVED,
    CustomerEdit,
    RecipientEdit,
)
from domain.values.customer import Address, Customer
from domain.values.fulfilment import Recipient
from tests.application.selling.selling_fixture import HOME, SellingFixture

ADA = Customer(
    email="ada@shop.example", phone="1", first_name="Ada", billing_address=Address(city="Lund")
)


@pytest.fixture
async def selling() -> SellingFixture:
    selling = SellingFixture()
    await selling.stock()
    return selling


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (RecipientEdit(), Recipient(name="Ada", email="a@b.example", phone="1")),
        (
            RecipientEdit(email="new@b.example"),
            Recipient(name="Ada", email="new@b.example", phone="1"),
        ),
        (RecipientEdit(phone=REMOVED), Recipient(name="Ada", email="a@b.example")),
        (NO_RECIPIENT, None),
    ],
)
async def test_a_recipient_is_edited_field_by_field(
    selling: SellingFixture, edit: RecipientEdit, after: Recipient | None
) -> None:
    """Each field is edited separately, and a recipient without fields is removed."""
    whole = RecipientEdit(name="Ada", email="a@b.example", phone="1")
    session = await selling.update(await selling.open(("mug", 1)), recipient=whole)
    edited = await selling.update(session, recipient=edit)
    assert edited.delivery is not None
    assert edited.delivery.recipient == after
    assert edited.delivery.address == HOME


async def test_an_address_can_be_removed(selling: SellingFixture) -> None:
    """The session needs an address again, and the recipient stays."""
    session = await selling.update(
        await selling.open(("mug", 1)), recipient=RecipientEdit(name="Ada")
    )
    edited = await selling.update(session, address=REMOVED)
    assert edited.delivery is not None
    assert edited.delivery.missing == "address"
    assert edited.delivery.recipient == Recipient(name="Ada")


async def test_a_chosen_option_can_be_removed(selling: SellingFixture) -> None:
    """The cheapest shipping option is preselected again."""
    session = await selling.update(await selling.open(("mug", 1)), option="courier")
    edited = await selling.update(session, option=REMOVED)
    assert edited.delivery is not None
    assert (edited.delivery.chosen, edited.delivery.is_preselected) == ("parcel", True)


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (CustomerEdit(), ADA),
        (
            CustomerEdit(phone=REMOVED, last_name="L"),
            Customer(
                email="ada@shop.example",
                first_name="Ada",
                last_name="L",
                billing_address=Address(city="Lund"),
            ),
        ),
        (NO_CUSTOMER, Customer(billing_address=Address(city="Lund"))),
    ],
)
def test_a_customer_is_edited_field_by_field(edit: CustomerEdit, after: Customer) -> None:
    """Each field is edited separately, and fields without an edit are kept."""
    assert edit.apply_to(ADA) == after


def test_removing_an_unknown_customer_creates_none() -> None:
    """Removing or editing nothing does not create a customer."""
    assert NO_CUSTOMER.apply_to(None) is None
    assert CustomerEdit().apply_to(None) is None
