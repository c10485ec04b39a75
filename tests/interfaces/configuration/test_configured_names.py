"""Names in the configuration: their permitted characters, and their uniqueness across merchants."""

import re
from pathlib import Path

import pytest

from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration

SHOP = """
[[merchants]]
id = "{id}"
name = "A shop, in any characters: Å/:"
payment_keys = ["{secret}-payments"]
[merchants.walley]
store_ids = [{store}]
clients = [{{ client_id = "{client}", client_secret = "{secret}" }}]
shared_keys = [{{ username = "{user}", access_key = "{secret}" }}]
[merchants.svea]
credentials = [{{ merchant_id = "{svea}", secret = "{secret}" }}]
[merchants.selling]
keys = [{{ name = "{agent}", key = "{secret}-api" }}]
provider = "demo"
"""
KEY = """
[[history_keys]]
name = "{reader}"
key = "a-history-key-of-ours"
merchants = "all"
"""
FIRST = {
    "id": "a",
    "store": "1",
    "client": "a-client",
    "user": "a-user",
    "svea": "100001",
    "agent": "a-agents",
    "secret": "the-secrets-of-a",
}
SECOND = {
    "id": "b",
    "store": "2",
    "client": "b-client",
    "user": "b-user",
    "svea": "100002",
    "agent": "b-agents",
    "secret": "the-secrets-of-b",
}
PATHS = {
    "id": "merchants[0].id",
    "client": "merchants[0].walley.clients[0].client_id",
    "user": "merchants[0].walley.shared_keys[0].username",
    "svea": "merchants[0].svea.credentials[0].merchant_id",
    "agent": "merchants[0].selling.keys[0].name",
    "reader": "history_keys[0].name",
}


def _loaded(
    folder: Path, *shops: dict[str, str], reader: str = "audit-department"
) -> Configuration:
    file = folder / "tillroll.toml"
    merchants = "".join(SHOP.format(**shop) for shop in shops)
    file.write_text(f"demo = true\n{merchants}{KEY.format(reader=reader)}", encoding="utf-8")
    return load_configuration(file, production=False)


def _loaded_with(folder: Path, place: str, name: str) -> Configuration:
    if place == "reader":
        return _loaded(folder, FIRST, reader=name)
    return _loaded(folder, FIRST | {place: name})


@pytest.mark.parametrize("place", PATHS)
@pytest.mark.parametrize("name", ["100001", "shop-1.b_C", "x" * 64])
def test_a_valid_name_is_accepted(tmp_path: Path, place: str, name: str) -> None:
    """Letters, digits and a few signs are accepted; so are numbers, as Svea's merchant ids are."""
    assert name in repr(_loaded_with(tmp_path, place, name))


@pytest.mark.parametrize("place", PATHS)
@pytest.mark.parametrize("name", ["", "a/b", "a:b", "a b", "å", "x" * 65, "a\\n", "[a]", "a,b"])
def test_any_other_name_is_refused_by_its_setting(tmp_path: Path, place: str, name: str) -> None:
    """The message names the setting and the permitted characters."""
    message = re.escape(f"{PATHS[place]} must be 1 to 64 characters, each of A-Z")
    with pytest.raises(ConfigurationRefused, match=f"^{message}"):
        _loaded_with(tmp_path, place, name)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("client", "client"),
        ("user", "user"),
        ("svea", "svea"),
        ("agent", "agent"),
        ("client", "user"),
        ("client", "svea"),
        ("user", "svea"),
    ],
)
def test_two_merchants_share_no_credential_name(tmp_path: Path, ours: str, theirs: str) -> None:
    """Events name a shop by a credential of any scheme, so the names are unique across schemes."""
    with pytest.raises(ConfigurationRefused, match="'shared' twice"):
        _loaded(tmp_path, FIRST | {ours: "shared"}, SECOND | {theirs: "shared"})


def test_one_merchant_may_reuse_a_name(tmp_path: Path) -> None:
    """A merchant may use one name for all its credentials."""
    same = dict.fromkeys(("id", "client", "user", "svea", "agent"), "shop")
    assert _loaded(tmp_path, FIRST | same, SECOND).merchants[0].id == "shop"
