"""`tillroll ledger key`: make the private key of a ledger, and the one that follows it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from interfaces.cli.exit_codes import MISCONFIGURED, USAGE, fail
from interfaces.cli.ledgers import find_configuration
from interfaces.cli.master_keys import Config
from interfaces.configuration.ledger.settings import LedgerSettings
from interfaces.storage.postgres.ledger.kinds import REFUSALS

key = typer.Typer(
    name="key", help="The private key that signs the heads of the ledger.", no_args_is_help=True
)
NewFile = Annotated[Path | None, typer.Argument(dir_okay=False, help="The file to make.")]


@key.command()
def new(
    file: NewFile = None,
    origin: Annotated[
        str | None, typer.Option(help="The origin of the ledger, where no configuration names it.")
    ] = None,
    config: Config = None,
) -> None:
    """Make a file with a new private key, readable by its owner only, and print its public key as a vkey.

    The file is by default the `key_file` of the configuration. An existing file is not overwritten.
    """
    settings = None if config is None else find_configuration(config).ledger
    if file is None:
        if settings is None or config is None:
            fail("Name the file to make, or a configuration with [ledger].", USAGE)
        file = config.absolute().parent / settings.key_file
    origin = origin or (None if settings is None else settings.origin)
    if origin is None:
        fail("Name the origin with --origin, or a configuration with [ledger].", USAGE)
    _refuse_origin(origin, file)
    vkey = _make(file, origin)
    typer.echo(f"Made the private key in {file}. Others believe the ledger with its public key:")
    typer.echo(f"  {vkey}")
    typer.echo(f"  {_vkey(file, REFUSALS.origin_of(origin))}")
    typer.echo("The second one is of the ledger of refused attempts. A policy names both.")
    if settings is None:
        typer.echo("The configuration names both:")
        typer.echo(f'  [ledger]\n  origin = "{origin}"\n  key_file = {_text(str(file.absolute()))}')
    typer.echo(
        "Keep a copy of the file apart from backups of the database: a ledger without its key needs a new origin."
    )


@key.command()
def rotate(file: NewFile = None, config: Config = None) -> None:
    """Make the next private key, and print what to write into the configuration, so that both keys sign.

    Every head gets the lines of both keys for as long as `former_key_files` names the old one. The file is by default
    beside the old one. Nothing is overwritten. Exit status: 0 well, 2 the file exists, 78 no ledger is configured.
    """
    settings = None if config is None else find_configuration(config).ledger
    if settings is None or config is None:
        fail("There is no ledger: the configuration has no [ledger].", MISCONFIGURED)
    folder = config.absolute().parent
    old = folder / settings.key_file
    old_vkey = _vkey(old, settings.origin)
    file = _next_file(old) if file is None else file.absolute()
    vkey = _make(file, settings.origin)
    typer.echo(f"Made the next private key in {file}. Its public key is, for each ledger,")
    typer.echo(f"  {vkey}")
    typer.echo(f"  {_vkey(file, REFUSALS.origin_of(settings.origin))}")
    typer.echo(f"Write this into {config} and restart the servers, so that both keys sign:")
    for line in _settings_lines(settings, folder, file):
        typer.echo(f"  {line}")
    typer.echo("Hand out the new public key beside the old one:")
    typer.echo(f"  {old_vkey}")
    typer.echo(f"  {_vkey(old, REFUSALS.origin_of(settings.origin))}")
    typer.echo(
        "When no policy of others needs the old one any more, remove its file from former_key_files."
    )


def _settings_lines(settings: LedgerSettings, folder: Path, file: Path) -> Iterator[str]:
    """Yield the lines of `[ledger]` after a rotation. Paths are relative to the configuration, where they can be."""
    shown = str(file.relative_to(folder)) if file.is_relative_to(folder) else str(file)
    former = [settings.key_file, *settings.former_key_files]
    yield "[ledger]"
    yield f"key_file = {_text(shown)}"
    yield f"former_key_files = [{', '.join(map(_text, former))}]"
    old_parent = (folder / settings.key_file).parent
    if settings.heads_folder is None and file.parent != old_parent:
        # By default the heads are beside the key, and the ones that are kept must be found again.
        yield f"heads_folder = {_text(str(old_parent / 'ledger-heads'))}"


def _next_file(old: Path) -> Path:
    numbered = (old.with_name(f"{old.stem}-{number}{old.suffix}") for number in range(2, 1000))
    return next(each for each in numbered if not each.exists())


def _make(file: Path, origin: str) -> str:
    from interfaces.storage.signing_key_file import create_signing_key

    try:
        create_signing_key(file)
    except FileExistsError:
        fail(f"{file} exists already and is not overwritten.", USAGE)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}.", USAGE)
    return _vkey(file, origin)


def _vkey(file: Path, origin: str) -> str:
    from interfaces.storage.signing_key_file import SigningKeyRefused, read_signing_key

    try:
        return read_signing_key(file, origin).verifier_key.text()
    except SigningKeyRefused as error:
        fail(str(error), MISCONFIGURED)


def _refuse_origin(origin: str, file: Path) -> None:
    with contextlib.suppress(msgspec.ValidationError):
        msgspec.convert({"origin": origin, "key_file": str(file)}, LedgerSettings)
        if not origin.endswith(REFUSALS.origin_suffix):
            return
        fail(f"Name the origin of the events, without {REFUSALS.origin_suffix}.", USAGE)
    fail("An origin is a URL without a scheme, as shop.example/tillroll.", USAGE)


def _text(value: str) -> str:
    """Return a string of TOML."""
    return msgspec.json.encode(value).decode()
