"""Opening a checkout."""

from domain.checkout import Checkout
from domain.events import Opening
from domain.stage import Stage
from tests.domain.event_builders import DEADLINE, ID, NOW, SHOP, numbered, opened
from tests.domain.scenario import BY_SHOP, recorded, replay


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
        **BY_SHOP,
    )


def test_opening_is_one_event() -> None:
    """A checkout begins with Opened at version 1, and with nothing else."""
    assert recorded(open_one()) == numbered([opened(settings='{"profileName":"b2c"}')])


def test_a_new_checkout_equals_its_replay() -> None:
    """Opening and replaying Opened give the same checkout."""
    checkout = open_one()
    events = recorded(checkout)
    checkout.collect_events()
    assert checkout == replay(events)


def test_it_begins_open_and_empty() -> None:
    """A new checkout is open, has an empty cart and no customer."""
    checkout = open_one()
    assert checkout.stage is Stage.OPEN
    assert checkout.cart.lines == ()
    assert checkout.fees == ()
    assert checkout.total == 0
    assert checkout.customer is None
    assert checkout.agreed_total is None
    assert checkout.reference is None


def test_it_has_its_merchant_and_deadline() -> None:
    """Merchant, public token and deadline are in the event, and so in the checkout."""
    checkout = open_one()
    assert (checkout.merchant, checkout.public_token) == ("demo", "public-SE-1")
    assert checkout.expires_at == DEADLINE
    assert checkout.settings == '{"profileName":"b2c"}'


def test_the_first_event_has_its_provenance() -> None:
    """The first event has the actor and the time of the opening."""
    (event,) = recorded(open_one())
    assert (event.provenance, event.timestamp) == (SHOP, NOW)
