"""The Python client that is generated: of the document of today, and used against a server."""

from tillroll_client.generated import AuthenticatedClient
from tillroll_client.generated.api.history import history_events
from tillroll_client.generated.api.walley_checkout import (
    walley_open_checkout,
    walley_read_checkout,
    walley_update_cart,
)
from tillroll_client.generated.models.walley_cart import WalleyCart
from tillroll_client.generated.models.walley_checkout_creation import WalleyCheckoutCreation

from tests.clients.generate_python import DIGEST, document_digest
from tests.system.service.server import authorised, item, running


def test_it_is_of_the_document_of_today() -> None:
    """The kept client was generated from the document that the server has. If not, run `make client`."""
    assert DIGEST.read_text().strip() == document_digest()


def test_it_creates_updates_and_reads_a_checkout_and_its_history(fresh_database_url: str) -> None:
    """A checkout is created, its cart replaced, and both are read back, with typed bodies and answers."""
    creation = WalleyCheckoutCreation.from_dict(
        {
            "storeId": 1001,
            "countryCode": "SE",
            "merchantTermsUri": "https://shop.example/terms",
            "notificationUri": "https://shop.example/notify",
            "cart": {"items": [item(1)]},
        }
    )
    with running(fresh_database_url) as server:
        token = authorised(server.address)["Authorization"].removeprefix("Bearer ")
        with (
            AuthenticatedClient(base_url=server.address, token=token) as shop,
            AuthenticatedClient(base_url=server.address, token="demo-auditor") as auditor,
        ):
            opened = walley_open_checkout.sync(client=shop, body=creation)
            checkout_id = opened.data.private_id
            cart = WalleyCart.from_dict({"items": [item(3)]})
            changed = walley_update_cart.sync_detailed(checkout_id, client=shop, body=cart)
            read = walley_read_checkout.sync(checkout_id, client=shop)
            events = history_events.sync(checkout_id, client=auditor)

    assert changed.status_code == 200
    assert [line.quantity for line in read.data.cart.items] == [3]
    assert [event.type_ for event in events.events][-1] == "checkout.cart-replaced"
