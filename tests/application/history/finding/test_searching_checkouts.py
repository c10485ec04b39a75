"""A search for checkouts: one hit for each, the newest event that meets the conditions first, in pages."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from application.commands.shop import ChangeReference, ReplaceCart, Suspend
from application.history.finding import checkout_search
from application.history.finding.checkout_query import CheckoutQuery
from application.history.finding.checkout_search import FoundPage
from domain.refusals import PurchaseCommitmentFound
from domain.stage import Stage
from domain.values.cart import Cart
from tests.application.application_fixture import A_MILLISECOND, ApplicationFixture
from tests.application.history.finding.purchases import commit, open_checkout, pay, search_of
from tests.domain.event_builders import SHIRT, SOCKS


def ids(page: FoundPage) -> list[str]:
    """The ids of a page."""
    return [each.checkout.checkout_id for each in page.found]


async def search(app: ApplicationFixture, **conditions: Any) -> list[str]:
    """The ids that an auditor's search finds, on one page."""
    query = CheckoutQuery(**{"merchants": None, **conditions})
    return ids(await search_of(app).page(query, limit=100))


async def opened(app: ApplicationFixture, count: int) -> list[str]:
    """The ids of new checkouts, the newest first."""
    return [(await open_checkout(app)).id for _ in range(count)][::-1]


async def test_each_checkout_is_found_once_and_the_newest_first(app: ApplicationFixture) -> None:
    """Without conditions the order is that of the opening, however often a checkout changed."""
    newest_first = await opened(app, 3)
    for reference in ("a", "b"):
        await app.change(newest_first[2], ChangeReference(reference=reference))
    assert await search(app) == newest_first


async def test_the_stage_is_the_present_one(app: ApplicationFixture) -> None:
    """A commit that was paid is no committed checkout any more, and each stage finds its own."""
    suspended, cart_only, committed, completed = (await opened(app, 4))[::-1]
    await app.change(suspended, Suspend())
    await commit(app, await app.read(committed))
    await pay(app, await app.read(completed))
    assert await search(app, stage=Stage.SUSPENDED) == [suspended]
    assert await search(app, stage=Stage.OPEN) == [cart_only]
    assert await search(app, stage=Stage.COMMITTED) == [committed]
    assert await search(app, stage=Stage.COMPLETED) == [completed]
    assert await search(app, stage=Stage.CANCELLED) == []


async def test_times_are_those_of_the_event_that_reached_the_stage(app: ApplicationFixture) -> None:
    """With a stage, since and until say when it was reached; without one, when the checkout was opened."""
    checkout = await open_checkout(app)
    opened_at = app.clock.at
    app.clock.advance(timedelta(hours=1))
    paid = await pay(app, checkout)
    paid_at = paid.modified_on
    for at, stage in ((opened_at, None), (paid_at, Stage.COMPLETED)):
        assert await search(app, stage=stage, since=at, until=at + A_MILLISECOND) == [checkout.id]
        assert await search(app, stage=stage, since=at + A_MILLISECOND) == []
        assert await search(app, stage=stage, until=at) == []


async def test_a_total_that_the_checkout_had_finds_it(app: ApplicationFixture) -> None:
    """The hit shows the present total, and the anchor the event after which the checkout had the wanted one."""
    checkout = await open_checkout(app, SHIRT)
    app.clock.advance()
    await app.change(checkout.id, ReplaceCart(cart=Cart(lines=(SHIRT, SOCKS))))
    await open_checkout(app, SOCKS)
    query = CheckoutQuery(merchants=None, min_total=10_000, max_total=10_000)
    (hit,) = (await search_of(app).page(query, limit=9)).found
    assert hit.checkout.checkout_id == checkout.id
    assert hit.checkout.total == SHIRT.total + SOCKS.total
    assert hit.anchor.total == 10_000
    assert await search(app, min_total=9_000, stage=Stage.COMPLETED) == []
    await pay(app, checkout)
    assert await search(app, min_total=9_001, stage=Stage.COMPLETED) == [checkout.id]
    assert await search(app, max_total=10_000, stage=Stage.COMPLETED) == []


