"""Select the settings of all merchants for each API."""

from collections.abc import Callable, Sequence

from interfaces.api.orders.settings import OrderKey
from interfaces.configuration.settings import Merchant
from interfaces.configuration.signing_keys import public_keys
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.svea.settings import SveaSettings
from interfaces.dialects.ucp.settings import OrderReporter, UcpSettings, UcpShop
from interfaces.dialects.ucp.signing.keys import ShopKeys
from interfaces.dialects.walley.settings import WalleySettings
from interfaces.http.merchant_settings import MerchantSettings


def walley_merchants(merchants: Sequence[Merchant]) -> Sequence[MerchantSettings[WalleySettings]]:
    """Return the settings of the merchants that use Walley."""
    return [MerchantSettings(each.id, each.walley) for each in merchants if each.walley is not None]


def svea_merchants(merchants: Sequence[Merchant]) -> Sequence[MerchantSettings[SveaSettings]]:
    """Return the settings of the merchants that use Svea."""
    return [MerchantSettings(each.id, each.svea) for each in merchants if each.svea is not None]


def selling_merchants(merchants: Sequence[Merchant]) -> Sequence[MerchantSettings[SellingSettings]]:
    """Return the settings of the merchants that sell to agents."""
    return [
        MerchantSettings(each.id, each.selling) for each in merchants if each.selling is not None
    ]


def ucp_merchants(
    merchants: Sequence[Merchant], keys_of: Callable[[UcpSettings], ShopKeys] = public_keys
) -> Sequence[MerchantSettings[UcpShop]]:
    """Return the settings of the merchants that sell to platforms over UCP.

    `keys_of` finds the keys of a merchant, by default those that its configuration has itself.
    """
    return [
        MerchantSettings(
            each.id,
            UcpShop(
                ucp=each.ucp,
                selling=each.selling,
                reporters=tuple(
                    OrderReporter(key.name, key.key, frozenset(key.scopes))
                    for key in each.order_keys
                ),
                keys=keys_of(each.ucp),
            ),
        )
        for each in merchants
        if each.ucp is not None and each.selling is not None
    ]


def order_keys(
    merchants: Sequence[Merchant],
) -> Sequence[MerchantSettings[tuple[OrderKey, ...]]]:
    """Return the order keys of every merchant."""
    return [MerchantSettings(each.id, each.order_keys) for each in merchants]


def payment_keys(merchants: Sequence[Merchant]) -> Sequence[MerchantSettings[tuple[str, ...]]]:
    """Return the payment keys of every merchant."""
    return [MerchantSettings(each.id, each.payment_keys) for each in merchants]
