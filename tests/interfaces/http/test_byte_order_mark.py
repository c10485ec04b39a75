"""A byte order mark before a JSON body."""

import pytest

from domain.stage import Stage
from interfaces.http.errors.request_errors import MalformedBody
from interfaces.http.request.body.fingerprints import fingerprint
from interfaces.http.request.body.reader import parse_json
from tests.interfaces.api.api_fixture import KEY, ApiFixture
from tests.interfaces.dialects.walley.app_fixture import AppFixture as WalleyShop

MARK = b"\xef\xbb\xbf"


def test_a_byte_order_mark_is_ignored() -> None:
    """JSON after a byte order mark is read as JSON without it."""
    assert parse_json(MARK + b'{"a": 1}') == {"a": 1}


def test_only_one_byte_order_mark_is_ignored() -> None:
    """A second byte order mark is invalid JSON."""
    with pytest.raises(MalformedBody):
        parse_json(MARK + MARK + b"{}")


def test_a_byte_order_mark_alone_is_an_empty_body() -> None:
    """A body with only a byte order mark is refused as empty."""
    with pytest.raises(MalformedBody, match="empty"):
        parse_json(MARK)


def test_the_fingerprint_is_the_same_with_a_byte_order_mark() -> None:
    """A byte order mark does not change the fingerprint of a request."""
    assert fingerprint(MARK + b'{"a": 1}') == fingerprint(b'{"a":1.0}')


async def test_a_byte_order_mark_alone_is_an_allowed_empty_body() -> None:
    """Where a body may be empty, a byte order mark alone counts as empty."""
    api = ApiFixture()
    checkout = await api.at(Stage.COMMITTED)
    failed = f"/payments/{checkout.id}/failed"
    assert (await api.client.post(failed, headers=KEY, content=b"\xef\xbb\xbf")).status_code == 200
    shop = WalleyShop()
    path = await shop.opened()
    for part in ("metadata", "shippingProperties"):
        answer = await shop.ask("PUT", f"{path}/{part}", b"\xef\xbb\xbf")
        assert answer.status_code == 200, answer.text
