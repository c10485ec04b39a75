"""What an update leaves out stays; what it removes goes."""

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
from tests.application.selling.agency import HOME, Agency

ADA = Customer(
    email="ada@shop.example", phone="1", first_name="Ada", billing_address=Address(city="Lund")
)


@pytest.fixture
async def agency() -> Agency:
    agency = Agency()
    await agency.stock()
    return agency


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
async def test_a_recipient(agency: Agency, edit: RecipientEdit, after: Recipient | None) -> None:
    """Each part is edited by itself; without any part there is no recipient."""
    whole = RecipientEdit(name="Ada", email="a@b.example", phone="1")
    session = await agency.update(await agency.open(("mug", 1)), recipient=whole)
    edited = await agency.update(session, recipient=edit)
    assert edited.delivery is not None
    assert edited.delivery.recipient == after
    assert edited.delivery.address == HOME


async def test_an_address_that_is_removed(agency: Agency) -> None:
    """The session needs one again; the recipient stays."""
    session = await agency.update(
        await agency.open(("mug", 1)), recipient=RecipientEdit(name="Ada")
    )
    edited = await agency.update(session, address=REMOVED)
    assert edited.delivery is not None
    assert edited.delivery.missing == "address"
    assert edited.delivery.recipient == Recipient(name="Ada")


async def test_a_choice_that_is_removed(agency: Agency) -> None:
    """The shop chooses again, the cheapest way."""
    session = await agency.update(await agency.open(("mug", 1)), option="courier")
    edited = await agency.update(session, option=REMOVED)
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
def test_a_customer(edit: CustomerEdit, after: Customer) -> None:
    """Each part is edited by itself, and what no edit is about stays."""
    assert edit.apply_to(ADA) == after


def test_a_customer_who_was_never_known() -> None:
    """Removing nothing makes no customer."""
    assert NO_CUSTOMER.apply_to(None) is None
    assert CustomerEdit().apply_to(None) is None
