"""Find the keys with which merchants sign what they send to platforms.

`tillroll serve` finds where the files are, and hands that to its processes in one environment variable. It has no key.
"""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration
from interfaces.dialects.ucp.settings import UcpSettings
from interfaces.dialects.ucp.signing.keys import ShopKey, ShopKeys, published_jwk
from interfaces.storage.ecdsa_key_file import create_ecdsa_key, read_ecdsa_key
from interfaces.storage.signing_key_file import SigningKeyRefused, is_demo_key

SIGNING_KEYS: Final = "TILLROLL_SIGNING_KEYS"
_DEMO_KEY_FILE: Final = "platform-signing.key"


@dataclass(frozen=True, kw_only=True)
class KeyFiles:
    """Where key files are: below `folder`, that of the configuration file. `demo` is the key of a demo, if it has one.

    Production refuses keys that were made for a demo.
    """

    folder: Path = Path()
    demo: Path | None = None
    is_production: bool = False

    def keys_of(self, ucp: UcpSettings) -> ShopKeys:
        """Read the keys of a merchant. Raises ConfigurationRefused for a file without a usable key."""
        files = [self.folder / each for each in ucp.signing_key_files]
        if not files and self.demo is not None:
            files = [self.demo]
        own = tuple(map(self._read, files))
        return ShopKeys(own=own, others=public_keys(ucp).others)

    def refuse_faulty(self, configuration: Configuration) -> None:
        """Raise ConfigurationRefused if a merchant's keys cannot be used."""
        for merchant in configuration.merchants:
            if merchant.ucp is not None:
                self.keys_of(merchant.ucp)

    def hand_over(self) -> None:
        """Put the places into the environment, for the processes that this one starts."""
        demo = None if self.demo is None else str(self.demo)
        variable = _Variable(str(self.folder), demo, self.is_production)
        os.environ[SIGNING_KEYS] = msgspec.json.encode(variable).decode()

    def _read(self, file: Path) -> ShopKey:
        try:
            if self.is_production and is_demo_key(file):
                raise ConfigurationRefused(
                    f"TILLROLL_ENV=production, but signing_key_files names {file}, which was made for a demo."
                )
            return ShopKey.of(read_ecdsa_key(file))
        except SigningKeyRefused as error:
            raise ConfigurationRefused(f"[merchants.ucp] signing_key_files: {error}") from error


class _Variable(msgspec.Struct, frozen=True):
    folder: str
    demo: str | None
    is_production: bool


def public_keys(ucp: UcpSettings) -> ShopKeys:
    """Return the keys of which the configuration itself has the public parts. None of them signs."""
    return ShopKeys(
        others=tuple(published_jwk(each.kid, each.x, each.y) for each in ucp.signing_keys)
    )


def prepare_key_files(
    configuration: Configuration,
    configuration_file: Path | None,
    data: Path | None,
    *,
    production: bool,
) -> KeyFiles:
    """Find the key files when the server starts, and make the key of a demo if it is absent.

    `data` is the folder of the embedded database, if that is used; a demo has its key there. Raises
    ConfigurationRefused.
    """
    folder = Path() if configuration_file is None else configuration_file.parent
    files = KeyFiles(
        folder=folder.absolute(),
        demo=_demo_key(data.absolute()) if configuration.demo and data is not None else None,
        is_production=production,
    )
    files.refuse_faulty(configuration)
    return files


def inherited_key_files(environment: Mapping[str, str]) -> KeyFiles:
    """Return what a parent process has handed over."""
    text = environment.get(SIGNING_KEYS)
    if not text:
        return KeyFiles()
    variable = msgspec.json.decode(text, type=_Variable)
    return KeyFiles(
        folder=Path(variable.folder),
        demo=None if variable.demo is None else Path(variable.demo),
        is_production=variable.is_production,
    )


def _demo_key(data: Path) -> Path:
    file = data / _DEMO_KEY_FILE
    try:
        # Another process of the same folder may have made it.
        with contextlib.suppress(FileExistsError):
            create_ecdsa_key(file, for_demo=True)
    except OSError as error:
        raise ConfigurationRefused(f"{file} cannot be written: {error.strerror}.") from error
    return file
