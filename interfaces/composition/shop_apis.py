"""What a read of a state is answered in the API of its shop or agent, for those who look at the history."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from fastapi import Response

from application.history.shown.display import ShopAnswer
from domain.checkout import Checkout
from domain.refusals import Refusal
from interfaces.api.shown.display_renderers import ShopApis
from interfaces.configuration.settings import Merchant
from interfaces.dialects.acp.formats import FORMATS
from interfaces.dialects.acp.wire import MEDIA_TYPE as ACP_TYPE
from interfaces.dialects.registry import LANGUAGES, OF_AGENTS
from interfaces.dialects.stateset.formats import API_VERSION, FORMAT
from interfaces.dialects.stateset.wire import MEDIA_TYPE as STATESET_TYPE
from interfaces.dialects.svea.responses import envelope as svea
from interfaces.dialects.svea.responses.order import order
from interfaces.dialects.ucp.responses.checkout import CheckoutView
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.ucp.versions.spoken import renderer_named, version_of
from interfaces.dialects.ucp.wire import MEDIA_TYPE as UCP_TYPE
from interfaces.dialects.ucp.wire import encode as encode_ucp
from interfaces.dialects.walley.responses import envelope as walley
from interfaces.dialects.walley.responses.checkout import information
from interfaces.runtime.live import Live

_Write = Callable[[Checkout, Merchant, str | None], ShopAnswer | None]
"""Takes the version of the API, None for that of today."""
# The snippet has the public token, which is a credential, and nothing of the purchase.
_NO_SNIPPET: Final = ""


def shop_apis(merchants: Live[Sequence[Merchant]]) -> ShopApis:
    """Return the APIs of the merchants that are configured."""

    def answer(renderer: str | None, checkout: Checkout) -> ShopAnswer | None:
        dialect, _, version = (renderer or "").partition("/")
        if renderer is not None and dialect != checkout.dialect:
            return None
        write = _WRITERS.get(checkout.dialect)
        merchant = next((each for each in merchants.now if each.id == checkout.merchant), None)
        if write is None or merchant is None:
            return None
        try:
            return write(checkout, merchant, version or None)
        except Refusal:
            # The dialect cannot represent the checkout.
            return None

    return ShopApis(languages=LANGUAGES, of_agents=OF_AGENTS, answer=answer)


def _walley(checkout: Checkout, merchant: Merchant, _: str | None) -> ShopAnswer | None:
    if merchant.walley is None:
        return None
    shape = information(checkout, merchant.walley.purchase_results)
    return ShopAnswer(walley.MEDIA_TYPE, _text(walley.read(checkout, shape, None)))


def _svea(checkout: Checkout, merchant: Merchant, _: str | None) -> ShopAnswer | None:
    if merchant.svea is None:
        return None
    return ShopAnswer(svea.MEDIA_TYPE, _text(svea.answer(order(checkout, _NO_SNIPPET), checkout)))


def _stateset(checkout: Checkout, merchant: Merchant, version: str | None) -> ShopAnswer | None:
    if merchant.selling is None or version not in (None, API_VERSION):
        return None
    return ShopAnswer(STATESET_TYPE, FORMAT.render(checkout, merchant.selling, False).decode())


def _acp(checkout: Checkout, merchant: Merchant, version: str | None) -> ShopAnswer | None:
    """Write the session in a version; otherwise in the one that the merchant has by default, or in the newest one."""
    if merchant.selling is None:
        return None
    session_format = FORMATS.get(version or merchant.selling.default_version or max(FORMATS))
    if session_format is None:
        return None
    return ShopAnswer(ACP_TYPE, session_format.render(checkout, merchant.selling, False).decode())


def _ucp(checkout: Checkout, merchant: Merchant, version: str | None) -> ShopAnswer | None:
    """Write the checkout without the customer's page, whose address has the public token."""
    found = (version_of(checkout), False) if version is None else renderer_named(version)
    if merchant.ucp is None or merchant.selling is None or found is None:
        return None
    spoken, is_first = found
    shop = UcpShop(ucp=merchant.ucp, selling=merchant.selling)
    shape = CheckoutView(shop=shop, address=None, with_group_ids=is_first).write(checkout)
    return ShopAnswer(UCP_TYPE, encode_ucp(spoken.write(shape, shop)).decode())


def _text(response: Response) -> str:
    return bytes(response.body).decode()


_WRITERS: Final[Mapping[str, _Write]] = {
    "walley": _walley,
    "svea": _svea,
    "stateset": _stateset,
    "acp": _acp,
    "ucp": _ucp,
}
