"""Open the keys of the installation when the server starts, so that a wrong master key is found before a request."""

import secrets
from collections.abc import Sequence

from interfaces.storage.codecs.wrapping import (
    PLAIN_BYTES,
    KeyWrapping,
    MasterKeyMissing,
    wrapped_with,
)
from interfaces.storage.postgres.connections.single import primary_connection
from interfaces.storage.postgres.tables.installation_keys import about_installation_key

_KEYS = "SELECT purpose, key FROM tillroll.installation_keys ORDER BY purpose"
# Another process may have replaced it.
_REPLACE = "UPDATE tillroll.installation_keys SET key = %s WHERE purpose = %s AND key = %s"


class InstallationKeysClosed(Exception):
    """Keys of the installation cannot be opened: `wanted` has the ids of the master keys that they need."""

    def __init__(self, wanted: Sequence[str], given: Sequence[str]) -> None:
        super().__init__(f"needed: {', '.join(wanted)}; given: {', '.join(given)}")
        self.wanted = tuple(wanted)
        self.given = tuple(given)


def open_installation_keys(database_url: str, master_keys: KeyWrapping) -> int:
    """Open every key of the installation, and return how many of them are plain, from a version without a master key.

    Raises InstallationKeysClosed, TamperedKey or psycopg.OperationalError.
    """
    plain, missing = 0, []
    for purpose, key in _read(database_url):
        try:
            master_keys.unwrap(key, about_installation_key(purpose))
        except MasterKeyMissing as error:
            missing.append(error)
        plain += wrapped_with(key) is None
    if missing:
        wanted = {error.wanted for error in missing if error.wanted is not None}
        raise InstallationKeysClosed(sorted(wanted), missing[0].given)
    return plain


def replace_closed_keys(database_url: str, master_keys: KeyWrapping) -> list[str]:
    """Draw new keys for those whose master key is missing, and return their purposes.

    Raises TamperedKey or psycopg.OperationalError.
    """
    replaced = []
    for purpose, key in _read(database_url):
        about = about_installation_key(purpose)
        try:
            master_keys.unwrap(key, about)
        except MasterKeyMissing:
            new = master_keys.wrap(secrets.token_bytes(PLAIN_BYTES), about)
            with primary_connection(database_url) as connection:
                connection.execute(_REPLACE, (new, purpose, key))
            replaced.append(purpose)
    return replaced


def _read(database_url: str) -> list[tuple[str, bytes]]:
    with primary_connection(database_url) as connection:
        return [(str(purpose), bytes(key)) for purpose, key in connection.execute(_KEYS)]