async def test_other_conditions_have_to_hold_too(app: ApplicationFixture) -> None:
    """Merchant, dialect, actor, currency, words and the reader's merchants narrow the search."""
    walley = await open_checkout(app, SOCKS, reference="Blue-1")
    svea = await open_checkout(app, merchant="other", dialect="svea")
    await pay(app, svea)
    assert await search(app, merchant="other") == [svea.id]
    assert await search(app, merchants=("demo",)) == [walley.id]
    assert await search(app, merchants=("demo",), merchant="other") == []
    assert await search(app, dialect="svea") == [svea.id]
    assert await search(app, dialect="svea", stage=Stage.COMPLETED) == [svea.id]
    assert await search(app, dialect="payments") == []
    assert await search(app, actor="payments:demo") == [svea.id]
    assert await search(app, actor="shop:demo") == [svea.id, walley.id]
    assert await search(app, text="sock blue") == [walley.id]
    assert await search(app, currency="SEK") == [svea.id, walley.id]
    assert await search(app, currency="EUR") == []


async def test_refused_commands_narrow_the_search(app: ApplicationFixture) -> None:
    """A checkout with a refused command is found by its reason, or by any reason."""
    calm, tried = (await opened(app, 2))[::-1]
    await commit(app, await app.read(tried))
    with pytest.raises(PurchaseCommitmentFound):
        await app.change(tried, ChangeReference(reference="late"))
    assert await search(app, refused="any") == [tried]
    assert await search(app, refused="PurchaseCommitmentFound") == [tried]
    assert await search(app, refused="CheckoutExpired") == []
    assert calm != tried


CONDITIONS: Sequence[dict[str, Any]] = (
    {},
    {"min_total": 1},
    {"stage": Stage.COMPLETED},
    {"stage": Stage.OPEN},
    {"text": "shirt"},
)


@pytest.mark.parametrize("batch", [1, 2, 3, 50])
@pytest.mark.parametrize("conditions", CONDITIONS)
async def test_pages_in_both_directions_have_each_checkout_once(
    app: ApplicationFixture, monkeypatch: pytest.MonkeyPatch, conditions: dict[str, Any], batch: int
) -> None:
    """Forward and back again, every page follows the one before without gaps and repetitions, whatever the batch."""
    made = await opened(app, 7)
    for checkout_id in (made[1], made[4], made[6]):
        await pay(app, await app.read(checkout_id))
    whole = await search(app, **conditions)
    monkeypatch.setattr(checkout_search, "BATCH", batch)
    query = CheckoutQuery(**{"merchants": None, **conditions})
    page = await search_of(app).page(query, limit=2)
    assert page.newer_than is None
    pages = [page]
    while page.older_than is not None:
        page = await search_of(app).page(query, older_than=page.older_than, limit=2)
        pages.append(page)
    assert [each for page in pages for each in ids(page)] == whole
    back = [ids(page)]
    while page.newer_than is not None:
        page = await search_of(app).page(query, newer_than=page.newer_than, limit=2)
        back = [ids(page), *back]
    assert [each for page in back for each in page] == whole


async def test_a_rare_condition_ends_a_page_early(
    app: ApplicationFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After its batches a page ends with what it has, and says where the next one continues."""
    monkeypatch.setattr(checkout_search, "BATCH", 2)
    monkeypatch.setattr(checkout_search, "_MOST_BATCHES", 2)
    wanted = await open_checkout(app, dialect="acp")
    await opened(app, 5)
    query = CheckoutQuery(merchants=None, dialect="acp")
    page = await search_of(app).page(query, limit=2)
    assert ids(page) == []
    page = await search_of(app).page(query, older_than=page.older_than, limit=2)
    assert ids(page) == [wanted.id]
    assert page.older_than is None
