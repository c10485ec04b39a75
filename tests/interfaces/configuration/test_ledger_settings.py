"""Where the ledger's key and heads are, and which of them production refuses."""

import os
from pathlib import Path

import pytest

from application.ledger.signing import log_signer, witness_signer
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.ledger.files import ledger_setup, make_demo_ledger, refuse_demo_ledger
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration
from interfaces.storage.postgres.ledger.setup import LedgerSetup, inherited_setup
from interfaces.storage.signing_key_file import create_signing_key

_TABLE = """
merchants = []
[ledger]
origin = "shop.example/tillroll"
key_file = "keys/ledger.key"
"""


def _load(folder: Path, text: str) -> Configuration:
    file = folder / "tillroll.toml"
    file.write_text(text)
    return load_configuration(file, production=False)


def test_files_beside_the_configuration(tmp_path: Path) -> None:
    """Paths are relative to the configuration file, and heads are beside the key unless they are named."""
    file = tmp_path / "tillroll.toml"
    assert ledger_setup(_load(tmp_path, _TABLE), file, None) == LedgerSetup(
        origin="shop.example/tillroll",
        key_files=(tmp_path / "keys/ledger.key",),
        heads_folder=tmp_path / "keys/ledger-heads",
    )
    more = _TABLE + 'former_key_files = ["/old.key"]\nheads_folder = "heads"\npublic = true\n'
    configuration = _load(tmp_path, more)
    assert ledger_setup(configuration, file, None) == LedgerSetup(
        origin="shop.example/tillroll",
        key_files=(tmp_path / "keys/ledger.key", Path("/old.key")),
        heads_folder=tmp_path / "heads",
    )
    assert configuration.ledger is not None
    assert configuration.ledger.public


@pytest.mark.parametrize("origin", ["https://shop.example", "shop example", "a+b", "", "/x", "x/"])
def test_origins_that_no_note_can_have(tmp_path: Path, origin: str) -> None:
    """An origin is a URL without a scheme: no space, no plus sign, and no empty part."""
    with pytest.raises(ConfigurationRefused):
        _load(tmp_path, _TABLE.replace("shop.example/tillroll", origin))


def test_lost_master_keys_are_given_up_for_the_ledger_too(tmp_path: Path) -> None:
    """What `sell_without_old_keys` says of other keys holds for those of entries."""
    text = _TABLE + "[keys]\nsell_without_old_keys = true\n"
    setup = ledger_setup(_load(tmp_path, text), None, None)
    assert setup is not None
    assert setup.replaces_lost_keys


def test_without_a_table_there_is_no_ledger(tmp_path: Path) -> None:
    """A configuration of one's own has a ledger if it says so, also with the embedded database."""
    configuration = _load(tmp_path, "merchants = []\n")
    make_demo_ledger(configuration, tmp_path)
    assert ledger_setup(configuration, None, tmp_path) is None
    assert not (tmp_path / "ledger.key").exists()


def test_a_demo_has_a_ledger_of_its_own(tmp_path: Path) -> None:
    """Its key is made in the folder of its database. Another key is another origin. A named database has none."""
    demo = demo_configuration()
    assert ledger_setup(demo, None, tmp_path) is None
    make_demo_ledger(demo, tmp_path)
    first = ledger_setup(demo, None, tmp_path)
    make_demo_ledger(demo, tmp_path)
    assert first is not None
    assert ledger_setup(demo, None, tmp_path) == first
    assert first.key_files == (tmp_path / "ledger.key",)
    (tmp_path / "ledger.key").unlink()
    make_demo_ledger(demo, tmp_path)
    second = ledger_setup(demo, None, tmp_path)
    assert second is not None
    assert second.origin != first.origin
    make_demo_ledger(demo, None)
    assert ledger_setup(demo, None, None) is None


def test_production_refuses_what_a_demo_made(tmp_path: Path) -> None:
    """Neither the key nor the origin of a demo signs in production. A missing key stops no sale."""
    make_demo_ledger(demo_configuration(), tmp_path)
    setup = ledger_setup(demo_configuration(), None, tmp_path)
    assert setup is not None
    with pytest.raises(ConfigurationRefused, match="the origin demo"):
        refuse_demo_ledger(setup, production=True)
    renamed = LedgerSetup(
        origin="shop.example", key_files=setup.key_files, heads_folder=setup.heads_folder
    )
    with pytest.raises(ConfigurationRefused, match="was made for a demo"):
        refuse_demo_ledger(renamed, production=True)
    refuse_demo_ledger(setup, production=False)
    setup.key_files[0].unlink()
    refuse_demo_ledger(renamed, production=True)
    create_signing_key(setup.key_files[0])
    refuse_demo_ledger(renamed, production=True)
    refuse_demo_ledger(None, production=True)


def test_processes_inherit_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable that a process hands over has the paths, and gives the setup back."""
    monkeypatch.setenv("TILLROLL_LEDGER", "")
    setup = LedgerSetup(
        origin="shop.example",
        key_files=(tmp_path / "a.key",),
        heads_folder=tmp_path / "heads",
        replaces_lost_keys=True,
    )
    setup.hand_over()
    assert inherited_setup(os.environ) == setup
    assert inherited_setup({}) is None


def test_witnesses_of_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each witness has a vkey and a URL, which the processes of the server inherit."""
    vkey = witness_signer("bank.example/witness", bytes(32)).verifier_key.text()
    text = f'{_TABLE}[[ledger.witnesses]]\nvkey = "{vkey}"\nurl = "https://bank.example"\n'
    setup = ledger_setup(_load(tmp_path, text), None, None)
    assert setup is not None
    assert [(each.key.text(), each.url) for each in setup.witnesses] == [
        (vkey, "https://bank.example")
    ]
    monkeypatch.setenv("TILLROLL_LEDGER", "")
    setup.hand_over()
    assert inherited_setup(os.environ) == setup


@pytest.mark.parametrize(
    "vkey", ["bank", log_signer("shop.example", bytes(32)).verifier_key.text()]
)
def test_a_key_that_is_no_witness(tmp_path: Path, vkey: str) -> None:
    """A text that is no vkey, or the vkey of a log, is refused."""
    text = f'{_TABLE}[[ledger.witnesses]]\nvkey = "{vkey}"\nurl = "https://bank.example"\n'
    with pytest.raises(ConfigurationRefused, match="witnesses"):
        ledger_setup(_load(tmp_path, text), None, None)


def test_an_origin_that_is_that_of_refused_attempts(tmp_path: Path) -> None:
    """Verifiers tell the two logs apart by the end of the origin, so the configuration is refused in a sentence."""
    table = _TABLE.replace('origin = "', 'origin = "shop.example/refusals" #', 1)
    with pytest.raises(ConfigurationRefused, match="as only the log of refused attempts does"):
        ledger_setup(_load(tmp_path, table), tmp_path / "tillroll.toml", None)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("tsa.example", "time_stamps"),
        ("ftp://tsa.example", "time_stamps"),
        ("http://tsa.example:25", "port 25"),
        ("http://u:p@tsa.example", "password"),
    ],
)
def test_authorities_that_cannot_be_asked(tmp_path: Path, url: str, fault: str) -> None:
    """The URL of the authority of time stamps is one that callbacks may go to, or plain http."""
    with pytest.raises(ConfigurationRefused, match=fault):
        _load(tmp_path, f'{_TABLE}time_stamps = "{url}"\n')
    configuration = _load(tmp_path, f'{_TABLE}time_stamps = "http://tsa.example/stamp"\n')
    assert configuration.ledger is not None
    assert configuration.ledger.time_stamps == "http://tsa.example/stamp"
