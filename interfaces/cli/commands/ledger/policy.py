"""`tillroll ledger policy`: print what the other party needs to check evidence."""

from typing import Annotated

import typer

from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.exit_codes import MISCONFIGURED, USAGE, exit_on
from interfaces.cli.ledgers import find_ledger
from interfaces.cli.master_keys import Config
from interfaces.storage.postgres.ledger.kinds import LEDGERS


def policy(
    quorum: Annotated[
        int | None,
        typer.Option(min=0, help="How many witnesses have to cosign; by default more than a half."),
    ] = None,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Print the policy: the public keys of both ledgers, and of the witnesses of the configuration.

    It is the file that `verify.py`, verify.html and `tillroll verify --policy` ask for. Hand it out before there is a
    dispute, and not together with evidence. Exit status: 0 well, 2 there are fewer witnesses, 78 no ledger is
    configured or a key file cannot be read.
    """
    from application.ledger.policy_files import PolicyKeys, encode_policy
    from interfaces.storage.signing_key_file import SigningKeyRefused, read_signing_key

    setup = find_ledger(config, database_url, data)
    with exit_on(SigningKeyRefused, status=MISCONFIGURED):
        logs = [
            read_signing_key(file, setup.of(kind).origin).verifier_key
            for kind in LEDGERS
            for file in setup.key_files
        ]
    keys = PolicyKeys(
        logs=logs,
        witnesses=[each.key for each in setup.witnesses],
        monitors=[each.monitor for each in setup.witnesses if each.monitor is not None],
    )
    with exit_on(ValueError, status=USAGE):
        text = encode_policy(keys, quorum)
    typer.echo(text, nl=False)
