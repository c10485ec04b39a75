"""`tillroll signing-key`: make a private key that signs order webhooks to platforms, and show its public part."""

from pathlib import Path
from typing import Annotated, Any

import typer

from interfaces.cli.exit_codes import MISCONFIGURED, USAGE, exit_on, fail

signing_key = typer.Typer(
    name="signing-key",
    help="The keys with which a merchant signs its order webhooks to platforms (UCP).",
    no_args_is_help=True,
)


@signing_key.command()
def new(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="The file to make.")],
) -> None:
    """Make a file with a new private key, readable by its owner only. An existing file is not overwritten."""
    from interfaces.storage.ecdsa_key_file import create_ecdsa_key

    try:
        create_ecdsa_key(file)
    except FileExistsError:
        fail(f"{file} exists already and is not overwritten.", USAGE)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}.", USAGE)
    typer.echo(
        f"Made the private key {_jwk_of(file)['kid']} in {file}. The configuration names it:"
    )
    typer.echo(f'  [merchants.ucp]\n  signing_key_files = ["{file.absolute()}"]')
    typer.echo("The first file signs, and the public keys of all are in /.well-known/ucp.")
    typer.echo(
        "To replace a key, name the new file last, and reload with SIGHUP. After a day, when platforms have the new "
        "public key, name it first. Remove the old one a week later, when no delivery that it signed is under way."
    )


@signing_key.command()
def show(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The file of a key.")],
) -> None:
    """Print the public part of a private key as a JWK."""
    import msgspec

    typer.echo(msgspec.json.format(msgspec.json.encode(_jwk_of(file))).decode())


def _jwk_of(file: Path) -> dict[str, Any]:
    from interfaces.dialects.ucp.signing.keys import ShopKey
    from interfaces.storage.ecdsa_key_file import read_ecdsa_key
    from interfaces.storage.signing_key_file import SigningKeyRefused

    with exit_on(SigningKeyRefused, status=MISCONFIGURED):
        return ShopKey.of(read_ecdsa_key(file)).jwk
