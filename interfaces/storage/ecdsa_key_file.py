"""The files of the private keys with which a shop signs what it sends to platforms: ECDSA on P-256, in PEM."""

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from interfaces.storage.signing_key_file import (
    SigningKeyRefused,
    read_private_file,
    write_private_file,
)


def read_ecdsa_key(file: Path) -> EllipticCurvePrivateKey:
    """Return the private key in a file. Raises SigningKeyRefused, also for a file that others can read."""
    try:
        key = load_pem_private_key(read_private_file(file), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SigningKeyRefused(f"{file} has no private key in PEM without a password.") from error
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise SigningKeyRefused(f"The private key in {file} is none of the curve P-256.")
    return key


def create_ecdsa_key(file: Path, *, for_demo: bool = False) -> None:
    """Make a file with a new private key, of mode 600. Raises FileExistsError or OSError."""
    pem = generate_private_key(SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    write_private_file(file, pem, for_demo=for_demo)
