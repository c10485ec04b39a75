"""Find the files of the ledger: those of the configuration, or in a demo those in the folder of its database."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from application.ledger.format.encoding import Malformed
from application.ledger.format.invariants import REFUSALS_SUFFIX
from application.ledger.format.keys import COSIGNATURE, VerifierKey, parse_verifier_key
from interfaces.configuration.ledger.settings import DEMO_ORIGIN, LedgerSettings, WitnessSettings
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration
from interfaces.storage.postgres.ledger.setup import LedgerSetup, WitnessAddress
from interfaces.storage.signing_key_file import (
    SigningKeyRefused,
    create_signing_key,
    is_demo_key,
    read_signing_key,
)

_HEADS_FOLDER: Final = "ledger-heads"
_DEMO_KEY_FILE: Final = "ledger.key"


def ledger_setup(
    configuration: Configuration, configuration_file: Path | None, data: Path | None
) -> LedgerSetup | None:
    """Return the ledger of the configuration, or that of a demo; None if there is none.

    `data` is the folder of the embedded database, if that is used. A demo without `[ledger]` has a ledger there once
    `make_demo_ledger` has made its key.
    """
    settings = configuration.ledger
    if settings is not None:
        folder = Path() if configuration_file is None else configuration_file.parent
        found = _configured_setup(settings, folder.absolute())
        return replace(found, replaces_lost_keys=configuration.keys.sell_without_old_keys)
    if not configuration.demo or data is None:
        return None
    return _demo_setup(data.absolute())


def make_demo_ledger(configuration: Configuration, data: Path | None) -> None:
    """Make the key of a demo without `[ledger]` in the folder of its database. Raises ConfigurationRefused."""
    if configuration.ledger is not None or not configuration.demo or data is None:
        return
    file = data.absolute() / _DEMO_KEY_FILE
    try:
        # Another process of the same folder may have made it.
        with contextlib.suppress(FileExistsError):
            create_signing_key(file, for_demo=True)
    except OSError as error:
        raise ConfigurationRefused(f"{file} cannot be written: {error.strerror}.") from error


def refuse_demo_ledger(setup: LedgerSetup | None, *, production: bool) -> None:
    """Raise ConfigurationRefused if production would sign with the key or the origin of a demo.

    A key that is missing or unreadable is not refused: sales go on, and the status of the ledger says why no head is
    signed.
    """
    if setup is None or not production:
        return
    if setup.origin.partition("/")[0] == DEMO_ORIGIN:
        raise ConfigurationRefused(
            f"TILLROLL_ENV=production, but [ledger] has the origin {setup.origin} of a demo."
        )
    for file in _demo_keys(setup):
        raise ConfigurationRefused(
            f"TILLROLL_ENV=production, but [ledger] names {file}, which was made for a demo."
        )


def _demo_keys(setup: LedgerSetup) -> Iterator[Path]:
    for file in setup.key_files:
        with contextlib.suppress(SigningKeyRefused):
            if is_demo_key(file):
                yield file


def _witness(settings: WitnessSettings) -> WitnessAddress:
    monitor = settings.monitor_vkey
    return WitnessAddress(
        _cosigner("vkey", settings.vkey),
        settings.url,
        None if monitor is None else _cosigner("monitor_vkey", monitor),
    )


def _cosigner(name: str, vkey: str) -> VerifierKey:
    try:
        key = parse_verifier_key(vkey)
    except Malformed as error:
        raise ConfigurationRefused(f"[[ledger.witnesses]] {name}: {error}.") from error
    if key.type != COSIGNATURE:
        raise ConfigurationRefused(f"[[ledger.witnesses]] {name}: {key.name} is no witness.")
    return key


def _configured_setup(settings: LedgerSettings, folder: Path) -> LedgerSetup:
    if settings.origin.endswith(REFUSALS_SUFFIX):
        raise ConfigurationRefused(
            f"[ledger] origin: {settings.origin} ends in {REFUSALS_SUFFIX}, as only the log of refused attempts does."
        )
    key_file = folder / settings.key_file
    return LedgerSetup(
        origin=settings.origin,
        key_files=(key_file, *(folder / each for each in settings.former_key_files)),
        heads_folder=key_file.parent / _HEADS_FOLDER
        if settings.heads_folder is None
        else folder / settings.heads_folder,
        witnesses=tuple(map(_witness, settings.witnesses)),
        time_stamp_authorities=None
        if settings.time_stamp_authorities is None
        else folder / settings.time_stamp_authorities,
    )


def _demo_setup(data: Path) -> LedgerSetup | None:
    file = data / _DEMO_KEY_FILE
    try:
        key = read_signing_key(file, DEMO_ORIGIN).verifier_key
    except SigningKeyRefused:
        return None
    # A new key is another log, so a demo that was begun anew contradicts no head of the one before.
    return LedgerSetup(
        origin=f"{DEMO_ORIGIN}/{key.key_id.hex()}",
        key_files=(file,),
        heads_folder=data / _HEADS_FOLDER,
    )
