"""The master keys of a file that may change while the server runs, as a rotation changes it."""

import logging
from pathlib import Path

from interfaces.storage.codecs.wrapping import MasterKeyMissing, MasterKeys
from interfaces.storage.master_key_file import MasterKeyRefused, read_master_keys

_log = logging.getLogger("tillroll")


class RereadMasterKeys:
    """Implements `KeyWrapping` with the master keys of a file.

    The file is read again if it has changed: before a key is wrapped, so that no key is wrapped with a master key that
    a rotation is about to remove, and at a key whose master key is unknown. If a changed file is refused, the keys
    that were read before stay.
    """

    def __init__(self, file: Path) -> None:
        """Read the file. Raises MasterKeyRefused."""
        self._file = file
        self._stamp = _stamp(file)
        self._keys = read_master_keys(file)

    @property
    def known(self) -> MasterKeys:
        """The master keys that were read last."""
        return self._keys

    def wrap(self, key: bytes, about: str) -> bytes:
        """Encrypt the key with the current master key of the file."""
        self._reread_if_changed()
        return self._keys.wrap(key, about)

    def unwrap(self, stored: bytes, about: str) -> bytes:
        """Return the key. Raises MasterKeyMissing or TamperedKey."""
        try:
            return self._keys.unwrap(stored, about)
        except MasterKeyMissing:
            if not self._reread_if_changed():
                raise
        return self._keys.unwrap(stored, about)

    def _reread_if_changed(self) -> bool:
        """Return whether the file had changed and was read."""
        stamp = _stamp(self._file)
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        try:
            self._keys = read_master_keys(self._file)
        except MasterKeyRefused as error:
            _log.error("the file of master keys has changed and is refused: %s", error)
            return False
        _log.warning(
            "the file of master keys was read again; the current one is %s", self._keys.current_id
        )
        return True


def _stamp(file: Path) -> tuple[int, ...] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino, status.st_size, status.st_mode
