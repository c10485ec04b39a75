"""`tillroll ledger audit`: compare every record with its entry, and every entry with the signed heads."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Final

import typer

from application.ledger.audits.findings import (
    AuditReport,
    EventFinding,
    Tampering,
    TreeFault,
    TreeFinding,
)
from application.ledger.format.checkpoints import Checkpoint
from application.ledger.format.encoding import Malformed
from application.ledger.format.keys import VerifierKey, parse_verifier_key
from interfaces.cli.commands.show import AsJson
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, MISCONFIGURED, UNAVAILABLE, USAGE, exit_on, fail
from interfaces.cli.ledgers import find_ledger, noun_of, open_ledger
from interfaces.cli.master_keys import Config
from interfaces.cli.terminal.output import BAD, GOOD, Output, count_of, progress_bar
from interfaces.cli.terminal.safe_text import line
from interfaces.storage.postgres.ledger.kinds import EVENTS, LEDGERS, REFUSALS, LedgerKind
from interfaces.storage.postgres.ledger.setup import LedgerSetup

_DONE: Final = {
    Tampering.ALTERED: "was altered after it was logged",
    Tampering.REMOVED: "was removed after it was logged",
    Tampering.INSERTED: "was inserted: the ledger passed its position without it",
    Tampering.MOVED: "was moved to another position after it was logged",
    Tampering.KEY_LOST: "cannot be compared: its key is gone, and no event says that it was erased",
    Tampering.ENTRY_BROKEN: "has an entry that is not one",
}
_FAULTS: Final = {
    TreeFault.BUNDLE_MISSING: "Bundle {n} of the ledger is missing, or too short.",
    TreeFault.TILE_ALTERED: "Tile {n} of level {level} does not have the hashes of the entries.",
    TreeFault.ENTRY_FORM: "The entry of index {n} does not have the form of an entry.",
    TreeFault.VERSION_ORDER: "The entry of index {n} does not have the next version of its checkout.",
    TreeFault.TIME_ORDER: "The entry of index {n} says an earlier time than the one before it of its checkout.",
    TreeFault.HEAD_OTHER_TREE: "The head of size {n} is that of another tree than the entries make.",
    TreeFault.HEAD_ALTERED: "The head of size {n} was altered.",
    TreeFault.HEAD_UNSIGNED: "The head of size {n} is signed by no key that was given.",
    TreeFault.HEAD_TOO_LARGE: "There is a head of size {n}, and the tree is smaller.",
}


def audit_ledger(
    vkey: Annotated[
        list[str] | None,
        typer.Option(help="A former public key of the ledger, beside those of the key files."),
    ] = None,
    as_json: AsJson = False,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Recompute every entry from the recorded events and refused attempts, and walk all tiles and kept heads.

    Names the first event and the first attempt that was altered, removed, inserted or moved. Refused attempts that are
    only counted have no entry. Needs the master key, and a key file or --vkey.
    Writes nothing. Exit status: 0 all the same, 1 something differs, 69 no database, 78 no ledger is configured.
    """
    from application.ledger.audits.service import LedgerAudit
    from application.ledger.signing import verify_ed25519
    from interfaces.storage.codecs.wrapping import MasterKeyMissing, TamperedKey

    setup = find_ledger(config, database_url, data)
    keys = {kind: _keys(setup.of(kind), vkey or []) for kind in LEDGERS}
    outside = {kind: _outside(setup.of(kind)) for kind in LEDGERS}

    async def run(url: str) -> dict[LedgerKind, AuditReport]:
        reports = {}
        async with open_ledger(url, setup, config, database_url, data) as storage:
            for kind in LEDGERS:
                ledger = storage.ledgers[kind.name]
                audit = LedgerAudit(ledger=ledger, keys=keys[kind], check=verify_ed25519)
                with progress_bar(f"{noun_of(kind)}s") as progress:
                    reports[kind] = await audit.run(outside[kind], progress)
        return reports

    with (
        recorded_database(database_url, data) as url,
        exit_on(TamperedKey, status=DIFFERS),
        exit_on(MasterKeyMissing, status=UNAVAILABLE),
    ):
        reports = asyncio.run(run(url))
    output = Output()
    if as_json:
        refusals = _document(reports[REFUSALS], "refusal")
        output.json(_document(reports[EVENTS], "event") | {"refusals": refusals})
    else:
        for kind, report in reports.items():
            if kind is EVENTS or report.size or report.differs:
                _say(output, report, kind)
    if any(report.differs for report in reports.values()):
        raise typer.Exit(DIFFERS)


def _keys(setup: LedgerSetup, texts: Sequence[str]) -> list[VerifierKey]:
    """Return the public keys of the key files that can be read, and those that are given."""
    from interfaces.storage.signing_key_file import SigningKeyRefused, read_signing_key

    keys: list[VerifierKey] = []
    faults: list[str] = []
    for text in texts:
        with exit_on(Malformed, status=USAGE):
            keys.append(parse_verifier_key(text))
    for file in setup.key_files:
        try:
            keys.append(read_signing_key(file, setup.origin).verifier_key)
        except SigningKeyRefused as error:
            faults.append(str(error))
    if not keys:
        fail("\n".join(faults), MISCONFIGURED)
    return keys


def _outside(setup: LedgerSetup) -> Checkpoint | None:
    from interfaces.storage.files.ledger_heads import HeadUnusable, LedgerHeadFiles

    with exit_on(HeadUnusable, status=DIFFERS):
        return LedgerHeadFiles(setup.heads_folder).read(setup.origin)


def _say(output: Output, report: AuditReport, kind: LedgerKind) -> None:
    if report.event is not None:
        output.say(line((_record_text(report.event, kind), BAD)))
    for each in report.tree:
        output.say(line((_tree_text(each), BAD)))
    noun = noun_of(kind)
    erased = f", {count_of(report.erased, noun)} with an erased key" if report.erased else ""
    compared = (
        f"Compared {count_of(report.size, noun)} and {count_of(report.heads, 'head')}{erased}: "
    )
    outcome = ("something differs", BAD) if report.differs else ("all the same", GOOD)
    output.say(line(compared, outcome, "."))


def _record_text(found: EventFinding, kind: LedgerKind) -> str:
    checkout = f"tag {found.tag.hex()}" if found.checkout_id is None else found.checkout_id
    where = "after position" if found.tampering is Tampering.REMOVED else "at position"
    what = "Version" if kind is EVENTS else "Refused attempt"
    return (
        f"{what} {found.version} of checkout {checkout}, {where} {found.position}, "
        f"{_DONE[found.tampering]}."
    )


def _tree_text(found: TreeFinding) -> str:
    return _FAULTS[found.fault].format(n=found.number, level=found.level)


def _document(report: AuditReport, record: str) -> dict[str, object]:
    found = report.event
    return {
        "size": report.size,
        "heads": report.heads,
        "erased": report.erased,
        "differs": report.differs,
        record: None
        if found is None
        else {
            "tampering": found.tampering.value,
            "checkout": found.checkout_id,
            "tag": found.tag.hex(),
            "version": found.version,
            "position": found.position,
            "index": found.index,
        },
        "tree": [
            {"fault": each.fault.value, "number": each.number, "level": each.level}
            for each in report.tree
        ],
    }
