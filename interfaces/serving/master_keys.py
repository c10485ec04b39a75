"""Find the master keys when the server starts, and check that they open the keys of its database."""

import logging
import os
from pathlib import Path

from interfaces.configuration.key_settings import KeySettings
from interfaces.configuration.master_key import (
    MASTER_KEY_FILE,
    FileSource,
    MasterKeySource,
    make_own_master_key,
    master_key_source,
)
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.storage.codecs.wrapping import KeyWrapping, TamperedKey
from interfaces.storage.master_key_file import MasterKeyRefused
from interfaces.storage.postgres.wrapped_keys.counts import has_wrapped_keys
from interfaces.storage.postgres.wrapped_keys.opening import (
    InstallationKeysClosed,
    open_installation_keys,
    replace_closed_keys,
)

_log = logging.getLogger("tillroll")


def find_master_keys(
    settings: KeySettings, configuration_file: Path | None, own: Path | None
) -> MasterKeySource:
    """Return where the master keys are. Raises ConfigurationRefused, also for a file or variable that is refused.

    `own` is the file beside the embedded database, which may be absent.
    """
    source = master_key_source(
        os.environ,
        configured=settings.master_key_file,
        configuration_file=configuration_file,
        own=own,
    )
    if not _is_own(source, own) or (own is not None and own.exists()):
        _open(source)
    return source


def prepare_master_keys(
    database_url: str, source: MasterKeySource, *, own: Path | None, despite_lost: bool
) -> None:
    """Open the keys of the installation, and tell the worker processes the file of the master keys.

    The file beside the embedded database is made if it is absent. With `despite_lost`, keys of the installation whose
    master key is missing are replaced. Raises ConfigurationRefused or psycopg.OperationalError.
    """
    if own is not None and _is_own(source, own):
        make_own_master_key(
            own, has_wrapped_keys=lambda: has_wrapped_keys(database_url), despite_lost=despite_lost
        )
    master_keys = _open(source)
    try:
        plain = open_installation_keys(database_url, master_keys)
    except InstallationKeysClosed as closed:
        if not despite_lost:
            raise ConfigurationRefused(_lost(source, closed)) from closed
        _replace(database_url, master_keys, closed)
        plain = 0
    except TamperedKey as error:
        raise ConfigurationRefused(
            f"A key in the database was changed by something other than tillroll: {error}."
        ) from error
    if plain:
        _log.warning(
            "keys of an earlier version are stored without a master key: `tillroll master-key rotate` wraps them"
        )
    if isinstance(source, FileSource):
        # Worker processes read it from their environment.
        os.environ[MASTER_KEY_FILE] = str(source.file)


def _is_own(source: MasterKeySource, own: Path | None) -> bool:
    return isinstance(source, FileSource) and own is not None and source.file == own.absolute()


def _open(source: MasterKeySource) -> KeyWrapping:
    try:
        return source.open()
    except MasterKeyRefused as error:
        raise ConfigurationRefused(str(error)) from error


def _replace(database_url: str, master_keys: KeyWrapping, closed: InstallationKeysClosed) -> None:
    purposes = replace_closed_keys(database_url, master_keys)
    _log.error(
        "the master key %s is missing, and sell_without_old_keys is set: personal data that it opened stays closed. "
        "New keys of the installation were made for: %s. Bearer tokens, page secrets and the search for persons that "
        "used the old ones are invalid",
        ", ".join(closed.wanted),
        ", ".join(purposes),
    )


def _lost(source: MasterKeySource, closed: InstallationKeysClosed) -> str:
    wanted = ", ".join(closed.wanted)
    return (
        f"The master key does not open the keys in this database. They need {wanted}; {source} has "
        f"{', '.join(closed.given)}.\n"
        f"Add the master key {wanted} to {source}, after the first one, or name the file that has it.\n"
        "If it is lost, all personal data that is stored so far is lost with it; orders and amounts are not. "
        "`[keys] sell_without_old_keys = true` in the configuration file then starts the server all the same: new "
        "checkouts get keys under the new master key, reading an older one that needs its key is answered 503, and "
        "bearer tokens and page secrets from before are invalid."
    )
