"""A replay says whether it is what was shown: exactly, diverging, erased, or not recorded."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.commands.change import Change
from application.commands.purchase import CommitPurchase, Display, ReleaseCommitment
from application.commands.shop import IdentifyCustomer, ReplaceCart, Resume, Suspend, UpdateFees
from application.history.inquiries import Subject
from application.history.shown.display import LanguageSource, ShopAnswer
from application.history.shown.verdict import (
    Displayed,
    Divergence,
    Diverges,
    Erased,
    NotRecorded,
    NotReplayed,
    ShownExactly,
    WhyNotRecorded,
    WhyNotReplayed,
)
from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON
from domain.checkout import Checkout
from domain.events import CheckoutEvent, PurchaseCommitted
from domain.values.cart import Cart
from domain.values.customer import Customer
from domain.values.shown import Sight, Surface
from interfaces.api.shopper.page_secret import HEADER
from interfaces.api.shown import display_renderers, v1
from interfaces.api.shown.renderers import CURRENT, PAGES, RENDERERS
from tests.examples import examples
from tests.interfaces.api.api_fixture import COFFEE, SHIPPING, TOKEN, ApiFixture
from tests.interfaces.api.shown.replays import APIS, commitment, press, replay_of, replayed

JANE = Customer(email="jane@person.example", first_name="Jane", phone="+46701234567")
IDENTIFY = {"email": "jane@person.example", "first_name": "Jane"}


async def test_a_purchase_through_the_page_was_shown_exactly_so(api: ApiFixture) -> None:
    """Its language and its way to write amounts are the recorded ones, and the text is what the page displayed."""
    checkout = await api.opened()
    version = await press(api)

    found = await replayed(api, checkout, version)

    assert found.verdict == ShownExactly(displayed=Displayed.SAME)
    assert (found.surface, found.renderer) == (Surface.PAGE, CURRENT.name)
    assert (found.language.tag, found.language.known_by) == ("sv-SE", LanguageSource.PAGE)
    assert (found.committed_at, found.today) == (version + 1, ())
    assert b"240,00\xc2\xa0kr" in found.html
    assert b"<script" not in found.html


async def test_the_page_that_identified_the_customer_had_the_data_whole(api: ApiFixture) -> None:
    """Also where the shop had set the same data, which no event tells apart."""
    checkout = await api.identified(Customer(email=JANE.email, first_name="Jane"))
    identified = await api.client.post(f"/shopper/{TOKEN}/identify", json=IDENTIFY)
    version = await press(api, headers={HEADER: identified.headers[HEADER]})

    found = await replayed(api, checkout, version)

    assert found.verdict == ShownExactly(displayed=Displayed.SAME)
    assert found.sight.value == "whole"
    assert b"jane@person.example" in found.content


async def test_another_page_had_masked_data(api: ApiFixture) -> None:
    """It confirms the customer, and its replay is masked, though the page before it had the data whole."""
    checkout = await api.opened()
    await api.client.post(f"/shopper/{TOKEN}/identify", json=IDENTIFY)
    version = await press(api, {"confirmation": "jane@person.example"})

    found = await replayed(api, checkout, version)

    assert found.verdict == ShownExactly(displayed=Displayed.SAME)
    assert b"jane@person.example" not in found.content


async def test_the_verdict_is_the_same_for_a_reader_without_personal_data(api: ApiFixture) -> None:
    """The digest is compared with the clear data, and the reader gets marks."""
    checkout = await api.identified(JANE)
    version = await press(api, {"confirmation": "jane@person.example", "account_id": "jane-1"})

    found = await replayed(api, checkout, version, sees_persons=False)

    assert found.verdict == ShownExactly(displayed=Displayed.SAME)
    assert b"Jane" not in found.html
    assert b"(sealed " in found.content
    assert found.purchaser is not None
    assert (found.purchaser.account_id or "").startswith("(sealed ")


async def test_another_text_than_the_replays_is_told(api: ApiFixture) -> None:
    """What was sent is proven nevertheless: the text is a claim of the browser."""
    checkout = await api.opened()
    claims = {
        "page": 2,
        "displayed": "0" * 64,
        "money": {"positive": "1234567890", "negative": "-1234567890"},
    }
    version = await press(api, {"shown": claims})
    found = await replayed(api, checkout, version)
    assert found.verdict == ShownExactly(displayed=Displayed.DIFFERENT)


async def test_erased_data_is_no_accusation(api: ApiFixture) -> None:
    """The digest fits nothing any more because its key is gone. Data that is given later has another key."""
    checkout = await api.identified(JANE)
    version = await press(api, {"confirmation": "jane@person.example"})
    await api.persons._keys.destroy(
        DataKeyId(checkout_id=checkout.id, data_class=PERSON), datetime(2026, 1, 6, tzinfo=UTC)
    )
    assert (await replayed(api, checkout, version)).verdict == Erased()

    await api.change(checkout, ReleaseCommitment(reason="declined"))
    await api.change(checkout, IdentifyCustomer(customer=JANE))
    assert (await replayed(api, checkout, version)).verdict == Erased()


async def test_an_older_commitment_records_nothing(api: ApiFixture) -> None:
    """It is reconstructed with the oldest renderer. So is a version that nobody committed."""
    checkout = await api.opened()
    await api.change(checkout, CommitPurchase(shown_version=4))

    assert (await replayed(api, checkout, 4)).verdict == NotRecorded(why=WhyNotRecorded.OLDER_EVENT)
    assert (await replayed(api, checkout, 3)).verdict == NotRecorded(
        why=WhyNotRecorded.NO_COMMITMENT
    )


async def test_only_the_surface_is_recorded_where_nothing_can_be_rendered(api: ApiFixture) -> None:
    """The surface is told, and no digest is compared."""
    checkout = await api.opened(dialect="acp")
    await api.change(
        checkout, CommitPurchase(shown_version=4, shown=Display(surface=Surface.AGENT))
    )
    found = await replayed(api, checkout, 4)
    assert found.verdict == NotRecorded(why=WhyNotRecorded.SURFACE_ONLY)
    assert found.surface is Surface.AGENT


@pytest.mark.parametrize("is_configured", [True, False])
async def test_the_answer_of_an_agents_api_is_rendered_again(
    api: ApiFixture, is_configured: bool
) -> None:
    """In the version of the API that the agent spoke. Without the merchant's settings nothing is compared."""
    checkout = await api.opened(dialect="acp")
    content = b'{"total":24000}'
    display = Display(surface=Surface.AGENT, renderer="acp/2026-04-17", content=content)
    await api.change(checkout, CommitPurchase(shown_version=4, shown=display))

    def answer(renderer: str | None, state: Checkout) -> ShopAnswer | None:
        assert renderer == "acp/2026-04-17"
        body = f'{{"total":{state.total}}}'
        return ShopAnswer("application/json", body) if is_configured else None

    subject = Subject(checkout_id=checkout.id, merchants=None)
    found = await replay_of(api, replace(APIS, answer=answer)).of(subject, 4)

    if is_configured:
        assert found.verdict == ShownExactly(displayed=Displayed.NOT_CLAIMED)
        assert found.content == content
    else:
        assert found.verdict == NotReplayed(why=WhyNotReplayed.RENDERER)


