"""A rotation of the master key while a server with several processes answers."""

from pathlib import Path

import httpx

from interfaces.storage.master_key_file import create_master_key, read_master_keys
from tests.system.service.forked.process import run_tillroll
from tests.system.service.server import authorised, new_checkout, running
from tests.system.service.svea_shop import new_order, signed

_ORDERS = 6


def _rotate(database_url: str, file: Path) -> None:
    rotate = ("master-key", "rotate", "--settle-seconds=0")
    ended = run_tillroll(*rotate, DATABASE_URL=database_url, TILLROLL_MASTER_KEY_FILE=str(file))
    assert ended.returncode == 0, ended.stderr


def test_a_rotation_under_a_running_server(migrated_url: str, tmp_path: Path) -> None:
    """Without a restart each process reads what was wrapped before and after, and wraps with the new master key."""
    file = tmp_path / "master.key"
    before = create_master_key(file)
    named = str(file)
    with running(migrated_url, "--workers", "2", TILLROLL_MASTER_KEY_FILE=named) as server:
        token = authorised(server.address)
        orders = [new_order(server.address, f"A-{n}", MerchantData="17") for n in range(_ORDERS)]
        _rotate(migrated_url, file)
        assert read_master_keys(file).older == ()
        assert read_master_keys(file) != before
        orders += [new_order(server.address, f"B-{n}", MerchantData="17") for n in range(_ORDERS)]
        _rotate(migrated_url, file)
        for order in orders:
            read = httpx.get(f"{server.address}/api/orders/{order['OrderId']}", headers=signed(b""))
            assert read.json()["MerchantData"] == "17"
        new_checkout(server.address, token)
    with running(migrated_url, TILLROLL_MASTER_KEY_FILE=named) as restarted:
        new_checkout(restarted.address, token)
