"""`tillroll hash-secret`: hash a secret for the configuration."""

import secrets
import sys

import typer

_SHORTEST = 16


def hash_secret(
    new: bool = typer.Option(False, "--new", help="Draw a new secret and print it too, first."),
) -> None:
    """Print the hash of a secret for the configuration. The secret is asked for, or read from a pipe.

    For secrets that are only compared: client_secret, payment keys, API keys and history keys. Those that a
    signature is checked or made with (access_key, Svea's secret, webhook_secret) cannot be hashed.
    """
    from interfaces.runtime import secret_digests

    if new:
        secret = secrets.token_urlsafe(32)
        typer.echo(secret)
    elif sys.stdin.isatty():
        secret = typer.prompt("Secret", hide_input=True)
    else:
        secret = sys.stdin.readline().rstrip("\r\n")
    if len(secret) < _SHORTEST:
        typer.echo(
            f"Take a secret of at least {_SHORTEST} characters: `--new` draws one.", err=True
        )
        raise typer.Exit(2)
    typer.echo(secret_digests.hash_secret(secret))
