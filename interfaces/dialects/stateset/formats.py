"""The format of StateSet's sessions, which has one version."""

from domain.checkout import Checkout
from interfaces.dialects.session.formats import SessionFormat
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.stateset import requests, responses
from interfaces.dialects.stateset.wire import encode


def _render(checkout: Checkout, selling: SellingSettings, _: bool) -> bytes:
    return encode(responses.session(checkout, selling))


API_VERSION = "v1"
FORMAT = SessionFormat(
    renderer=f"{requests.DIALECT}/{API_VERSION}",
    requests=requests,
    render=_render,
    item_path="items[{place}].id",
    option_path="fulfillment_option_id",
)
