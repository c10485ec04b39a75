"""Find the master keys: in the environment, in the configuration file, or beside the embedded database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.storage import inherited_master_keys
from interfaces.storage.codecs.wrapping import KeyWrapping, MasterKeys
from interfaces.storage.master_key_file import (
    MasterKeyRefused,
    create_master_key,
    parse_master_keys,
    read_master_keys,
)
from interfaces.storage.reread_master_keys import RereadMasterKeys

MASTER_KEY = inherited_master_keys.MASTER_KEY
MASTER_KEY_FILE = inherited_master_keys.MASTER_KEY_FILE

_NONE_CONFIGURED = f"""No master key is configured. It encrypts the keys in the database. Make one and name it:
  tillroll master-key new master.key
  export {MASTER_KEY_FILE}="$PWD/master.key"
or write the path in the configuration file: [keys] master_key_file = "…".
Keep a copy apart from backups of the database: without it, personal data in them stays closed."""


@dataclass(frozen=True, kw_only=True)
class VariableSource:
    """Master keys that are the value of the environment variable TILLROLL_MASTER_KEY."""

    text: str

    def read(self) -> MasterKeys:
        """Return the master keys. Raises MasterKeyRefused."""
        return parse_master_keys(self.text, MASTER_KEY)

    def open(self) -> KeyWrapping:
        """Return the master keys for a server. Raises MasterKeyRefused."""
        return self.read()

    def __str__(self) -> str:
        """The name of the variable, for messages."""
        return MASTER_KEY


@dataclass(frozen=True, kw_only=True)
class FileSource:
    """Master keys in a file."""

    file: Path

    def read(self) -> MasterKeys:
        """Return the master keys. Raises MasterKeyRefused."""
        return read_master_keys(self.file)

    def open(self) -> KeyWrapping:
        """Return the master keys for a server, which reads a changed file again. Raises MasterKeyRefused."""
        return RereadMasterKeys(self.file)

    def __str__(self) -> str:
        """The path of the file, for messages."""
        return str(self.file)


MasterKeySource = VariableSource | FileSource


def master_key_source(
    environment: Mapping[str, str],
    *,
    configured: str | None = None,
    configuration_file: Path | None = None,
    own: Path | None = None,
) -> MasterKeySource:
    """Return where the master keys are. The environment goes before `configured`, the setting of the file.

    `own` is the file beside the embedded database, used if nothing else is named. Raises ConfigurationRefused.
    """
    text, named = environment.get(MASTER_KEY), environment.get(MASTER_KEY_FILE)
    if text and named:
        raise ConfigurationRefused(
            f"{MASTER_KEY} and {MASTER_KEY_FILE} are both set: unset one of them."
        )
    if text:
        return VariableSource(text=text)
    if named:
        return FileSource(file=Path(named).absolute())
    if configured is not None:
        folder = Path() if configuration_file is None else configuration_file.parent
        return FileSource(file=(folder / configured).absolute())
    if own is not None:
        return FileSource(file=own.absolute())
    raise ConfigurationRefused(_NONE_CONFIGURED)


def make_own_master_key(
    own: Path, *, has_wrapped_keys: Callable[[], bool], despite_lost: bool
) -> None:
    """Make the file beside the embedded database if it is absent.

    Raises ConfigurationRefused if the database has keys that a lost file opened, except with `despite_lost`.
    """
    if own.exists():
        return
    if not despite_lost and has_wrapped_keys():
        raise ConfigurationRefused(
            f"The master key {own} is gone, and the keys in the database need it. Put it back from a copy. "
            "Without it, personal data of all checkouts stays closed; `[keys] sell_without_old_keys = true` in the "
            "configuration file begins with a new master key all the same."
        )
    try:
        create_master_key(own)
    except FileExistsError:
        # Another process of the same folder was faster.
        return
    except MasterKeyRefused as error:
        raise ConfigurationRefused(str(error)) from error
