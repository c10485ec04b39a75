"""`tillroll ledger key` makes private keys, and never overwrites one."""

import stat
import tomllib
from pathlib import Path

from application.ledger.format.checkpoints import signed_by
from application.ledger.format.keys import parse_verifier_key
from application.ledger.format.notes import parse_note
from application.ledger.signing import verify_ed25519
from interfaces.configuration.ledger.files import ledger_setup
from interfaces.configuration.loading import load_configuration
from interfaces.storage.signing_key_file import read_signing_key
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.ledger.conftest import Site
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.ledger.following import ORIGIN, open_follower


def test_a_new_key(tillroll: Tillroll, tmp_path: Path) -> None:
    """The file is private, its vkey is printed, its content is not, and a second call leaves it as it is."""
    file = tmp_path / "new.key"
    made = tillroll("ledger", "key", "new", str(file), "--origin", ORIGIN)
    assert made.exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert read_signing_key(file, ORIGIN).verifier_key.text() in made.stdout.split()
    content = file.read_text()
    assert content.splitlines()[1] not in made.stdout
    again = tillroll("ledger", "key", "new", str(file), "--origin", ORIGIN)
    assert again.exit_code == 2
    assert "is not overwritten" in again.stderr
    assert file.read_text() == content


def test_the_key_of_a_configuration(tillroll: Tillroll, tmp_path: Path) -> None:
    """Without a name, the file is the one that the configuration names, beside that."""
    config = tmp_path / "tillroll.toml"
    config.write_text(f'merchants = []\n[ledger]\norigin = "{ORIGIN}"\nkey_file = "keys/l.key"\n')
    made = tillroll("ledger", "key", "new", "--config", str(config))
    assert made.exit_code == 0
    key = read_signing_key(tmp_path / "keys" / "l.key", ORIGIN).verifier_key
    assert key.text() in made.stdout.split()


def test_a_key_without_an_origin(tillroll: Tillroll, tmp_path: Path) -> None:
    """A vkey names the origin, so no key is made without one, or with one that no note can have."""
    for arguments in ((), ("--origin", "https://shop.example")):
        result = tillroll("ledger", "key", "new", str(tmp_path / "x.key"), *arguments)
        assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_rotating_the_key(site: Site, tmp_path: Path) -> None:
    """With what is printed in the configuration, both keys sign each head, and the head files stay found."""
    result = site.run("key", "rotate", str(tmp_path / "next" / "l.key"))
    assert result.exit_code == 0
    written = "\n".join(
        line[2:] for line in result.stdout.splitlines() if line.startswith("  ") and "+" not in line
    )
    table = tomllib.loads(written)["ledger"]
    assert table == {"key_file": "next/l.key", "former_key_files": ["ledger.key"]}
    site.config.write_text(
        f'merchants = []\n{written}\norigin = "{ORIGIN}"\nheads_folder = "heads"\n'
    )
    setup = ledger_setup(load_configuration(site.config, production=False), site.config, None)
    assert setup is not None
    store(site.url, one_history("a", 1, 1))
    with open_follower(site.url, setup) as following:
        following.drain()
    (kept,) = setup.heads_folder.iterdir()
    note = parse_note(kept.read_bytes())
    printed = [
        parse_verifier_key(each) for each in result.stdout.split() if each.startswith(f"{ORIGIN}+")
    ]
    assert len({key.key_id for key in printed}) == 2
    for key in printed:
        assert signed_by(note, key, verify_ed25519)
    assert site.run("status").exit_code == 0, (
        "the status reads the new configuration and finds both keys"
    )


def test_a_rotation_without_a_folder_of_heads(site: Site, tmp_path: Path) -> None:
    """A key in another folder would move the heads away, so their folder is printed too."""
    site.config.write_text(site.config.read_text().replace('heads_folder = "heads"\n', ""))
    moved = site.run("key", "rotate", str(tmp_path / "elsewhere" / "l.key"))
    assert f'heads_folder = "{tmp_path}/ledger-heads"' in moved.stdout
    beside = site.run("key", "rotate")
    assert (tmp_path / "ledger-2.key").exists()
    assert "heads_folder" not in beside.stdout
