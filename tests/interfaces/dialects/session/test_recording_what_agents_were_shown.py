"""A completion records the answer that the agent had of the session, and it is rendered again byte for byte."""

import json
from typing import Any

import pytest
from msgspec.structs import replace as changed

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.checkouts.snapshots import NoSnapshots
from application.history.inquiries import Inquiries, Subject
from application.history.shown.display import ReplayedDisplay
from application.history.shown.replay import ShownReplay
from application.history.shown.verdict import Displayed, Divergence, Diverges, ShownExactly
from application.history.windows.page_traces import PageTraceReader
from domain.events import PurchaseCommitted
from domain.values.shown import Surface
from interfaces.api.shown.display_renderers import ShownRenderers
from interfaces.composition.shop_apis import shop_apis
from interfaces.dialects.session.settings import SellingLink
from interfaces.dialects.ucp.wire import SUPPORTED as UCP_VERSIONS
from interfaces.runtime.live import Live
from tests.interfaces.dialects.acp.agent import VERSIONS, Agent
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.stateset.client_requests import KEY, complete, create
from tests.interfaces.dialects.ucp.agent import Platform


async def replayed(app_fixture: AppFixture, checkout_id: str, merchants: Any) -> ReplayedDisplay:
    """The replay of the version that the session was completed on."""
    events = await app_fixture.storage.events.events(checkout_id)
    (commitment,) = (each for each in events if isinstance(each, PurchaseCommitted))
    store = app_fixture.storage.events
    inquiries = Inquiries(
        histories=CheckoutRepository(store, CheckoutCache(1), NoSnapshots(store)),
        store=store,
        refusals=app_fixture.storage.refusals,
        persons=app_fixture.storage.persons,
        clock=lambda: app_fixture.time,
    )
    renderers = ShownRenderers(shop_apis(Live(merchants)))
    replay = ShownReplay(inquiries, PageTraceReader(store), renderers)
    subject = Subject(checkout_id=checkout_id, merchants=None, sees_persons=True)
    return await replay.of(subject, commitment.shown_version)


@pytest.mark.parametrize("version", VERSIONS)
async def test_the_answer_in_each_version_of_acp_is_rendered_again(
    app_fixture: AppFixture, version: str
) -> None:
    """The bytes are those of the last answer before the completion, in the version that the agent spoke."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1))
    seen = await agent.read(session)
    assert (await agent.pay(session)).json()["status"] == "completed"

    found = await replayed(app_fixture, session["id"], app_fixture.merchants)

    assert found.verdict == ShownExactly(displayed=Displayed.NOT_CLAIMED)
    assert (found.surface, found.renderer) == (Surface.AGENT, f"acp/{version}")
    assert found.content == seen.content


async def test_the_answer_of_stateset_is_rendered_again(app_fixture: AppFixture) -> None:
    """The bytes are those of the last answer before the completion."""
    path = await create(app_fixture)
    seen = await app_fixture.client.get(path, headers=KEY)
    assert (await complete(app_fixture, path)).json()["status"] == "completed"

    found = await replayed(app_fixture, path.rpartition("/")[2], app_fixture.merchants)

    assert found.verdict == ShownExactly(displayed=Displayed.NOT_CLAIMED)
    assert (found.renderer, found.content) == ("stateset/v1", seen.content)


@pytest.mark.parametrize("version", UCP_VERSIONS)
async def test_the_answer_in_each_version_of_ucp_is_rendered_again(
    app_fixture: AppFixture, version: str
) -> None:
    """It is the last answer before the completion, without the address that has the public token."""
    platform = Platform(app_fixture, version=version)
    ready = await platform.ready(("item_123", 1))
    assert (await platform.complete(ready)).json()["status"] == "completed"

    found = await replayed(app_fixture, ready["id"], app_fixture.merchants)

    assert found.verdict == ShownExactly(displayed=Displayed.NOT_CLAIMED)
    assert (found.surface, found.renderer) == (Surface.AGENT, f"ucp/{version}/2")
    assert found.content is not None
    del ready["continue_url"]
    assert json.loads(found.content) == ready


async def test_other_links_in_the_settings_are_told_as_such(app_fixture: AppFixture) -> None:
    """The answers of ACP have the merchant's links. Where they have changed since, nobody is accused of a forgery."""
    agent = Agent(app_fixture, VERSIONS[-1])
    session = await agent.create(("item_123", 1))
    await agent.pay(session)
    link = SellingLink("terms_of_use", "https://shop.example/other-terms")
    merchants = tuple(
        changed(each, selling=each.selling and changed(each.selling, links=(link,)))
        for each in app_fixture.merchants
    )

    found = await replayed(app_fixture, session["id"], merchants)

    assert found.verdict == Diverges(difference=Divergence.SETTINGS)
