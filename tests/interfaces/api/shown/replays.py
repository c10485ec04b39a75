"""Purchases through the page's API, and their replays."""

import hashlib
from collections.abc import Mapping
from typing import Any

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.checkouts.snapshots import NoSnapshots
from application.history.inquiries import Inquiries, Subject
from application.history.shown.display import ReplayedDisplay
from application.history.shown.replay import ShownReplay
from application.history.windows.page_traces import PageTraceReader
from domain.checkout import Checkout
from domain.events import PurchaseCommitted
from domain.values.shown import MoneyFormat
from interfaces.api.shown.display_renderers import ShopApis, ShownRenderers
from interfaces.api.shown.renderers import CURRENT_PAGE, PageVersion
from tests.interfaces.api.api_fixture import TOKEN, ApiFixture

APIS = ShopApis(languages={}, of_agents=frozenset({"acp", "stateset"}))
SWEDISH = MoneyFormat(
    positive="1\u00a0234\u00a0567\u00a0890,00\u00a0kr",
    negative="\u22121\u00a0234\u00a0567\u00a0890,00\u00a0kr",
)
CLAIMS: dict[str, Any] = {
    "page": CURRENT_PAGE.number,
    "language": "sv-SE",
    "time_zone": "Europe/Stockholm",
    "money": {"positive": SWEDISH.positive, "negative": SWEDISH.negative},
}


def replay_of(api: ApiFixture, apis: ShopApis = APIS) -> ShownReplay:
    """The replays over the stores of the fixture."""
    inquiries = Inquiries(
        histories=CheckoutRepository(api.store, CheckoutCache(1), NoSnapshots(api.store)),
        store=api.store,
        refusals=api.refusals,
        persons=api.persons,
        clock=lambda: api.now,
    )
    return ShownReplay(inquiries, PageTraceReader(api.store), ShownRenderers(apis))


async def replayed(
    api: ApiFixture, checkout: Checkout, version: int, *, sees_persons: bool = True
) -> ReplayedDisplay:
    """The replay of a version."""
    subject = Subject(checkout_id=checkout.id, merchants=None, sees_persons=sees_persons)
    return await replay_of(api).of(subject, version)


async def press(
    api: ApiFixture,
    body: dict[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    page: PageVersion = CURRENT_PAGE,
) -> int:
    """Press "complete purchase" on what this page shows, as it does. Returns the version that it showed."""
    answer = await api.client.get(f"/shopper/{TOKEN}", headers=headers)
    version: int = answer.json()["version"]
    assert page.text is not None
    text = page.text(answer.content, SWEDISH)
    displayed = hashlib.sha256(text.encode()).hexdigest()
    claims = CLAIMS | {"page": page.number, "displayed": displayed}
    sent = {"version": version, "shown": claims} | (body or {})
    pressed = await api.client.post(f"/shopper/{TOKEN}/commit", json=sent, headers=headers)
    assert pressed.status_code == 200, pressed.text
    return version


async def commitment(api: ApiFixture, checkout: Checkout) -> PurchaseCommitted:
    """The last event, with personal data in clear."""
    event = (await api.history(checkout))[-1]
    assert isinstance(event, PurchaseCommitted)
    return event
