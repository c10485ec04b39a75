"""`tillroll verify`: check evidence of a checkout offline, as verify.py does."""

from pathlib import Path

import typer


def verify(
    evidence: list[Path] = typer.Argument(
        help="A pack (ZIP file or folder), or .tlog-proof files with their openings."
    ),
    policy: Path = typer.Option(help="The keys that you believe, which you have from elsewhere."),
    pinned: Path | None = typer.Option(
        None,
        help="A head of the log that you kept from before, or another pack with one.",
    ),
    consistency: Path | None = typer.Option(
        None, help="The proof between that head and the one of the evidence."
    ),
    entries: Path | None = typer.Option(
        None, help="A folder with all entries of the log, as it exports them."
    ),
    tsa_ca: Path | None = typer.Option(
        None, help="The certificates (PEM) of the authorities whose time stamps you believe."
    ),
) -> None:
    """Check evidence of a checkout against a ledger, without a network and without a database.

    Exit status: 0 proven, 1 disproven, 2 not enough to say.
    """
    from interfaces.verifiers.terminal.command import verify_files

    raise typer.Exit(verify_files(evidence, policy, pinned, consistency, entries, tsa_ca))