async def test_a_tab_of_an_earlier_page_is_replayed_as_that_page(api: ApiFixture) -> None:
    """It was open before an upgrade, gets the JSON of today, and displays its own text of it."""
    checkout = await api.opened()
    version = await press(api, page=PAGES[1])

    found = await replayed(api, checkout, version)

    assert found.verdict == ShownExactly(displayed=Displayed.SAME)
    assert found.page == PAGES[1].digest


async def test_a_changed_state_diverges(api: ApiFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A renderer that renders something else than it did is found, and it is not taken for an erasure."""
    checkout = await api.opened()
    version = await press(api)
    changed = {CURRENT.name: replace(CURRENT, render=_tea)}
    monkeypatch.setattr(display_renderers, "RENDERERS", changed)

    found = await replayed(api, checkout, version)
    assert found.verdict == Diverges(difference=Divergence.UNKNOWN)


async def test_todays_page_would_show_it_differently(
    api: ApiFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The difference of the two renderers is said, and the verdict is about the renderer of then."""
    checkout = await api.opened()
    version = await press(api)
    newer = replace(CURRENT, name="a later one", render=_tea)
    monkeypatch.setattr(display_renderers, "RENDERERS", {**RENDERERS, newer.name: newer})
    monkeypatch.setattr(display_renderers, "CURRENT", newer)

    found = await replayed(api, checkout, version)

    assert found.verdict == ShownExactly(displayed=Displayed.SAME)
    assert found.today == ("/lines/0/description is 'Tea'.",)


async def test_a_digest_for_other_customer_data_is_told_apart(
    api: ApiFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recorded sight that the digest does not fit is a difference of its own."""
    checkout = await api.identified(JANE)
    version = await press(api, {"confirmation": "jane@person.example"})
    stored = api.store.events

    async def altered(checkout_id: str, **limits: int) -> list[CheckoutEvent]:
        return [_with_whole_sight(event) for event in await stored(checkout_id, **limits)]

    monkeypatch.setattr(api.store, "events", altered)

    found = await replayed(api, checkout, version)
    assert found.verdict == Diverges(difference=Divergence.CUSTOMER_DATA)


def _tea(checkout: Checkout, sight: Sight, is_hidden: v1.IsText = v1.is_hidden_never) -> bytes:
    return CURRENT.render(checkout, sight, is_hidden).replace(b"Coffee", b"Tea")


def _with_whole_sight(event: CheckoutEvent) -> CheckoutEvent:
    if not isinstance(event, PurchaseCommitted) or event.shown is None:
        return event
    return replace(event, shown=replace(event.shown, sight=Sight.WHOLE))


CHANGES: list[Change] = [
    ReplaceCart(cart=Cart(lines=(COFFEE,))),
    ReplaceCart(cart=Cart(lines=(replace(COFFEE, description="Kaffe \U0001f6cd <b>"),))),
    UpdateFees(fees=(SHIPPING,)),
    UpdateFees(fees=()),
    IdentifyCustomer(customer=JANE),
    IdentifyCustomer(customer=replace(JANE, first_name="Åsa")),
    Suspend(),
    Resume(),
]


@settings(max_examples=examples(25), deadline=None)
@given(changes=st.lists(st.sampled_from(CHANGES), max_size=8))
def test_any_history_that_is_committed_is_shown_exactly_so_again(changes: list[Change]) -> None:
    """With the same renderer the replay always has the recorded digest, and the page's text."""

    async def run() -> None:
        api = ApiFixture()
        checkout = await api.opened()
        for change in changes:
            await api.change(checkout, change)
        await api.change(checkout, Resume())
        version = await press(api, {"confirmation": "jane@person.example"})
        found = await replayed(api, checkout, version)
        assert found.verdict == ShownExactly(displayed=Displayed.SAME)
        assert (await commitment(api, checkout)).shown == found.recorded
        await api.client.aclose()

    asyncio.run(run())
