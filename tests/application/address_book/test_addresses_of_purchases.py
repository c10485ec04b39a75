"""Addresses of completed purchases are remembered apart from the purchase, where the merchant wants it."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from application.address_book.known_addresses import KnownAddresses, find_equal
from application.address_book.purchases import PurchaseFollower
from application.persons.retention import RetentionPolicy
from application.persons.subjects import PersonSubject, SubjectKind
from domain.checkout import Checkout
from domain.values.customer import Address, Customer
from domain.values.fulfilment import FulfilmentDestination
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from tests.application.persons.erasure_fixture import ErasureFixture
from tests.application.selling.selling_fixture import HOME, PAYING, SellingFixture
from tests.domain.event_builders import SHOP

ADA = Customer(email="ada@example.com", first_name="Ada")
DAY = timedelta(days=1)
WORK = replace(HOME, address="2 Side St")


@dataclass
class Shop:
    """A selling application, the job on it, and what is known."""

    selling: SellingFixture
    follower: PurchaseFollower

    async def buy(self, address: Address = HOME, customer: Customer | None = ADA) -> Checkout:
        """Complete a purchase that is sent to an address."""
        self.selling.app.clock.advance()
        session = await self.selling.open(("mug", 1), address=address)
        return await self.selling.complete(session, replace(PAYING, customer=customer))

    async def known(self, merchant: str = "demo") -> list[Address | None]:
        """The known addresses of Ada."""
        book = KnownAddresses(self.selling.app.storage.address_book)
        return [each.address for each in await book.known_addresses(merchant, "ada@example.com")]

    async def remember(self) -> int:
        """Run the job for the merchant of the purchases."""
        return await self.follower.run(["demo"])


@pytest.fixture
async def shop() -> Shop:
    """A shop whose first run of the job has happened."""
    selling = SellingFixture()
    await selling.stock()
    app = selling.app
    follower = PurchaseFollower(
        checkouts=app.checkouts,
        audit_log=InMemoryAuditLog(app.storage.events),
        address_book=app.storage.address_book,
        clock=app.clock,
    )
    shop = Shop(selling, follower)
    await shop.remember()
    return shop


async def test_the_address_of_a_purchase_is_known_afterwards(shop: Shop) -> None:
    """The newest purchase comes first, and an address of two purchases is there once."""
    for address in (HOME, WORK, HOME):
        await shop.buy(address)
    assert await shop.known() == []
    assert await shop.remember() == 3
    assert await shop.known() == [HOME, WORK]
    assert await shop.remember() == 0


async def test_only_purchases_of_named_merchants_are_read(shop: Shop) -> None:
    """A merchant that does not want it gets no address book."""
    await shop.buy()
    assert await shop.follower.run(["other"]) == 0
    assert await shop.known() == []


async def test_purchases_before_the_first_run_are_not_remembered(shop: Shop) -> None:
    """The setting has no effect on what was bought without it."""
    selling = SellingFixture()
    await selling.stock()
    fresh = Shop(selling, shop.follower)
    await fresh.buy()
    follower = PurchaseFollower(
        checkouts=selling.app.checkouts,
        audit_log=InMemoryAuditLog(selling.app.storage.events),
        address_book=selling.app.storage.address_book,
        clock=selling.app.clock,
    )
    assert await follower.run(["demo"]) == 0
    assert await follower.run(["demo"]) == 0
    assert await fresh.known() == []


async def test_a_session_without_a_purchase_leaves_nothing(shop: Shop) -> None:
    """An open session, and a purchase of a buyer without an e-mail address, are not remembered."""
    await shop.selling.open(("mug", 1), address=HOME)
    await shop.buy(customer=None)
    assert await shop.remember() == 1
    assert await shop.known() == []


async def test_an_erased_purchase_is_not_remembered(shop: Shop) -> None:
    """What was erased before the job came to the purchase does not come back."""
    bought = await shop.buy()
    erasures = ErasureFixture(shop.selling.app)
    for key in await erasures.vault.keys_of([bought.id]):
        await erasures.eraser.erase(key, SHOP)
    assert await shop.remember() == 1
    assert await shop.known() == []


async def test_an_equal_destination_is_found_by_its_content(shop: Shop) -> None:
    """A destination with the same address, in another spelling, is the known one; another address is new."""
    await shop.buy()
    await shop.remember()
    book = KnownAddresses(shop.selling.app.storage.address_book)
    known = await book.known_addresses("demo", "ada@example.com")
    typed = FulfilmentDestination(id="x", address=replace(HOME, address="1  MAIN st"))
    assert find_equal(typed, known) == known[0]
    assert find_equal(FulfilmentDestination(id="x", address=WORK), known) is None
    assert find_equal(FulfilmentDestination(id="x"), known) is None


async def test_an_erasure_of_the_person_has_the_book(shop: Shop) -> None:
    """It is listed, in the certificate, in the list of destroyed keys, and gone for the merchant."""
    bought = await shop.buy()
    await shop.remember()
    erasures = ErasureFixture(shop.selling.app)
    subject = PersonSubject(text=" Ada@example.com", kinds=(SubjectKind.EMAIL,))
    found = await erasures.requests.find(subject)
    (book,) = await erasures.requests.find_books(subject, merchants=["demo"])
    assert [each.checkout_id for each in found] == [bought.id]
    assert (book.merchant, book.book.count) == ("demo", 1)
    assert await erasures.requests.find_books(subject, merchants=["other"]) == []
    request = erasures.request()
    await erasures.requests.plan(request, found, [book])
    certificate = await erasures.requests.carry_out(request)
    assert certificate is not None
    assert certificate.is_complete
    erased = {(each.key.name.data_class, each.merchant) for each in certificate.keys}
    assert erased == {("person", "demo"), ("address-book", "demo")}
    assert book.key in [each.key for each in erasures.destroyed.entries]
    assert await erasures.requests.find_books(subject) == []
    assert await shop.known() == []


async def test_a_book_is_kept_for_the_days_after_its_last_purchase(shop: Shop) -> None:
    """The retention of the merchant applies to the book. Without one the book is kept."""
    await shop.buy()
    await shop.remember()
    erasures = ErasureFixture(shop.selling.app)
    clock = shop.selling.app.clock
    for days, policy, is_kept in (
        (400, RetentionPolicy({}), True),
        (0, RetentionPolicy({"demo": 401}), True),
        (2, RetentionPolicy({"demo": 401}), False),
    ):
        clock.advance(days * DAY)
        await erasures.job.apply(policy)
        await erasures.job.run(policy)
        assert bool(await shop.known()) is is_kept
