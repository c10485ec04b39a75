"""`tillroll ledger proof`: write the proofs of a checkout's versions, or of a refused command, with their openings."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from interfaces.api.history.wire import StateShape
from interfaces.cli.commands.ledger.proof_reading import ProofDocument, Wanted, read_proofs
from interfaces.cli.commands.show import CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import UNAVAILABLE, USAGE, exit_on, fail
from interfaces.cli.history_reader import ShowPersons
from interfaces.cli.ledgers import find_ledger, open_ledger
from interfaces.cli.master_keys import Config
from interfaces.cli.service.address import ServiceAddress, named_service
from interfaces.cli.service.paths import checkout_path, newest_version

_FOR_ITS_OWNER: Final = 0o600


def proof(
    checkout_id: CheckoutId,
    version: Annotated[
        list[int] | None, typer.Option(min=1, help="A version; may be repeated. Without it, all.")
    ] = None,
    refusal: Annotated[
        int | None,
        typer.Option(
            min=1, help="The position of a refused command, as `tillroll refusals` has it."
        ),
    ] = None,
    to: Annotated[Path, typer.Option(file_okay=False, help="The folder to write into.")] = Path(),
    size: Annotated[
        int | None, typer.Option(min=1, help="The size of the signed head; by default the newest.")
    ] = None,
    persons: ShowPersons = False,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Write the proof that a version is in the ledger, and the opening that shows what was logged.

    Two files each, which `tillroll verify FILES --policy FILE` checks without a database and without a network.
    Sealed personal data is hidden in an opening, or shown as sealed with --persons. Exit status: 0 written, 2 wrong
    usage, 3 no such checkout, version or refused command, or no head covers it yet, 69 no database, 78 no ledger.
    """
    if version and refusal is not None:
        fail("Name versions, or a refused command.", USAGE)
    wanted = Wanted(checkout_id=checkout_id, versions=version or None, position=refusal, size=size)
    address = named_service()
    if address is not None:
        proofs = _ask(address, wanted)
    else:
        setup = find_ledger(config, database_url, data)

        async def read(url: str) -> Sequence[ProofDocument]:
            async with open_ledger(url, setup, config, database_url, data) as storage:
                return await read_proofs(storage, wanted, sees_persons=persons)

        with recorded_database(database_url, data) as url:
            proofs = asyncio.run(read(url))
    with exit_on(OSError, status=UNAVAILABLE):
        for each in proofs:
            typer.echo(_write(each, checkout_id, to))


def _ask(address: ServiceAddress, wanted: Wanted) -> Sequence[ProofDocument]:
    """Return the proofs of a service, all under one head."""
    from interfaces.cli.service.client import ServiceClient

    path, size = checkout_path(wanted.checkout_id), wanted.size
    with ServiceClient(address) as service:
        if wanted.position is not None:
            below = f"{path}/refusals/{wanted.position}/proof"
            return [service.get(below, ProofDocument, {"size": size})]
        versions = wanted.versions
        if versions is None:
            _, links = service.get_linked(path, StateShape)
            versions = range(1, (newest_version(links) or 0) + 1)
        # The newest version first: the head that covers it covers the others.
        proofs: list[ProofDocument] = []
        for version in sorted(set(versions), reverse=True):
            query = {"version": version, "size": size}
            proofs.append(service.get(f"{path}/proof", ProofDocument, query))
            size = proofs[0].size
        return proofs[::-1]


def _write(proof: ProofDocument, checkout_id: str, folder: Path) -> str:
    """Write the files of a proof, and return what was written as a sentence. Raises OSError.

    They are named for the id that the user typed: what a service answers names no file.
    """
    if proof.number is None:
        name, what = f"{checkout_id}-{proof.version}", f"Version {proof.version}"
    else:
        name, what = f"{checkout_id}-refusal-{proof.number}", f"Refused attempt {proof.number}"
    files = {f"{name}.tlog-proof": proof.proof.encode()}
    if proof.no_opening is None:
        files[f"{name}.json"] = bytes(proof.opening) + b"\n"
    folder.mkdir(parents=True, exist_ok=True)
    for each, octets in files.items():
        opened = os.open(folder / each, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _FOR_ITS_OWNER)
        with os.fdopen(opened, "wb") as file:
            file.write(octets)
    missing = "" if proof.no_opening is None else f" It cannot be opened: {proof.no_opening.detail}"
    written = " and ".join(str(folder / each) for each in files)
    return f"{what}: index {proof.index} of {proof.size} entries, in {written}.{missing}"
