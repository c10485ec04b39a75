"""`tillroll init`: write the configuration of a new installation, with drawn secrets."""

import re
import shlex
from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli.exit_codes import USAGE, exit_on, fail

_ORIGIN = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")


def init(
    folder: Annotated[
        Path, typer.Argument(file_okay=False, help="The folder of the files. It may be absent.")
    ] = Path(),
    merchant: Annotated[
        str, typer.Option(help="The id of the merchant, which every event names. It never changes.")
    ] = "my-shop",
    name: Annotated[str | None, typer.Option(help="The name of the merchant.")] = None,
    ledger_origin: Annotated[
        str | None,
        typer.Option(
            metavar="ORIGIN",
            help="The name of a ledger that signs every event, such as shop.example/tillroll. It never changes.",
        ),
    ] = None,
    demo: Annotated[
        bool,
        typer.Option(
            "--demo", help="With agents' keys and the demo provider, which takes no money."
        ),
    ] = False,
    overwrite: Annotated[
        bool,
        typer.Option(
            "--overwrite", help="Replace a configuration that exists. Keys in files are kept."
        ),
    ] = False,
) -> None:
    """Write a configuration with comments and new secrets, and a master key. The secrets are printed here only.

    The files have mode 600. Secrets that are only compared are in the file as hashes. Exit status: 0 written, 2 a
    configuration exists, or a name or file is refused.
    """
    from interfaces.configuration.initial.drawing import NewInstallation, draw_configuration
    from interfaces.configuration.initial.files import (
        CONFIGURATION,
        DESTROYED_KEYS,
        NotWritten,
        write_installation,
    )

    if not _NAME.fullmatch(merchant):
        fail("The id of a merchant has 1 to 64 characters of A-Z, a-z, 0-9, '.', '_', '-'.", USAGE)
    if ledger_origin is not None and not _ORIGIN.fullmatch(ledger_origin):
        fail(
            "The origin of a ledger is a URL without a scheme, as in shop.example/tillroll.", USAGE
        )
    folder = folder.absolute()
    about = NewInstallation(
        merchant_id=merchant,
        merchant_name=name or merchant,
        destroyed_keys_file=str(folder / DESTROYED_KEYS),
        ledger_origin=ledger_origin,
        demo=demo,
    )
    drawn = draw_configuration(about)
    try:
        with exit_on(NotWritten, status=USAGE):
            written = write_installation(
                folder, drawn.text, with_ledger=ledger_origin is not None, overwrite=overwrite
            )
    except FileExistsError:
        fail(
            f"{folder / CONFIGURATION} exists already. --overwrite replaces it, and its secrets.",
            USAGE,
        )
    typer.echo(f"Wrote {written.configuration}, which names the merchant {merchant}.")
    for key in written.made_keys:
        typer.echo(f"Made {key}. Keep a copy of it, apart from backups of the database.")
    typer.echo("The secrets, which are not printed again:")
    width = max(map(len, drawn.secrets))
    for what, secret in drawn.secrets.items():
        typer.echo(f"  {what:<{width}}  {secret}")
    typer.echo(f"Walley's client_id and Svea's merchant id are {merchant}, and the store is 1.")
    typer.echo("Next:")
    for command in ("doctor", "serve"):
        typer.echo(f"  tillroll {command} --config {shlex.quote(str(written.configuration))}")
