"""Every answer as of a version links its proof, in every dialect."""

import re
from typing import Any

import httpx

from tests.system.ledger.purchase import Purchase
from tests.system.service.agents import ACP, STATESET
from tests.system.service.agents import creation as session
from tests.system.service.server import authorised
from tests.system.service.svea_shop import new_order, signed

_PROOF = re.compile(r'<(/history/checkouts/[^>]+/proof\?version=(\d+))>; rel="proof"')


def _linked(answer: httpx.Response, version: int) -> str:
    """The path of the proof that an answer links, which is of this version."""
    assert answer.status_code == 200, answer.text
    found = _PROOF.search(answer.headers.get("Link", ""))
    assert found is not None, answer.headers
    assert int(found[2]) == version
    return found[1]


def test_links_of_dialects(purchase: Purchase) -> None:
    """A read as of a version or an instant has the link; a read of the current state has none, as before."""
    at = purchase.server.address
    walley = f"{at}/checkouts/{purchase.checkout_id}"
    shop = authorised(at)
    path = _linked(httpx.get(f"{walley}?version=2", headers=shop), 2)
    assert path == f"/history/checkouts/{purchase.checkout_id}/proof?version=2"
    assert purchase.get(path).status_code == 200
    assert "Link" not in httpx.get(walley, headers=shop).headers
    order = new_order(at, "linked")["OrderId"]
    svea = f"{at}/api/orders/{order}?version=1"
    assert _linked(httpx.get(svea, headers=signed(b"")), 1)
    for dialect in (STATESET, ACP):
        headers = dialect.headers_for(f"linked-{dialect.name}")
        made: Any = httpx.post(f"{at}{dialect.root}", json=session(), headers=headers).json()
        url = f"{at}{dialect.root}/{made['id']}?version=1"
        linked = _linked(httpx.get(url, headers=headers), 1)
        assert linked == f"/history/checkouts/{made['id']}/proof?version=1"


def test_links_of_the_history(purchase: Purchase) -> None:
    """The state, what was shown and blame link it beside the links that they had."""
    checkout = f"/history/checkouts/{purchase.checkout_id}"
    for path in (
        f"{checkout}?version=2",
        f"{checkout}/shown?version=2",
        f"{checkout}/blame?version=2",
    ):
        _linked(purchase.get(path), 2)
    links = purchase.get(f"{checkout}?version=2").headers["Link"]
    assert 'rel="original timegate"' in links
    _linked(purchase.get(checkout), purchase.commitment + 1)
    assert "Link" not in purchase.get(f"{checkout}/events").headers
