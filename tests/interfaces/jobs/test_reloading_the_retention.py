"""The retention of the configuration, at the start of a server and after a reload."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from application.address_book.purchases import PurchaseFollower
from application.commands.purchase import CancelCheckout
from domain.checkout import Checkout
from interfaces.composition.address_books import merchants_that_remember
from interfaces.composition.erasures import retention_policy
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.reload import reload_configuration
from interfaces.configuration.settings import Configuration
from interfaces.jobs.sweep import Sweeps
from interfaces.runtime.live import Live
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from tests.application.application_fixture import ApplicationFixture
from tests.application.persons.erasure_fixture import ErasureFixture

DAY = timedelta(days=1)
MERCHANT = '[[merchants]]\nid = "demo"\nname = "Demo"\n'
WITH_RETENTION = f"{MERCHANT}[merchants.retention]\nperson_days = 2\n"


async def _return(checkout: Checkout) -> Checkout:
    return checkout


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Configuration]:
    """Load a configuration from a text."""

    def load_text(text: str) -> Configuration:
        file = tmp_path / "tillroll.toml"
        file.write_text(text, encoding="utf-8")
        return load_configuration(file, production=False)

    return load_text


def _sweeps(erasures: ErasureFixture, live: Live[Configuration]) -> Sweeps:
    app = erasures.app
    return Sweeps(
        checkouts=app.checkouts,
        deadlines=app.storage.deadlines,
        responses=app.storage.answers,
        by_retention=erasures.job,
        on_request=erasures.requests,
        policy=live.derive(lambda each: retention_policy(each.merchants)),
        clock=app.clock,
        recover=_return,
        purchases=PurchaseFollower(
            checkouts=app.checkouts,
            audit_log=InMemoryAuditLog(app.storage.events),
            address_book=app.storage.address_book,
            clock=app.clock,
        ),
        remembering=live.derive(merchants_that_remember),
    )


async def test_a_reload_applies_a_new_retention(load: Callable[[str], Configuration]) -> None:
    """Data that was kept without a retention is erased after SIGHUP, if its days are over."""
    erasures = ErasureFixture(ApplicationFixture())
    checkout = await erasures.identified()
    await erasures.app.change(checkout.id, CancelCheckout(reason="left"))
    live = Live(load(MERCHANT))
    sweeps = _sweeps(erasures, live)
    erasures.app.clock.advance(2 * DAY)
    await sweeps.run()
    assert erasures.has_key(checkout.id)
    reload_configuration(live, lambda: load(WITH_RETENTION))
    await sweeps.run()
    assert not erasures.has_key(checkout.id)


async def test_a_start_applies_a_new_retention(load: Callable[[str], Configuration]) -> None:
    """A server that starts with other settings applies them to existing data."""
    erasures = ErasureFixture(ApplicationFixture())
    checkout = await erasures.identified()
    await erasures.app.change(checkout.id, CancelCheckout(reason="left"))
    erasures.app.clock.advance(2 * DAY)
    await _sweeps(erasures, Live(load(MERCHANT))).run()
    assert erasures.has_key(checkout.id)
    await _sweeps(erasures, Live(load(WITH_RETENTION))).run()
    assert not erasures.has_key(checkout.id)
