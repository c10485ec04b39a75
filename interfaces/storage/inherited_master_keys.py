"""The master keys of a child process, from the environment of the server that started it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from interfaces.storage.codecs.wrapping import KeyWrapping, NoMasterKeys
from interfaces.storage.master_key_file import parse_master_keys
from interfaces.storage.reread_master_keys import RereadMasterKeys

MASTER_KEY: Final = "TILLROLL_MASTER_KEY"
MASTER_KEY_FILE: Final = "TILLROLL_MASTER_KEY_FILE"


def inherited_master_keys(environment: Mapping[str, str]) -> KeyWrapping:
    """Return the master keys of the variable or of the file that is named; none without either.

    Raises MasterKeyRefused.
    """
    if text := environment.get(MASTER_KEY):
        return parse_master_keys(text, MASTER_KEY)
    if file := environment.get(MASTER_KEY_FILE):
        return RereadMasterKeys(Path(file))
    return NoMasterKeys()
