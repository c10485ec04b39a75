"""The actors in events and the owners of idempotency keys are unique for each credential."""

from collections.abc import Iterator

from interfaces.api.readers.auth import Reader
from interfaces.api.readers.settings import HistoryKey
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.settings import Merchant
from interfaces.dialects.session.auth import Client
from interfaces.dialects.svea.auth import SveaCaller
from interfaces.dialects.walley.auth.credentials import WalleyCaller
from interfaces.http.idempotency import sender_identity

NAMES = ("a", "a-b", "a.b", "a_b", "b", "100001")


def _actors(merchant: Merchant, name: str) -> Iterator[str]:
    """The actor of each kind of client with this name at the merchant."""
    assert merchant.selling is not None
    assert merchant.svea is not None
    yield WalleyCaller(merchant.id, name, frozenset()).actor
    yield SveaCaller(merchant.id, name, merchant.svea).actor
    yield Client(merchant.id, name, frozenset(), merchant.selling).actor
    yield Reader(name=name, merchants=None).actor
    yield f"payments:{name}"
    yield f"shopper:{name}"
    yield f"system:{name}"


def test_each_kind_of_client_has_its_own_actor() -> None:
    """The actors of all kinds of clients differ. Only Walley and Svea shops share a prefix."""
    merchant = demo_configuration().merchants[0]
    table = [[*_actors(merchant, name)] for name in NAMES]
    for walley, svea, *others in table:
        assert walley == svea
        assert len({walley, *others}) == 1 + len(others)
    actors = [actor for row in table for actor in set(row)]
    assert len(actors) == len(set(actors))


def test_a_shop_and_an_agent_of_one_name_do_not_share_idempotency_keys() -> None:
    """A Walley client and an API key with one name at one merchant have different idempotency keys."""
    merchant = demo_configuration().merchants[0]
    assert merchant.selling is not None
    agent = Client(merchant.id, "shop", frozenset(), merchant.selling)
    shop = WalleyCaller(merchant.id, "shop", frozenset())
    assert agent.identity != sender_identity(shop.merchant, shop.actor)


def test_the_demo_credentials_have_different_actors() -> None:
    """Each credential of the demo merchants and each history key has its own actor."""
    configuration = demo_configuration()
    found: list[str] = []
    for merchant in configuration.merchants:
        assert merchant.selling is not None
        assert merchant.svea is not None
        assert merchant.walley is not None
        names = [
            *(each.client_id for each in merchant.walley.clients),
            *(each.username for each in merchant.walley.shared_keys),
        ]
        found += [WalleyCaller(merchant.id, name, frozenset()).actor for name in names]
        for credential in merchant.svea.credentials:
            found.append(SveaCaller(merchant.id, credential.merchant_id, merchant.svea).actor)
        for key in merchant.selling.keys:
            found.append(Client(merchant.id, key.name, frozenset(), merchant.selling).actor)
    found += map(_reader_actor, configuration.history_keys)
    assert len(found) == len(set(found))


def _reader_actor(key: HistoryKey) -> str:
    return Reader(name=key.name, merchants=key.named_merchants).actor
