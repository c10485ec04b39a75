"""`tillroll ledger status`: how far the ledger is, and why it does not sign."""

import asyncio
from dataclasses import dataclass, replace

import typer
from rich.table import Table
from rich.text import Text

from application.ports.ledger.reading import MAXIMUM_MERGE_DELAY, LedgerStatus
from application.ports.ledger.time_stamps import TimeStamping
from application.ports.operations.ledger_audits import LedgerAuditOutcome
from interfaces.cli.commands.show import AsJson
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, exit_on
from interfaces.cli.ledgers import find_ledger, open_ledger
from interfaces.cli.master_keys import Config
from interfaces.cli.terminal.output import BAD, FAINT, GOOD, Output, count_of, time_of
from interfaces.storage.postgres.ledger.setup import LedgerSetup


def status(
    as_json: AsJson = False,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Print the size, the newest head, how long events wait for one, why no head is signed, and the last audit.

    Works with and without a running server. Exit status: 0 well, 1 an event waits longer than 60 s, no head is signed,
    a witness says that the ledger is a fork, or the last audit found a difference, 69 no database, 78 no ledger is
    configured.
    """
    setup = find_ledger(config, database_url, data)

    async def read(url: str) -> tuple[LedgerStatus, TimeStamping, LedgerAuditOutcome | None]:
        async with open_ledger(url, setup, config, database_url, data) as storage:
            found = await storage.ledger.status()
            stamping = await storage.time_stamps.status()
            audits = await storage.ledger_audits.outcomes(1)
        configured = {each.key.name for each in setup.witnesses}
        witnesses = tuple(each for each in found.witnesses if each.witness in configured)
        return replace(found, witnesses=witnesses), stamping, audits[0] if audits else None

    from interfaces.storage.postgres.events.codec import UnreadableEvent

    with (
        recorded_database(database_url, data) as url,
        exit_on(UnreadableEvent, status=DIFFERS),
    ):
        found, stamping, audit = asyncio.run(read(url))
    shown = _ShownStatus(found, stamping, audit, tuple(_faults(setup, found)))
    output = Output()
    if as_json:
        output.json(shown.document())
    else:
        output.say(shown.table())
    refused = any(each.is_fork for each in found.witnesses)
    differs = audit is not None and audit.differences > 0
    if found.is_late or shown.faults or refused or differs:
        raise typer.Exit(DIFFERS)


@dataclass(frozen=True)
class _ShownStatus:
    """The status, that of time stamps, the last audit, and each reason why no head is signed."""

    status: LedgerStatus
    stamping: TimeStamping
    audit: LedgerAuditOutcome | None
    faults: tuple[str, ...]

    def document(self) -> dict[str, object]:
        """Return what is printed as JSON."""
        found, head = self.status, self.status.head
        return {
            "origin": found.origin,
            "size": found.size,
            "position": found.position,
            "newest": found.newest,
            "head": None
            if head is None
            else {
                "size": head.size,
                "root": head.root.hex(),
                "at": time_of(head.at),
                "is_cosigned": head.is_cosigned,
            },
            "head_age_seconds": found.head_age_seconds,
            "behind_seconds": found.behind_seconds,
            "unsigned_seconds": found.unsigned_seconds,
            "maximum_merge_delay_seconds": MAXIMUM_MERGE_DELAY.total_seconds(),
            "is_late": found.is_late,
            "problems": self.faults,
            "time_stamp": None
            if self.stamping.newest is None
            else {
                "size": self.stamping.newest.size,
                "time": time_of(self.stamping.newest.time),
            },
            "time_stamp_problem": self.stamping.problem,
            "audit": None
            if self.audit is None
            else {
                "time": time_of(self.audit.at),
                "size": self.audit.size,
                "heads": self.audit.heads,
                "differences": self.audit.differences,
                "finding": self.audit.finding,
            },
            "witnesses": [
                {
                    "witness": each.witness,
                    "size": each.size,
                    "cosigned_at": None if each.cosigned_at is None else time_of(each.cosigned_at),
                    "requested_at": time_of(each.requested_at),
                    "problem": each.problem,
                    "is_fork": each.is_fork,
                }
                for each in found.witnesses
            ],
        }

    def table(self) -> Table:
        """Return what is printed as text."""
        found, grid = self.status, Table.grid(padding=(0, 2, 0, 0))
        for name, value in (
            ("origin", Text(found.origin)),
            ("size", Text(count_of(found.size, "event"))),
            ("head", Text(_head_text(found))),
            ("behind", self._behind_text()),
            ("unsigned", self._unsigned_text()),
        ):
            grid.add_row(Text(name, FAINT), value)
        for each in found.witnesses:
            cosigned = f"cosigned {count_of(each.size, 'event')}"
            text = (
                Text(f"{each.witness} {cosigned}", GOOD)
                if each.problem is None
                else Text(f"{each.witness} does not cosign: {each.problem}", BAD)
            )
            grid.add_row(Text("witness", FAINT), text)
        stamp, stamp_problem = self.stamping.newest, self.stamping.problem
        if stamp is not None:
            stamped = f"{time_of(stamp.time)} over the head of {count_of(stamp.size, 'event')}"
            grid.add_row(Text("time stamp", FAINT), Text(stamped))
        if stamp_problem is not None:
            grid.add_row(Text("no time stamp", FAINT), Text(stamp_problem, BAD))
        if self.audit is not None:
            grid.add_row(Text("audit", FAINT), _audit_text(self.audit))
        for fault in self.faults:
            grid.add_row(Text("problem", FAINT), Text(fault, BAD))
        return grid

    def _behind_text(self) -> Text:
        found = self.status
        if not found.behind_events:
            return Text("nothing", GOOD)
        return Text(f"{count_of(found.behind_events, 'position')}, {found.behind_seconds:.1f} s")

    def _unsigned_text(self) -> Text:
        found, most = self.status, f"{MAXIMUM_MERGE_DELAY.total_seconds():.0f} s"
        if not found.unsigned_seconds:
            return Text("nothing", GOOD)
        text = (
            f"the oldest event waits {found.unsigned_seconds:.1f} s for a head, of at most {most}"
        )
        return Text(text, BAD if found.is_late else "")


def _audit_text(audit: LedgerAuditOutcome) -> Text:
    outcome = Text("all the same", GOOD) if audit.finding is None else Text(audit.finding, BAD)
    return Text(f"{time_of(audit.at)}, {count_of(audit.size, 'event')}: ") + outcome


def _head_text(found: LedgerStatus) -> str:
    if found.head is None:
        return "none"
    cosigned = ", cosigned" if found.head.is_cosigned else ""
    return f"of {count_of(found.head.size, 'event')}, {found.head_age_seconds or 0:.1f} s old{cosigned}"


def _faults(setup: LedgerSetup, found: LedgerStatus) -> list[str]:
    """Return why no head is signed: what the follower noted, and what this command finds in the files itself."""
    from interfaces.storage.files.ledger_heads import HeadUnusable, LedgerHeadFiles
    from interfaces.storage.signing_key_file import SigningKeyRefused, read_signing_key

    faults = [] if found.problem is None else [found.problem]
    for file in setup.key_files:
        try:
            read_signing_key(file, setup.origin)
        except SigningKeyRefused as error:
            faults.append(str(error))
    heads = LedgerHeadFiles(setup.heads_folder)
    try:
        outside = heads.read(setup.origin)
    except HeadUnusable as error:
        faults.append(str(error))
        outside = None
    if outside is not None and outside.size > found.size:
        faults.append(
            f"The head in {heads.path(setup.origin)} has {outside.size} entries, and the tree has {found.size}."
        )
    return [
        each
        for at, each in enumerate(faults)
        if not any(each.removesuffix(".") in other for other in faults[:at])
    ]
