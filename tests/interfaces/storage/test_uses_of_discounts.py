"""Uses of discounts are counted with the append that commits the purchase, or not at all."""

import asyncio
from collections import Counter
from dataclasses import replace

import pytest

from application.persons.identities import email as email_of
from application.ports.catalogue import Discount, Offer
from application.ports.event_store import (
    Append,
    DiscountUse,
    InsufficientStock,
    NoUseLeft,
    VersionTaken,
)
from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON
from domain.values.discounts import DiscountKind
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT, changes
from tests.interfaces.storage.inline_writes import (
    REQUEST,
    response_to_store,
    stock,
    stocked,
    summary_of,
    take,
)

HALF = Discount(id="half", title="Half off", kind=DiscountKind.PERCENTAGE, value=5000, max_uses=2)
ONCE = replace(HALF, id="once", code="Once", max_uses=None, max_uses_per_buyer=1)


def use(discount: str = "half", *, is_returned: bool = False) -> list[DiscountUse]:
    return [DiscountUse(merchant="shop", discount=discount, is_returned=is_returned)]


async def uses(storage: Storage) -> dict[str, int]:
    return {each.discount.id: each.uses for each in await storage.catalogue.discounts("shop")}


async def test_uses_of_a_discount_are_counted_with_the_append(storage: Storage) -> None:
    """An append that uses a discount is counted, one beyond the limit is refused, and a return frees a use."""
    await storage.catalogue.put("shop", Offer(discounts=[HALF]))
    for number in (1, 2):
        await storage.events.append(Append(changes(f"c-{number}", 1, 1), discount_uses=use()))
    with pytest.raises(NoUseLeft) as raised:
        await storage.events.append(Append(changes("c-3", 1, 1), discount_uses=use()))
    assert raised.value.discount == "half"
    assert not await storage.events.events("c-3")
    returned = use(is_returned=True)
    await storage.events.append(Append(changes("c-1", 2, 2), discount_uses=returned))
    await storage.events.append(Append(changes("c-1", 3, 3), discount_uses=returned))
    assert await uses(storage) == {"half": 1}
    await storage.events.append(Append(changes("c-3", 1, 1), discount_uses=use()))
    assert await uses(storage) == {"half": 2}


async def test_a_refused_append_uses_no_discount(storage: Storage) -> None:
    """An append that is refused for its version or for the stock leaves the uses as they were."""
    await stocked(storage)
    await storage.catalogue.put("shop", Offer(discounts=[HALF]))
    await storage.events.append(Append(changes("c-1", 1, 1)))
    with pytest.raises(VersionTaken):
        await storage.events.append(Append(changes("c-1", 1, 1), discount_uses=use()))
    with pytest.raises(InsufficientStock):
        await storage.events.append(
            Append(changes("c-2", 1, 1), stock=take("mug", 11), discount_uses=use())
        )
    assert await uses(storage) == {"half": 0}


async def test_a_used_up_discount_takes_no_stock(storage: Storage) -> None:
    """An append that is refused for its discount leaves the stock and the lists as they were."""
    await stocked(storage)
    await storage.catalogue.put("shop", Offer(discounts=[replace(HALF, max_uses=0)]))
    with pytest.raises(NoUseLeft):
        await storage.events.append(
            Append(
                changes("c-1", 1, 1),
                stock=take("mug", 1),
                discount_uses=use(),
                summary=summary_of("c-1"),
                response=response_to_store(),
            )
        )
    assert await stock(storage) == 10
    assert await storage.answers.find(REQUEST, AT) is None


async def test_uses_survive_an_import(storage: Storage) -> None:
    """A discount that is imported again keeps its uses, and one that was removed may be used as it was quoted."""
    await storage.catalogue.put("shop", Offer(discounts=[HALF]))
    await storage.events.append(Append(changes("c-1", 1, 1), discount_uses=use()))
    await storage.catalogue.put("shop", Offer(discounts=[]))
    await storage.events.append(Append(changes("c-2", 1, 1), discount_uses=use()))
    await storage.catalogue.put("shop", Offer(discounts=[HALF]))
    assert await uses(storage) == {"half": 2}


async def test_uses_of_one_buyer(storage: Storage) -> None:
    """A buyer is known by the e-mail address of the checkouts, until the data of the earlier one is erased."""
    await storage.catalogue.put("shop", Offer(discounts=[ONCE]))
    for checkout_id, address in (("c-1", "ada@x.se"), ("c-2", "bea@x.se"), ("c-3", "Ada@x.se")):
        await storage.persons.key_for_sealing(
            checkout_id, tuple(email_of(address)), destroy_after=AT
        )
    for number in (1, 2):
        append = Append(changes(f"c-{number}", 1, 1), discount_uses=use("once"))
        await storage.events.append(append)
    terms = await storage.catalogue.terms("shop", [], codes=["ONCE"], checkout_id="c-3")
    (offered,) = terms.discounts
    assert (offered.uses, offered.uses_by_buyer, offered.discount) == (2, 1, ONCE)
    again = Append(changes("c-3", 1, 1), discount_uses=use("once"))
    with pytest.raises(NoUseLeft):
        await storage.events.append(again)
    await storage.vault.destroy(DataKeyId(checkout_id="c-1", data_class=PERSON), AT)
    await storage.events.append(again)


async def test_concurrent_appends_do_not_exceed_the_uses(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Of 50 appends through two processes that each use a discount with two uses left, two are recorded."""
    await postgres.catalogue.put("shop", Offer(discounts=[HALF]))
    async with PostgresStorage(migrated_url) as other:
        outcomes = await asyncio.gather(
            *(
                (postgres if number % 2 else other).events.append(
                    Append(changes(f"c-{number}", 1, 1), discount_uses=use())
                )
                for number in range(50)
            ),
            return_exceptions=True,
        )
    counted = Counter("used" if answer is None else type(answer).__name__ for answer in outcomes)
    assert counted == {"used": 2, "NoUseLeft": 48}
    assert await uses(postgres) == {"half": 2}
