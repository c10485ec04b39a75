"""A server whose heads two witnesses cosign, one of them with a monitor, and an authority stamps, from end to end."""

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from interfaces.storage.signing_key_file import create_signing_key, read_signing_key
from interfaces.verifiers.bundle import verifier_script
from interfaces.witness.folder import WitnessFolder
from tests.interfaces.openssl_authority import OpensslAuthority, make_authority, serve_authority
from tests.interfaces.storage.ledger.cosigning.conftest import run_witness
from tests.ports import free_ports
from tests.system.ledger.purchase import Purchase, make_purchase
from tests.system.service.server import authorised, new_checkout, running

ORIGIN = "shop.example/tillroll"
CONFIGURATION = """
demo = true
[delivery]
allow_http = true
allow_networks = ["127.0.0.0/8"]

[[merchants]]
id = "demo-shop"
name = "Demo Shop"
payment_keys = ["demo-payments"]
[merchants.walley]
store_ids = [1001]
clients = [{{ client_id = "demo-client", client_secret = "demo-secret" }}]

[[history_keys]]
name = "demo-auditor"
key = "demo-auditor"
merchants = "all"
scopes = ["history:read", "evidence:make"]

[ledger]
origin = "shop.example/tillroll"
key_file = "ledger.key"
time_stamps = "{authority}"
time_stamp_authorities = "tsa/root.pem"

[[ledger.witnesses]]
vkey = "{merchant}"
url = "{merchant_url}"

[[ledger.witnesses]]
vkey = "{bank}"
monitor_vkey = "{monitor}"
url = "{bank_url}"
"""
POLICY = """log {log}
witness merchant {merchant}
witness bank {bank}
witness monitor-bank {monitor}
group all all merchant bank monitor-bank
quorum all
"""
_SECONDS = 60


@dataclass(frozen=True)
class Witnessed:
    """A purchase on the server, the policy that demands everybody, the authority, and the folder of the bank."""

    purchase: Purchase
    policy: str
    authority: OpensslAuthority
    bank: WitnessFolder

    def await_(self, found: Callable[[], bytes | None]) -> bytes:
        """Return what is there in the end."""
        give_up = time.monotonic() + _SECONDS
        while (octets := found()) is None:
            assert time.monotonic() < give_up
            time.sleep(0.2)
        return octets


def _folder(path: Path, name: str, log: str, url: str | None, *, monitors: bool) -> WitnessFolder:
    folder = WitnessFolder(path)
    folder.create(name, monitors=monitors)
    folder.add_log(log, url, "demo-auditor" if monitors else None)
    return folder


def _await_cosigned(address: str, names: tuple[str, ...]) -> None:
    give_up = time.monotonic() + _SECONDS
    headers = {"Authorization": "Bearer demo-auditor"}
    while True:
        answer = httpx.get(f"{address}/ledger/checkpoint", headers=headers)
        if answer.status_code == 200 and all(f"\u2014 {name} " in answer.text for name in names):
            return
        assert time.monotonic() < give_up, answer.text
        time.sleep(0.2)


@pytest.fixture(scope="module")
def witnessed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Witnessed]:
    """Everything, with a checkout under a cosigned head before the purchase."""
    root, [port] = tmp_path_factory.mktemp("witnessed"), free_ports(1)
    create_signing_key(root / "ledger.key")
    log = read_signing_key(root / "ledger.key", ORIGIN).verifier_key.text()
    merchant = _folder(root / "merchant", "merchant.example/witness", log, None, monitors=False)
    ledger = f"http://127.0.0.1:{port}/ledger"
    bank = _folder(root / "bank", "bank.example/witness", log, ledger, monitors=True)
    keys = {
        "log": log,
        "merchant": merchant.signer().verifier_key.text(),
        "bank": bank.signer().verifier_key.text(),
        "monitor": bank.monitor_signer().verifier_key.text(),
    }
    with ExitStack() as stack:
        first = stack.enter_context(run_witness(merchant))
        second = stack.enter_context(run_witness(bank, "--monitor"))
        authority = stack.enter_context(serve_authority(make_authority(root / "tsa")))
        file = root / "tillroll.toml"
        urls = {"merchant_url": first.address.url, "bank_url": second.address.url}
        file.write_text(CONFIGURATION.format(**keys, **urls, authority=authority.url))
        data = root / "data"
        options = ("--port", str(port), "--data", str(data))
        server = stack.enter_context(running(None, *options, TILLROLL_CONFIG=str(file)))
        new_checkout(server.address, authorised(server.address))
        names = ("merchant.example/witness", "bank.example/witness", "bank.example/witness/monitor")
        _await_cosigned(server.address, names)
        purchase = make_purchase(server, data)
        purchase.wait_for_proof(purchase.commitment + 1)
        _await_cosigned(server.address, names)
        yield Witnessed(purchase, POLICY.format(**keys), authority, bank)


