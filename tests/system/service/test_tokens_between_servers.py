"""Walley's bearer tokens are valid on all servers of one database, and in no other installation."""

from pathlib import Path

import httpx

from tests.databases import Databases
from tests.system.service.server import authorised, new_checkout, running

CONFIGURATION = """
demo = true
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
[merchants.walley]
store_ids = [1001]
token_key = "a-token-key-that-an-older-file-still-has"
clients = [{ client_id = "demo-client", client_secret = "demo-secret" }]
"""


def _status(address: str, checkout_id: str, headers: dict[str, str]) -> int:
    return httpx.get(f"{address}/checkouts/{checkout_id}", headers=headers).status_code


def test_tokens_are_valid_on_every_server_of_one_database(
    migrated_url: str, database_copies: Databases, migrated_database: str
) -> None:
    """Two servers accept each other's tokens. A third with the same merchants and another database refuses both."""
    with (
        running(migrated_url) as one,
        running(migrated_url) as two,
        database_copies.copy(migrated_database) as elsewhere,
        running(elsewhere) as other,
    ):
        ours = [authorised(one.address), authorised(two.address)]
        checkout_id = new_checkout(one.address, ours[0])["privateId"]
        for address in (one.address, two.address):
            assert [_status(address, checkout_id, headers) for headers in ours] == [200, 200]

        theirs = authorised(other.address)
        their_checkout = new_checkout(other.address, theirs)["privateId"]
        assert _status(other.address, their_checkout, theirs) == 200
        refused = [_status(other.address, their_checkout, headers) for headers in ours]
        refused += [_status(each.address, checkout_id, theirs) for each in (one, two)]
        assert refused == [401] * 4


def test_the_token_key_of_an_older_file_is_ignored(migrated_url: str, tmp_path: Path) -> None:
    """The log names the setting at startup, and a server without the setting accepts the tokens."""
    file = tmp_path / "tillroll.toml"
    file.write_text(CONFIGURATION)
    with (
        running(migrated_url, TILLROLL_CONFIG=str(file)) as one,
        running(migrated_url) as two,
    ):
        headers = authorised(one.address)
        assert _status(two.address, new_checkout(one.address, headers)["privateId"], headers) == 200
        one.stop()
        assert one.process.stdout is not None
        # The log is written concurrently with the startup message, so the line may come later.
        log = one.output + one.process.stdout.read()
    assert log.count("merchants[0].walley.token_key is ignored") == 1
