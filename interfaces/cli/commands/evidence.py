"""`tillroll evidence`: make a pack of evidence about a purchase in dispute."""

import asyncio
import os
import shutil
from pathlib import Path
from typing import IO, Annotated, Final

import typer

from application.evidence.confirmation import Confirmation
from application.evidence.request import Audience, DisputeReason, EvidenceRequest, FormRecipient
from application.evidence.unavailable import (
    HistoryTooLong,
    LedgerBroken,
    NotYetProven,
    PurchaseErased,
    PurchaseNotAgreed,
)
from domain.refusals import CheckoutNotFound
from interfaces.cli.commands.show import CheckoutId
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, NOT_FOUND, USAGE, exit_on, fail
from interfaces.cli.ledgers import find_configuration, find_ledger
from interfaces.cli.master_keys import Config
from interfaces.cli.service.address import ServiceAddress, named_service
from interfaces.cli.service.paths import checkout_path
from interfaces.cli.terminal.output import Output
from interfaces.storage.postgres.ledger.setup import LedgerSetup

_FOR_ITS_OWNER: Final = 0o600


def evidence(
    checkout_id: CheckoutId,
    out: Annotated[
        Path, typer.Option("-o", "--out", dir_okay=False, help="The ZIP file to write.")
    ],
    reason: Annotated[DisputeReason | None, typer.Option(help="Why the customer disputes.")] = None,
    recipient: Annotated[
        FormRecipient, typer.Option("--for", help="Whose fields are written.")
    ] = FormRecipient.GENERIC,
    audience: Annotated[
        Audience, typer.Option(help="Who reads the pack, which decides what is hidden.")
    ] = Audience.PROCESSOR,
    confirm: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            readable=True,
            help="What you confirm, because no record has it: a file in TOML or JSON.",
        ),
    ] = None,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Write a pack: what was agreed, when, by whom, with the proof that it was not altered. It has personal data.

    Exit status: 0 written, 1 the ledger does not fit or has no head yet, 2 wrong usage, 3 no such checkout or nothing
    to show, 69 no database, 78 no ledger.
    """
    from interfaces.evidence.confirmation_body import UnreadableConfirmation, read_confirmation

    with exit_on(UnreadableConfirmation, status=USAGE):
        confirmation = Confirmation() if confirm is None else read_confirmation(confirm)
    request = EvidenceRequest(
        checkout_id=checkout_id,
        reason=reason,
        recipient=recipient,
        audience=audience,
        confirmation=confirmation,
    )
    address = named_service()
    if address is not None:
        _ask(address, request, confirm, out)
        return
    setup = find_ledger(config, database_url, data)
    with recorded_database(database_url, data) as url:
        pack = _make(request, url, setup, config, database_url, data)
    with pack, _private(out) as target:
        shutil.copyfileobj(pack, target)
    _say_written(out)


def _ask(
    address: ServiceAddress, request: EvidenceRequest, confirm: Path | None, out: Path
) -> None:
    """Write the pack that a service makes."""
    from interfaces.cli.service.client import ServiceClient
    from interfaces.evidence.confirmation_body import confirmation_document

    body: dict[str, object] = {
        "reason": None if request.reason is None else request.reason.value,
        "for": request.recipient.value,
        "audience": request.audience.value,
    }
    if confirm is not None:
        body["confirm"] = confirmation_document(confirm)
    path = checkout_path(request.checkout_id, "evidence")
    with (
        ServiceClient(address) as service,
        service.stream("POST", path, body=body) as response,
        _private(out) as target,
    ):
        for piece in response.iter_bytes():
            target.write(piece)
    _say_written(out)


def _say_written(out: Path) -> None:
    Output().say(f"{out} is written. It has personal data: send it to its audience only.")


def _make(
    request: EvidenceRequest,
    url: str,
    setup: LedgerSetup,
    config: Path | None,
    database_url: str | None,
    data: Path,
) -> IO[bytes]:
    """Return the pack. Exits with what its docstring says."""
    from interfaces.cli.evidence_maker import make_pack, unavailable_text

    try:
        return asyncio.run(
            make_pack(request, url, setup, find_configuration(config), config, database_url, data)
        )
    except CheckoutNotFound:
        fail(f"There is no checkout {request.checkout_id}.", NOT_FOUND)
    except (PurchaseNotAgreed, PurchaseErased) as reason:
        fail(unavailable_text(reason), NOT_FOUND)
    except (NotYetProven, LedgerBroken, HistoryTooLong) as reason:
        fail(unavailable_text(reason), DIFFERS)


def _private(path: Path) -> IO[bytes]:
    """Open a file that only its owner may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _FOR_ITS_OWNER), "wb")