def test_the_customers_receipt(witnessed: Witnessed, tmp_path: Path) -> None:
    """It is proven to who demands all three, with a bracket of times by the head before the first event."""
    url = f"{witnessed.purchase.server.address}/shopper/{witnessed.purchase.public_token}/receipt"

    def proven() -> bytes | None:
        (tmp_path / "receipt.zip").write_bytes(httpx.get(url).raise_for_status().content)
        ran = _verify(tmp_path, witnessed.policy)
        # Until the first head over the commitment has the lines of all three.
        return ran.stdout.encode() if ran.returncode == 0 else None

    said = witnessed.await_(proven).decode()
    assert "The witnesses that the policy demands cosigned the head" in said
    assert "The monitor bank.example/witness/monitor read all" in said
    assert "By the clocks of witnesses it was logged from" in said
    assert "? " not in said


def test_a_pack_of_evidence(witnessed: Witnessed, tmp_path: Path) -> None:
    """It has the heads of both sides, so the times of its events are bounded, and says so among its claims."""
    purchase = witnessed.purchase
    url = f"{purchase.server.address}/history/checkouts/{purchase.checkout_id}/evidence"
    key = {"Authorization": "Bearer demo-auditor"}

    def proven() -> bytes | None:
        answer = httpx.post(url, headers=key, json={}, timeout=60).raise_for_status()
        (tmp_path / "receipt.zip").write_bytes(answer.content)
        ran = _verify(tmp_path, witnessed.policy)
        return ran.stdout.encode() if ran.returncode == 0 else None

    said = witnessed.await_(proven).decode()
    assert "By the clocks of witnesses it was logged from" in said
    assert "follows from the events" in said
    assert "? " not in said
    with zipfile.ZipFile(tmp_path / "receipt.zip") as pack:
        claims = pack.read("pack/claims.json").decode()
    assert "The events were logged between the times of the two heads." in claims


def test_the_time_stamp_of_the_first_head(witnessed: Witnessed, tmp_path: Path) -> None:
    """The first head is stamped within seconds, and openssl verifies what the server answers."""
    listed = witnessed.await_(lambda: witnessed.purchase.octets("/ledger/time-stamps") or None)
    size = listed.split()[0].decode()
    data, reply = tmp_path / "data", tmp_path / "reply"
    data.write_bytes(witnessed.purchase.octets(f"/ledger/checkpoint-{size}"))
    reply.write_bytes(witnessed.purchase.octets(f"/ledger/checkpoint-{size}.tsr"))
    ran = subprocess.run(
        [
            *("openssl", "ts", "-verify", "-data", str(data), "-in", str(reply)),
            *("-CAfile", str(witnessed.authority.root)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Verification: OK" in ran.stdout + ran.stderr
    figures = httpx.get(f"{witnessed.purchase.server.address}/metrics").text
    assert "tillroll_ledger_time_stamp_age_seconds" in figures


def _verify(folder: Path, policy: str) -> "subprocess.CompletedProcess[str]":
    script = folder / "verify.py"
    script.write_text(verifier_script(), encoding="utf-8")
    (folder / "policy.txt").write_text(policy)
    given = [str(folder / "receipt.zip"), "--policy", str(folder / "policy.txt")]
    return subprocess.run(
        [sys.executable, "-I", "-S", str(script), *given],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
