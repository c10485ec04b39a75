"""The file of a ledger's private key: who may read it, its form, and how it is made.

It has a private key of Ed25519, in PEM without a password or as its 32 bytes. Only its owner can read it.
"""

import os
import stat
import tempfile
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from application.ledger.signing import NoteSigner, UnusableKey, log_signer

_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_DEMO_LINE: Final = b"# Made for the demo of tillroll. Production refuses this key.\n"


class SigningKeyRefused(Exception):
    """A file has no private key that can be used. The message says what to correct, and shows no key."""


def read_signing_key(file: Path, origin: str) -> NoteSigner:
    """Return the signer of the log with this origin. Raises SigningKeyRefused, also for a file that others can read."""
    try:
        return log_signer(origin, read_private_file(file))
    except UnusableKey as error:
        raise SigningKeyRefused(
            f"{file} has no private key of Ed25519, in PEM without a password or as 32 bytes."
        ) from error


def create_signing_key(file: Path, *, for_demo: bool = False) -> None:
    """Make a file with a new private key in PEM, of mode 600. Raises FileExistsError or OSError."""
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    write_private_file(file, pem, for_demo=for_demo)


def write_private_file(file: Path, pem: bytes, *, for_demo: bool = False) -> None:
    """Write a private key in PEM to a new file of mode 600. Raises FileExistsError or OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    written = Path(name)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(_DEMO_LINE + pem if for_demo else pem)
            opened.flush()
            os.fsync(opened.fileno())
        # A link appears with its whole content or not at all, and replaces no file.
        os.link(written, file)
    finally:
        written.unlink(missing_ok=True)


def is_demo_key(file: Path) -> bool:
    """Return whether the file was made for the demo. Raises SigningKeyRefused."""
    return read_private_file(file).startswith(_DEMO_LINE)


def read_private_file(file: Path) -> bytes:
    """Return the content of a file that only its owner can read. Raises SigningKeyRefused."""
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if mode & _OF_OTHERS:
                raise SigningKeyRefused(
                    f"The key in {file} can be read or changed by other accounts (mode "
                    f"{stat.S_IMODE(mode):03o}): chmod 600 {file}"
                )
            return opened.read()
    except OSError as error:
        raise SigningKeyRefused(f"The key in {file} cannot be read: {error.strerror}.") from error
