"""`tillroll signing-key` makes private keys for order webhooks, and never overwrites one."""

import json
import stat
from pathlib import Path

from interfaces.dialects.ucp.signing.keys import ShopKey
from interfaces.storage.ecdsa_key_file import read_ecdsa_key
from tests.interfaces.cli.conftest import Tillroll


def test_a_new_key(tillroll: Tillroll, tmp_path: Path) -> None:
    """The file is private, its name and its setting are printed, and a second call leaves it as it is."""
    file = tmp_path / "new.key"
    made = tillroll("signing-key", "new", str(file))
    assert made.exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    key = ShopKey.of(read_ecdsa_key(file))
    assert key.kid in made.stdout
    assert f'signing_key_files = ["{file}"]' in made.stdout
    content = file.read_text()
    assert content.splitlines()[1] not in made.stdout
    again = tillroll("signing-key", "new", str(file))
    assert again.exit_code == 2
    assert "is not overwritten" in again.stderr
    assert file.read_text() == content


def test_the_public_part(tillroll: Tillroll, tmp_path: Path) -> None:
    """`show` prints what the profile publishes. A file without a key is status 78."""
    file = tmp_path / "new.key"
    tillroll("signing-key", "new", str(file))
    shown = tillroll("signing-key", "show", str(file))
    assert json.loads(shown.stdout) == ShopKey.of(read_ecdsa_key(file)).jwk
    file.write_text("no key")
    assert tillroll("signing-key", "show", str(file)).exit_code == 78
