"""A checkout is found by every name that a customer or a shop has for it, by readers of its merchant only."""

import pytest

from application.commands.shop import ChangeReference, IdentifyCustomer
from application.history.finding.name_lookup import MOST_FOUND, NameKind, NameMatch
from domain.checkout import Checkout
from domain.values.customer import Customer
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from interfaces.storage.memory.storage import InMemoryStorage
from tests.application.application_fixture import ApplicationFixture
from tests.application.history.finding.purchases import lookup_of, open_checkout, pay

ADA = Customer(
    email="Ada@Example.com",
    phone="+46701234567",
    first_name="Ada",
    last_name="Lovelace",
    national_id="19061209-0000",
)
PERSONAL = {
    "ada@example.com": NameKind.EMAIL,
    "+46 70 123 45 67": NameKind.PHONE,
    "061209-0000": NameKind.NATIONAL_ID,
    "ada LOVELACE": NameKind.PERSON_NAME,
}


async def find(
    app: ApplicationFixture,
    name: str,
    merchants: tuple[str, ...] | None = None,
    *,
    persons: bool = False,
) -> tuple[NameKind, list[str]] | None:
    """The kind that matched, and the ids that were found."""
    match = await lookup_of(app).find(name, merchants, looks_for_persons=persons)
    return None if match is None else (match.kind, ids(match))


def ids(match: NameMatch) -> list[str]:
    """The ids of the checkouts that were found."""
    return [each.checkout_id for each in match.checkouts]


@pytest.fixture
async def bought(app: ApplicationFixture) -> Checkout:
    """A paid purchase of the merchant demo, between two open checkouts."""
    await open_checkout(app, reference="other-1")
    checkout = await open_checkout(app, reference="A-17", request_id="request-17")
    await app.change(checkout.id, IdentifyCustomer(customer=ADA))
    await open_checkout(app, reference="other-2")
    return await pay(app, checkout, 17)


async def test_each_kind_of_name_finds_the_checkout(
    app: ApplicationFixture, bought: Checkout
) -> None:
    """The id, the numbers and the references find one checkout, and the answer says which kind matched."""
    names = {
        bought.id: NameKind.CHECKOUT,
        str(bought.order_number): NameKind.ORDER_NUMBER,
        "A-17": NameKind.REFERENCE,
        "order-17": NameKind.ORDER_ID,
        "purchase-17": NameKind.PURCHASE_ID,
        "payment-17": NameKind.PAYMENT_ID,
        "request-17": NameKind.REQUEST_ID,
        " A-17\n": NameKind.REFERENCE,
    }
    for name, kind in names.items():
        assert await find(app, name) == (kind, [bought.id]), name
        assert await find(app, name, ("demo",)) == (kind, [bought.id]), name
        assert await find(app, name, ("other",)) is None, name


@pytest.mark.parametrize("name", ["", " ", "nothing", "a-17", "A-1", "0", "007", "\0", "x" * 999])
async def test_other_names_find_nothing(
    app: ApplicationFixture, bought: Checkout, name: str
) -> None:
    """A part of a name, another case and text that is no name find nothing."""
    assert await find(app, name, persons=True) is None


async def test_a_public_token_is_never_looked_up(app: ApplicationFixture, bought: Checkout) -> None:
    """The token is a credential, so no reader can test whether one is valid."""
    assert await find(app, bought.public_token, persons=True) is None


async def test_a_hit_is_the_present_state(app: ApplicationFixture, bought: Checkout) -> None:
    """The summary has the stage, the total and the actor of the last change, whatever name found it."""
    match = await lookup_of(app).find("A-17", None)
    assert match is not None
    (hit,) = match.checkouts
    assert (hit.merchant, hit.dialect, hit.reference) == ("demo", "walley", "A-17")
    assert (hit.stage, hit.total, hit.currency) == ("completed", 10_000, "SEK")
    assert (hit.version, hit.changed_by) == (bought.version, "payments:demo")
    assert (hit.opened_at, hit.changed_at) == (bought.created_on, bought.modified_on)
    assert hit.order_number == bought.order_number


async def test_a_former_reference_finds_the_checkout(app: ApplicationFixture) -> None:
    """A reference that was changed later still finds it, because the customer may have the former one."""
    checkout = await open_checkout(app, reference="before")
    await app.change(checkout.id, ChangeReference(reference="after"))
    assert await find(app, "before") == (NameKind.REFERENCE, [checkout.id])
    assert await find(app, "after") == (NameKind.REFERENCE, [checkout.id])


async def test_the_first_kind_that_finds_anything_ends_the_search(app: ApplicationFixture) -> None:
    """References go before order ids, but another merchant's reference does not hide an order id of the reader's."""
    named = await open_checkout(app, reference="order-5", merchant="other")
    bought = await pay(app, await open_checkout(app), 5)
    assert await find(app, "order-5") == (NameKind.REFERENCE, [named.id])
    assert await find(app, "order-5", ("demo",)) == (NameKind.ORDER_ID, [bought.id])


async def test_a_name_of_several_checkouts_finds_a_list(app: ApplicationFixture) -> None:
    """The list has the last changed checkout first. It is cut at a number, and says so."""
    first = await open_checkout(app, reference="same")
    second = await open_checkout(app, reference="same")
    app.clock.advance()
    await app.change(first.id, ChangeReference(reference=None))
    assert await find(app, "same") == (NameKind.REFERENCE, [first.id, second.id])
    others = [await open_checkout(app, reference="same") for _ in range(MOST_FOUND)]
    match = await lookup_of(app).find("same", None)
    assert match is not None
    assert match.is_cut
    newest_first = [each.id for each in others][::-1]
    assert ids(match) == [*newest_first, first.id][:MOST_FOUND]


@pytest.mark.parametrize(("name", "kind"), PERSONAL.items())
async def test_a_person_is_found_only_where_persons_are_looked_for(
    app: ApplicationFixture, bought: Checkout, name: str, kind: NameKind
) -> None:
    """An e-mail address, phone number, national id or name finds the checkouts of the reader's merchants."""
    assert await find(app, name, persons=True) == (kind, [bought.id])
    assert await find(app, name, ("demo",), persons=True) == (kind, [bought.id])
    assert await find(app, name, ("other",), persons=True) is None
    assert await find(app, name) is None
    assert kind.is_personal


async def test_a_unique_reference_is_found_before_the_log_has_it(app: ApplicationFixture) -> None:
    """Where the audit log is behind, the id, the order number and a unique reference still find the checkout."""
    lookup = lookup_of(app)
    checkout = await open_checkout(app, reference="unique-1", unique=True)
    lookup._audit_log = InMemoryAuditLog(InMemoryStorage().events)
    for name in (checkout.id, str(checkout.order_number), "unique-1"):
        match = await lookup.find(name, ("demo",))
        assert match is not None, name
        assert ids(match) == [checkout.id]
