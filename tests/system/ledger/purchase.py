"""A purchase on a real server with the ledger of a demo, read over HTTP as an auditor and the customer do."""

import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from application.ledger.format.checkpoints import Checkpoint, parse_checkpoint
from application.ledger.format.notes import parse_note
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.ledger.files import ledger_setup
from interfaces.storage.signing_key_file import read_signing_key
from tests.system.service.server import Server, authorised, item, new_checkout

AUDITOR = {"Authorization": "Bearer demo-auditor"}
_PAYMENTS = {"Authorization": "Bearer demo-payments"}
_HEAD_SECONDS = 60


@dataclass(frozen=True)
class Purchase:
    """The server, the checkout of the purchase, and the version of its commitment."""

    server: Server
    data: Path
    checkout_id: str
    public_token: str
    commitment: int

    def get(self, path: str, **headers: str) -> httpx.Response:
        """An answer to the auditor."""
        return httpx.get(f"{self.server.address}{path}", headers={**AUDITOR, **headers}, timeout=30)

    def octets(self, path: str) -> bytes:
        """The body of a successful answer to the auditor."""
        answer = self.get(path)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        return answer.content

    def head(self) -> Checkpoint:
        """The newest signed head."""
        return parse_checkpoint(parse_note(self.octets("/ledger/checkpoint")))

    def policy(self) -> bytes:
        """The policy that the auditor has got from the operator: the public key of the demo's ledger."""
        setup = ledger_setup(demo_configuration(), None, self.data)
        assert setup is not None
        key = read_signing_key(setup.key_files[0], setup.origin).verifier_key
        return f"log {key.text()}\nquorum none\n".encode()

    def wait_for_proof(self, version: int) -> httpx.Response:
        """The proof of a version, once there is one: before, the answer says when to ask again."""
        give_up = time.monotonic() + _HEAD_SECONDS
        path = f"/history/checkouts/{self.checkout_id}/proof?version={version}"
        while (answer := self.get(path)).status_code == 404:
            assert answer.headers["Retry-After"] == "1"
            assert time.monotonic() < give_up, answer.text
        return answer


def make_purchase(server: Server, data: Path) -> Purchase:
    """A cart that is changed, committed to and paid."""
    at = server.address
    with httpx.Client(base_url=at, headers=authorised(at), timeout=30) as shop:
        created = new_checkout(at, dict(shop.headers))
        checkout_id, token = created["privateId"], created["publicToken"]
        shop.put(f"/checkouts/{checkout_id}/cart", json=[item(3)]).raise_for_status()
        page = f"{at}/shopper/{token}"
        version = httpx.get(page).json()["version"]
        committed = httpx.post(f"{page}/commit", json={"version": version})
        committed.raise_for_status()
        paid = {"method": "card", "amount": 28500, "currency": "SEK"}
        httpx.post(
            f"{at}/payments/{checkout_id}/succeeded", json=paid, headers=_PAYMENTS
        ).raise_for_status()
    return Purchase(server, data, checkout_id, token, committed.json()["version"])
