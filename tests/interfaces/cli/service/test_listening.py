"""`tillroll listen` sends copies of new callbacks to this machine, and the callbacks go to the shop all the same."""

import json
import select
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest

from interfaces.cli.forwarding.target import ForwardingTarget, TargetRefused
from interfaces.runtime.clock_and_ids import now
from tests.interfaces.cli.service.conftest import Asked
from tests.interfaces.cli.service.test_following import following
from tests.master_key import MASTER_KEY
from tests.system.service.server import authorised


class Receiver:
    """A server on this machine that keeps what it gets."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str, dict[str, str], bytes]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                """Keep the request and answer 200."""
                length = int(self.headers.get("Content-Length") or 0)
                kept = (self.command, self.path, dict(self.headers), self.rfile.read(length))
                receiver.got.append(kept)
                self.send_response(200)
                self.end_headers()

            do_GET = do_POST  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Print nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver that ends with the test."""
    found = Receiver()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def shop() -> Iterator[Receiver]:
    """The server of the shop, which gets the callbacks themselves."""
    found = Receiver()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.mark.parametrize("source", ["service", "database"])
def test_a_callback_is_copied(
    source: str, service: str, seeded: str, receiver: Receiver, shop: Receiver
) -> None:
    """The copy has the method, the headers and the body of the callback that the shop gets.

    None is missed that is made after the line which says that they are copied.
    """
    named = (
        {"TILLROLL_SERVER": service, "TILLROLL_KEY": "demo-auditor"}
        if source == "service"
        else {"DATABASE_URL": seeded, "TILLROLL_MASTER_KEY": MASTER_KEY}
    )
    arguments = ("listen", "--forward-to", f"{receiver.url}/hook", "--merchant", "demo-shop")
    with following(*arguments, "-o", "json", notes=True, environment=named) as process:
        assert process.stderr is not None
        assert "are copied to" in process.stderr.readline()
        _cause_a_callback(service, shop.url)
        assert process.stdout is not None
        assert select.select([process.stdout], [], [], 60)[0], "no copy was sent"
        copy: Any = json.loads(process.stdout.readline())
    assert (copy["status"], copy["problem"]) == (200, "")
    method, path, headers, body = receiver.got[0]
    assert path.startswith("/hook")
    own = [(each[0], each[3]) for each in shop.got]
    assert (method, body) in own
    (sent,) = [each[2] for each in shop.got[:1]]
    assert {name: value for name, value in headers.items() if name != "Host"} == {
        name: value for name, value in sent.items() if name != "Host"
    }


def test_copies_stay_on_this_machine() -> None:
    """An address elsewhere, and text that is no URL, are refused."""
    for url in ("https://shop.example/hook", "hook", "ftp://127.0.0.1/", "http://"):
        with pytest.raises(TargetRefused):
            ForwardingTarget(url, clock=now)


def test_a_checkout_or_a_merchant_is_named(ask: Asked) -> None:
    """Without one, and with both, the command ends with 2."""
    for named in ((), ("--checkout", "1", "--merchant", "demo-shop")):
        ended = ask("listen", "--forward-to", "http://127.0.0.1:1/", *named)
        assert ended.exit_code == 2


def _cause_a_callback(service: str, shop: str) -> None:
    """Complete a purchase whose shop is at this address."""
    headers = authorised(service)
    created = httpx.post(
        f"{service}/checkouts",
        headers=headers,
        json={
            "storeId": 1001,
            "countryCode": "SE",
            "merchantTermsUri": "https://shop.example/terms",
            "notificationUri": f"{shop}/notify",
            "cart": {
                "items": [
                    {"id": "1", "description": "Coffee", "unitPrice": 95, "quantity": 1, "vat": 25}
                ]
            },
        },
    ).json()["data"]
    public = f"{service}/shopper/{created['publicToken']}"
    httpx.post(f"{public}/identify", json={"email": "ada@example.com"}).raise_for_status()
    version = httpx.get(public).json()["version"]
    confirmed = {"version": version, "confirmation": "ada@example.com"}
    httpx.post(f"{public}/commit", json=confirmed).raise_for_status()
    httpx.post(
        f"{service}/payments/{created['privateId']}/succeeded",
        headers={"Authorization": "Bearer demo-payments"},
        json={"method": "card", "amount": 9500, "currency": "SEK"},
    ).raise_for_status()
