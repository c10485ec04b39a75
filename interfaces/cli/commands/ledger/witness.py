"""`tillroll witness`: cosign the heads of ledgers of others, with a key of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli.exit_codes import UNAVAILABLE, USAGE, exit_on, exit_zero_on_signals
from interfaces.runtime.clock_and_ids import now

witness = typer.Typer(
    name="witness",
    help="Cosign the heads of a ledger, so that it cannot show different histories. For shops, banks and auditors.",
    no_args_is_help=True,
)
Folder = Annotated[Path, typer.Argument(file_okay=False, help="The folder of the witness.")]


@witness.command()
def init(
    folder: Folder,
    name: Annotated[str, typer.Argument(help="Its name, as shop.example/witness. Never changed.")],
    monitor: Annotated[
        bool, typer.Option("--monitor", help="Make the key of a monitor, which reads entries, too.")
    ] = False,
) -> None:
    """Make the folder of a witness with a new private key, and print its public key as a vkey."""
    from interfaces.witness.folder import WitnessFolder, WitnessFolderRefused

    with exit_on(WitnessFolderRefused, status=USAGE):
        key = WitnessFolder(folder).create(name, monitors=monitor)
    typer.echo(f"Made the witness in {folder}. Logs and policies know it by its public key:")
    typer.echo(f"  {key.text()}")
    if monitor:
        typer.echo("Its monitor states with this key that the entries keep the rules:")
        typer.echo(f"  {WitnessFolder(folder).monitor_signer().verifier_key.text()}")
    typer.echo("If this folder is lost or restored, begin anew with another name.")


@witness.command()
def add(
    folder: Folder,
    vkey: Annotated[str, typer.Argument(help="The public key of the ledger.")],
    url: Annotated[
        str | None, typer.Argument(help="Where a monitor reads it, as https://shop.example/ledger.")
    ] = None,
    history_key_file: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False, exists=True, help="A file with the history key for its entries."
        ),
    ] = None,
) -> None:
    """Add a ledger whose heads the witness cosigns. A running witness takes it at once, a monitor when it starts."""
    from interfaces.witness.folder import WitnessFolder, WitnessFolderRefused

    with exit_on(WitnessFolderRefused, status=USAGE):
        secret = None if history_key_file is None else history_key_file.read_text().strip()
        key = WitnessFolder(folder).add_log(vkey, url, secret)
    typer.echo(f"The witness cosigns the heads of {key.name}.")


@witness.command()
def serve(
    folder: Folder,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8010,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    monitor: Annotated[
        bool,
        typer.Option("--monitor", help="Read the entries too, and state that they keep the rules."),
    ] = False,
) -> None:
    """Serve `add-checkpoint` of C2SP tlog-witness until interrupted. Put a proxy with TLS in front of it."""
    import uvicorn

    from interfaces.witness.folder import WitnessFolder, WitnessFolderRefused
    from interfaces.witness.monitor.monitor import Monitor
    from interfaces.witness.server import watched_logs, witness_application

    files = WitnessFolder(folder)
    with (
        exit_zero_on_signals(),
        exit_on(WitnessFolderRefused, status=USAGE),
        exit_on(OSError, status=UNAVAILABLE),
    ):
        watching = Monitor(watched_logs(files), now) if monitor else None
        application = witness_application(files, now, watching)
        with files.only_server():
            uvicorn.run(application, host=host, port=port, ws="none", access_log=False)
