"""`tillroll ledger status`: how far the ledgers are, and why one does not sign."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

import typer
from rich.table import Table
from rich.text import Text

from application.ports.ledger.reading import MAXIMUM_MERGE_DELAY, LedgerStatus
from application.ports.ledger.time_stamps import TimeStamping
from application.ports.operations.ledger_audits import LedgerAuditOutcome
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, exit_on
from interfaces.cli.ledgers import find_ledger, noun_of, open_ledger
from interfaces.cli.master_keys import Config
from interfaces.cli.terminal.formats import As, AsJson, wants_json
from interfaces.cli.terminal.output import BAD, FAINT, GOOD, Output, count_of, time_of
from interfaces.storage.postgres.ledger.kinds import EVENTS, LEDGERS
from interfaces.storage.postgres.ledger.setup import LedgerSetup

_Read = tuple[LedgerStatus, TimeStamping, LedgerAuditOutcome | None]


def status(
    form: As = None,
    as_json: AsJson = False,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Print the size, the newest head, how long events wait for one, why no head is signed, and the last audit.

    Then the same of the ledger of refused attempts, if there are any. Works with and without a running server. Exit
    status: 0 well, 1 an event or an attempt waits longer than 60 s, no head is signed, a witness says that a ledger
    is a fork, or the last audit found a difference, 69 no database, 78 no ledger is configured.
    """
    as_json = wants_json(form, as_json)
    setup = find_ledger(config, database_url, data)

    async def read(url: str) -> Sequence[_Read]:
        async with open_ledger(url, setup, config, database_url, data) as storage:
            found = []
            for kind in LEDGERS:
                stamping = TimeStamping(newest=None, problem=None)
                if kind is EVENTS:
                    stamping = await storage.time_stamps.status()
                log = storage.ledger_audits if kind is EVENTS else storage.refusal_audits
                audits = await log.outcomes(1)
                status = await storage.ledgers[kind.name].status()
                found.append((status, stamping, audits[0] if audits else None))
            return found

    from interfaces.storage.postgres.events.codec import UnreadableEvent

    with (
        recorded_database(database_url, data) as url,
        exit_on(UnreadableEvent, status=DIFFERS),
    ):
        read_statuses = asyncio.run(read(url))
    events, refusals = (
        _shown_status(setup.of(kind), found, noun_of(kind))
        for kind, found in zip(LEDGERS, read_statuses, strict=True)
    )
    output = Output()
    if as_json:
        output.json(events.document() | {"refusals": refusals.document()})
    else:
        output.say(events.table())
        if refusals.has_records or refusals.has_other_faults(events):
            output.say(Text())
            output.say(refusals.table())
    if not (events.is_well and refusals.is_well):
        raise typer.Exit(DIFFERS)


@dataclass(frozen=True)
class _ShownStatus:
    """The status, that of time stamps, the last audit, why no head is signed, and the noun of one record."""

    status: LedgerStatus
    stamping: TimeStamping
    audit: LedgerAuditOutcome | None
    faults: tuple[str, ...]
    noun: str

    @property
    def has_records(self) -> bool:
        """Whether there is a record or an entry."""
        return bool(self.status.newest or self.status.size)

    def has_other_faults(self, other: "_ShownStatus") -> bool:
        """Return whether there is a fault that the other ledger does not have."""
        return bool(_unsaid(self.faults, other.faults))

    @property
    def is_well(self) -> bool:
        """Whether it grows and signs in time, no witness says that it is a fork, and the last audit found nothing."""
        is_fork = any(each.is_fork for each in self.status.witnesses)
        differs = self.audit is not None and self.audit.differences > 0
        return not (self.status.is_late or self.faults or is_fork or differs)

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
            ("size", Text(count_of(found.size, self.noun))),
            ("head", Text(self._head_text())),
            ("behind", self._behind_text()),
            ("unsigned", self._unsigned_text()),
        ):
            grid.add_row(Text(name, FAINT), value)
        for each in found.witnesses:
            cosigned = f"cosigned {count_of(each.size, self.noun)}"
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
            grid.add_row(Text("audit", FAINT), _audit_text(self.audit, self.noun))
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
        text = f"the oldest {self.noun} waits {found.unsigned_seconds:.1f} s for a head, of at most {most}"
        return Text(text, BAD if found.is_late else "")

    def _head_text(self) -> str:
        found = self.status
        if found.head is None:
            return "none"
        cosigned = ", cosigned" if found.head.is_cosigned else ""
        of = count_of(found.head.size, self.noun)
        return f"of {of}, {found.head_age_seconds or 0:.1f} s old{cosigned}"


def _shown_status(setup: LedgerSetup, found: _Read, noun: str) -> _ShownStatus:
    """Return the status of a ledger with this setup, of its configured witnesses only."""
    status, stamping, audit = found
    configured = {each.key.name for each in setup.witnesses}
    witnesses = tuple(each for each in status.witnesses if each.witness in configured)
    faults = tuple(_faults(setup, status))
    return _ShownStatus(replace(status, witnesses=witnesses), stamping, audit, faults, noun)


def _audit_text(audit: LedgerAuditOutcome, noun: str) -> Text:
    outcome = Text("all the same", GOOD) if audit.finding is None else Text(audit.finding, BAD)
    return Text(f"{time_of(audit.at)}, {count_of(audit.size, noun)}: ") + outcome


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
    return [each for at, each in enumerate(faults) if _unsaid([each], faults[:at])]


def _unsaid(faults: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the faults that no other one says."""
    return [each for each in faults if not any(each.removesuffix(".") in other for other in others)]
