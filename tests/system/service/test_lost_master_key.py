"""A server without the master key of its database, and the sale of new checkouts after the key is lost."""

from pathlib import Path

import httpx

from interfaces.storage.master_key_file import create_master_key
from tests.master_key import MASTER_KEYS
from tests.system.service.server import authorised, new_checkout, running, start
from tests.system.service.svea_shop import new_order, signed

CONFIGURATION = """
demo = true
[keys]
master_key_file = "new.key"
sell_without_old_keys = {allowed}
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
[merchants.walley]
store_ids = [1001]
clients = [{{ client_id = "demo-client", client_secret = "demo-secret" }}]
[merchants.svea]
credentials = [{{ merchant_id = "100001", secret = "demo-svea-secret" }}]
"""


def _configured(folder: Path, *, allowed: bool) -> str:
    """The path of a configuration file, which names another master key."""
    file = folder / "tillroll.toml"
    file.write_text(CONFIGURATION.format(allowed=str(allowed).lower()))
    return str(file)


def _refusal(database_url: str, *options: str) -> str:
    """The output of a server that refuses to start without the variables of the master key."""
    process = start(database_url, "--port", "0", *options, TILLROLL_MASTER_KEY_FILE="")
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 78
    assert "Traceback" not in output
    assert "tillroll serves" not in output
    return output


def test_no_master_key(migrated_url: str) -> None:
    """A server with a database of its own and no master key ends with status 78, and names the two commands to run."""
    output = _refusal(migrated_url)
    assert "tillroll master-key new master.key" in output
    assert 'export TILLROLL_MASTER_KEY_FILE="$PWD/master.key"' in output


def test_a_lost_master_key(migrated_url: str, tmp_path: Path) -> None:
    """With another master key the server ends with status 78, and with `sell_without_old_keys` it sells.

    New checkouts are sold. An order whose personal data needs the old key is answered 503. Old tokens are invalid.
    """
    with running(migrated_url) as before:
        old_token = authorised(before.address)
        walley = new_checkout(before.address, old_token)["privateId"]
        order = new_order(before.address, "A-1", MerchantData="basket 17")["OrderId"]
    new = create_master_key(tmp_path / "new.key")

    output = _refusal(migrated_url, "--config", _configured(tmp_path, allowed=False))
    assert MASTER_KEYS.current_id in output
    assert new.current_id in output

    with running(
        migrated_url,
        "--workers",
        "2",
        TILLROLL_CONFIG=_configured(tmp_path, allowed=True),
        TILLROLL_MASTER_KEY_FILE="",
    ) as server:
        path = f"{server.address}/checkouts/{walley}"
        assert httpx.get(path, headers=old_token).status_code == 401
        token = authorised(server.address)
        assert httpx.get(path, headers=token).status_code == 200
        new_checkout(server.address, token)
        assert new_order(server.address, "A-2", MerchantData="basket 18")["MerchantData"]
        closed = httpx.get(f"{server.address}/api/orders/{order}", headers=signed(b""))
        assert closed.status_code == 503
        assert closed.headers["Retry-After"]
        assert closed.headers["ErrorMessage"]
        server.stop()
        assert server.process.stdout is not None
        logged = server.output + server.process.stdout.read()
        assert "New keys of the installation were made for" in logged
