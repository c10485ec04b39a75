"""The configuration that applies when `TILLROLL_CONFIG` names no file."""

import os

from interfaces.api.orders.settings import OrderKey
from interfaces.api.readers.settings import HistoryKey
from interfaces.configuration.key_settings import KeySettings
from interfaces.configuration.limits import LimitSettings
from interfaces.configuration.serving import DeliverySettings
from interfaces.configuration.settings import Configuration, Merchant
from interfaces.dialects.session.settings import ApiKey, SellingSettings
from interfaces.dialects.svea.settings import DEMO_CAMPAIGN, SveaCredential, SveaSettings
from interfaces.dialects.ucp.settings import PaymentHandler, UcpSettings
from interfaces.dialects.walley.settings import WalleyClient, WalleySettings, WalleySharedKey
from interfaces.runtime.data_folder import data_folder
from interfaces.storage.postgres.tables.demo_payments import DEMO_PROVIDER

_DESTROYED_KEYS = "destroyed-keys.ndjson"
DEMO_HANDLERS = (
    PaymentHandler(
        id="mock_payment_handler",
        name="example.shop.mock_payment",
        succeeding_tokens=("success_token",),
        declining_tokens=("fail_token", "fraud_token"),
        test_cards=("4242424242424242", "4111111111111111"),
    ),
    PaymentHandler(
        id="google_pay",
        name="com.google.pay",
        takes_any_token=True,
        declining_tokens=("fail_token", "fraud_token"),
    ),
    PaymentHandler(
        id="shop_pay",
        name="dev.shopify.shop_pay",
        config={"shop_id": "demo-shop"},
        takes_any_token=True,
        declining_tokens=("fail_token", "fraud_token"),
    ),
)
"""Payment handlers whose tokens the demo provider pays, or declines."""
DEMO_SIMULATION_SECRET = "demo-simulation"
"""Simulates the shipping of an order: `Simulation-Secret` of `POST /testing/simulate-shipping/{id}`."""


def demo_configuration() -> Configuration:
    """Build two merchants with published secrets, so that a user can see that merchants are isolated.

    The list of destroyed keys is in the data folder. Callbacks may go to loopback addresses, without TLS. The limits of
    the keys are high, so that measurements with them measure the service. Those of strangers and of failed sign-ins are
    the usual ones.
    """
    return Configuration(
        demo=True,
        keys=KeySettings(destroyed_keys_file=str(data_folder(os.environ) / _DESTROYED_KEYS)),
        limits=LimitSettings(
            merchant_requests=1_000_000, payment_requests=1_000_000, history_requests=1_000_000
        ),
        delivery=DeliverySettings(allow_http=True, allow_networks=("127.0.0.0/8", "::1/128")),
        merchants=(
            Merchant(
                id="demo-shop",
                name="Demo Shop",
                walley=WalleySettings(
                    store_ids=(1001,),
                    clients=(WalleyClient("demo-client", "demo-secret"),),
                    shared_keys=(WalleySharedKey("demo", "demo-access-key"),),
                ),
                svea=SveaSettings(
                    credentials=(SveaCredential("100001", "demo-svea-secret"),),
                    recurring=True,
                    campaigns=(DEMO_CAMPAIGN,),
                ),
                payment_keys=("demo-payments",),
                order_keys=(OrderKey("demo-orders", "demo-orders"),),
                selling=SellingSettings(
                    keys=(
                        ApiKey("demo", "sk_test_demo"),
                        ApiKey("demo-read", "rk_test_demo_read", ("checkouts:read",)),
                    ),
                    provider=DEMO_PROVIDER,
                    demo_catalogue=True,
                    default_version="2026-04-17",
                ),
                ucp=UcpSettings(
                    profiles="lenient",
                    open=True,
                    handlers=DEMO_HANDLERS,
                    orders_by_platforms=True,
                    simulation_secret=DEMO_SIMULATION_SECRET,
                    known_addresses="everyone",
                ),
            ),
            Merchant(
                id="other-shop",
                name="Other Shop",
                walley=WalleySettings(
                    store_ids=(1002,),
                    clients=(WalleyClient("other-client", "other-secret"),),
                    shared_keys=(WalleySharedKey("other", "other-access-key"),),
                ),
                svea=SveaSettings(credentials=(SveaCredential("100002", "other-svea-secret"),)),
                payment_keys=("other-payments",),
                order_keys=(OrderKey("other-orders", "other-orders"),),
                selling=SellingSettings(
                    keys=(ApiKey("other", "sk_test_other"),),
                    provider=DEMO_PROVIDER,
                    demo_catalogue=True,
                ),
            ),
        ),
        history_keys=(
            HistoryKey(name="demo-history", key="demo-history", merchants=("demo-shop",)),
            HistoryKey(
                name="demo-auditor",
                key="demo-auditor",
                merchants="all",
                scopes=("history:read", "persons:read", "deliveries:send"),
            ),
            HistoryKey(
                name="demo-eraser", key="demo-eraser", merchants="all", scopes=("persons:erase",)
            ),
            HistoryKey(
                name="demo-disputes",
                key="demo-disputes",
                merchants="all",
                scopes=("history:read", "persons:read", "evidence:make"),
            ),
        ),
    )
