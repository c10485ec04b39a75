"""The files that belong to a configuration: who may read them, and whether the server can write where it has to."""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from interfaces.configuration.ledger.files import ledger_setup, refuse_demo_ledger
from interfaces.configuration.master_key import MASTER_KEY_FILE, FileSource, master_key_source
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration
from interfaces.runtime.diagnostic import Diagnostic, good, problem, warn
from interfaces.storage.master_key_file import MasterKeyRefused
from interfaces.storage.signing_key_file import SigningKeyRefused, read_signing_key

_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def mode_finding(file: Path) -> Diagnostic:
    """Return whether accounts other than the owner can read or change a file with secrets."""
    mode = stat.S_IMODE(file.stat().st_mode)
    if not mode & _OF_OTHERS:
        return good(f"Only its owner can read {file}.")
    level = problem if mode & (stat.S_IROTH | stat.S_IWOTH | stat.S_IWGRP) else warn
    return level(
        f"Other accounts can read or change {file} (mode {mode:03o}).", f"chmod 600 {file}"
    )


def master_key_finding(
    configuration: Configuration,
    file: Path | None,
    own: Path | None,
    environment: Mapping[str, str],
) -> Diagnostic:
    """Return whether there is a master key that can be used. `own` is the file beside the embedded database."""
    configured = configuration.keys.master_key_file
    try:
        source = master_key_source(
            environment, configured=configured, configuration_file=file, own=own
        )
        is_own = (
            isinstance(source, FileSource) and own is not None and source.file == own.absolute()
        )
        if is_own and own is not None and not own.exists():
            return good("The first start makes a master key beside the embedded database.")
        keys = source.read()
    except ConfigurationRefused as refusal:
        return problem(
            str(refusal).partition("\n")[0],
            f"tillroll master-key new FILE, and name it in [keys] master_key_file or {MASTER_KEY_FILE}.",
        )
    except MasterKeyRefused as refusal:
        return problem(str(refusal), "Correct the file, or put it back from its copy.")
    return good(f"The master key {keys.current_id} is in {source}.")


def destroyed_keys_finding(configuration: Configuration) -> Diagnostic:
    """Return whether erasures reach a restored backup."""
    named = configuration.keys.destroyed_keys_file
    if named is None:
        return warn(
            "[keys] destroyed_keys_file is not set: a restored backup has personal data that was erased after it.",
            "Name a file outside the database, and back it up on its own.",
        )
    file = Path(named).absolute()
    # The server makes the missing folders when it lists the first key.
    target = next(each for each in (file, *file.parents) if each.exists())
    if (target == file or target.is_dir()) and os.access(target, os.W_OK):
        return good(f"Destroyed keys are listed in {file}.")
    return problem(
        f"{target} cannot be written, so nothing can be erased.",
        f"Give it to the account of the server, or name another [keys] destroyed_keys_file than {named}.",
    )


def ledger_findings(
    configuration: Configuration, file: Path | None, data: Path | None, *, production: bool
) -> Iterator[Diagnostic]:
    """Yield whether the keys of the ledger can be used. `data` is that of the embedded database, if it is used."""
    try:
        setup = ledger_setup(configuration, file, data)
        refuse_demo_ledger(setup, production=production)
    except ConfigurationRefused as refusal:
        yield problem(str(refusal), "`tillroll ledger key new` makes a key for production.")
        return
    if setup is None:
        if not configuration.demo:
            yield warn(
                "There is no [ledger], so nobody outside can check that no event was altered.",
                "tillroll ledger key new FILE --origin shop.example/tillroll prints what to write.",
            )
        return
    for key in setup.key_files:
        try:
            read_signing_key(key, setup.origin)
        except SigningKeyRefused as refusal:
            yield problem(str(refusal), "Put it back from its copy; without it no head is signed.")
        else:
            yield good(f"The ledger {setup.origin} signs with {key}.")
