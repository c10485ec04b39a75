"""A backup of a server that runs, restored into another folder and served at another port."""

import json
import shutil
import time
from pathlib import Path
from typing import Any

import httpx

from tests.system.service.forked.process import run_tillroll
from tests.system.service.server import authorised, item, new_checkout, running

_KEPT_ELSEWHERE = ("master.key", "ledger.key", "ledger-heads")


def _run(*words: str, data: Path) -> str:
    ended = run_tillroll(*words, TILLROLL_DATA=str(data))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def _head(data: Path) -> dict[str, Any]:
    status = json.loads(_run("ledger", "status", "--json", data=data))
    return {name: status["head"][name] for name in ("size", "root")} | {"origin": status["origin"]}


def _wait_for_the_ledger(address: str, checkout: str, version: int) -> None:
    """Wait until a signed head has the version."""
    give_up = time.monotonic() + 60
    url = f"{address}/history/checkouts/{checkout}/proof?version={version}"
    while httpx.get(url, headers={"Authorization": "Bearer demo-auditor"}).status_code == 404:
        assert time.monotonic() < give_up
        time.sleep(0.1)


def test_a_restored_backup_serves_the_same_checkout(
    database_folder: Path, cluster_folder: Path
) -> None:
    """The checkout is answered byte for byte, `tillroll check` prints the same, and the ledger has the same head."""
    data, restored, backup = (database_folder / name for name in ("", "restored", "backup"))
    with running(None, "--data", str(data)) as server:
        shop = authorised(server.address)
        created = new_checkout(server.address, shop)
        path = f"/checkouts/{created['privateId']}"
        changed = httpx.put(f"{server.address}{path}/cart", json=[item(3)], headers=shop)
        changed.raise_for_status()
        last = int(changed.headers["ETag"].strip('"'))
        answered = httpx.get(f"{server.address}{path}", headers=shop).content
        _wait_for_the_ledger(server.address, created["privateId"], last)
        _run("backup", str(backup), data=data)
        address = server.address
    checked, head = _run("check", data=data), _head(data)
    manifest = json.loads((backup / "manifest.json").read_text())
    assert manifest["contents"]["ledgers"]["events"]["head"] == head

    _run("restore", str(backup), data=restored)
    for name in _KEPT_ELSEWHERE:
        _copy(data / name, restored / name)
    with running(None, "--data", str(restored)) as server:
        assert server.address != address
        shop = authorised(server.address)
        assert httpx.get(f"{server.address}{path}", headers=shop).content == answered
    assert _run("check", data=restored) == checked
    assert _head(restored) == head
