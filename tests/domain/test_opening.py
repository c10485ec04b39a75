"""How a checkout begins."""

from domain.checkout import Checkout
from domain.events import Opening
from domain.stage import Stage
from tests.domain.happenings import DEADLINE, ID, NOW, SHOP, numbered, opened
from tests.domain.scenario import ASKED, recorded, replay


def open_one() -> Checkout:
    return Checkout.open(
        ID,
        Opening(
            merchant="demo",
            dialect="walley",
            country="SE",
            currency="SEK",
            public_token="public-SE-1",
            expires_at=DEADLINE,
            settings='{"profileName":"b2c"}',
        ),
        **ASKED,
    )


def test_opening_is_one_event() -> None:
    """A checkout begins with Opened at version 1, and with nothing else."""
    assert recorded(open_one()) == numbered([opened(settings='{"profileName":"b2c"}')])


def test_what_was_opened_is_what_replays() -> None:
    """Opening and replaying Opened give the same checkout."""
    checkout = open_one()
    events = recorded(checkout)
    checkout.collect_events()
    assert checkout == replay(events)


def test_it_begins_open_and_empty() -> None:
    """A new checkout is open, has an empty cart, and nobody is known to be buying."""
    checkout = open_one()
    assert checkout.stage is Stage.OPEN
    assert checkout.cart.lines == ()
    assert checkout.fees == ()
    assert checkout.total == 0
    assert checkout.customer is None
    assert checkout.agreed_total is None
    assert checkout.reference is None


def test_it_knows_whose_it_is_and_until_when() -> None:
    """Merchant, public token and deadline are in the event, and so in the checkout."""
    checkout = open_one()
    assert (checkout.merchant, checkout.public_token) == ("demo", "public-SE-1")
    assert checkout.expires_at == DEADLINE
    assert checkout.settings == '{"profileName":"b2c"}'


def test_the_first_event_has_its_provenance() -> None:
    """Who began the checkout, and when, is in its first event."""
    (event,) = recorded(open_one())
    assert (event.provenance, event.timestamp) == (SHOP, NOW)
