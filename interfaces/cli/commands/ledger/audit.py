"""`tillroll ledger audit`: compare every record with its entry, and every entry with the signed heads."""

import asyncio
import time
from collections.abc import Sequence
from typing import Annotated

import typer

from application.ledger.audits.findings import AuditReport
from application.ledger.format.checkpoints import Checkpoint
from application.ledger.format.encoding import Malformed
from application.ledger.format.keys import VerifierKey, parse_verifier_key
from application.ports.operations.ledger_audits import LedgerAuditOutcome
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, MISCONFIGURED, UNAVAILABLE, USAGE, exit_on, fail
from interfaces.cli.ledgers import find_ledger, noun_of, open_ledger, version_noun_of
from interfaces.cli.master_keys import Config
from interfaces.cli.terminal.formats import As, AsJson, wants_json
from interfaces.cli.terminal.ledger_audit import finding_texts
from interfaces.cli.terminal.output import BAD, GOOD, Output, count_of, progress_bar
from interfaces.cli.terminal.safe_text import line
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.ledger.kinds import EVENTS, LEDGERS, REFUSALS, LedgerKind
from interfaces.storage.postgres.ledger.setup import LedgerSetup


def audit_ledger(
    vkey: Annotated[
        list[str] | None,
        typer.Option(help="A former public key of the ledger, beside those of the key files."),
    ] = None,
    form: As = None,
    as_json: AsJson = False,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Recompute every entry from the recorded events and refused attempts, and walk all tiles and kept heads.

    Names the first event and the first attempt that was altered, removed, inserted or moved, and heads with a wrong
    signature or cosignature. Refused attempts that are only counted have no entry. Needs the master key, and a key file
    or --vkey. Only the outcome is written, which `tillroll ledger status` shows. Exit status: 0 all the same, 1
    something differs, 69 no database, 78 no ledger is configured.
    """
    as_json = wants_json(form, as_json)
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
                start = time.monotonic_ns()
                audit = LedgerAudit(
                    ledger=storage.ledgers[kind.name],
                    keys=keys[kind],
                    check=verify_ed25519,
                    witnesses=[key for each in setup.witnesses for key in each.keys],
                )
                with progress_bar(f"{noun_of(kind)}s") as progress:
                    reports[kind] = await audit.run(outside[kind], progress)
                took = (time.monotonic_ns() - start) // 1_000_000
                await asyncio.to_thread(_keep, url, setup, kind, reports[kind], took)
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


def _keep(
    url: str, setup: LedgerSetup, kind: LedgerKind, report: AuditReport, milliseconds: int
) -> None:
    from interfaces.storage.postgres.operations.check_log import OutcomeNotKept
    from interfaces.storage.postgres.operations.installation import own_version
    from interfaces.storage.postgres.operations.ledger_audit_log import keep_ledger_audit

    texts = list(finding_texts(report, version_noun_of(kind)))
    outcome = LedgerAuditOutcome(
        at=now(),
        milliseconds=milliseconds,
        tillroll=own_version(),
        size=report.size,
        heads=report.heads,
        erased=report.erased,
        differences=len(texts),
        finding=texts[0] if texts else None,
    )
    try:
        keep_ledger_audit(url, kind.name, setup.of(kind).origin, outcome)
    except OutcomeNotKept as error:
        typer.echo(f"tillroll: the outcome is not kept in the database: {error}", err=True)


def _say(output: Output, report: AuditReport, kind: LedgerKind) -> None:
    for each in finding_texts(report, version_noun_of(kind)):
        output.say(line((each, BAD)))
    noun = noun_of(kind)
    erased = f", {count_of(report.erased, noun)} with an erased key" if report.erased else ""
    compared = (
        f"Compared {count_of(report.size, noun)} and {count_of(report.heads, 'head')}{erased}: "
    )
    outcome = ("something differs", BAD) if report.differs else ("all the same", GOOD)
    output.say(line(compared, outcome, "."))


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
            {
                "fault": each.fault.value,
                "number": each.number,
                "level": each.level,
                "witness": each.witness,
            }
            for each in report.tree
        ],
    }
