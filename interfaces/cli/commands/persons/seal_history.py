"""`tillroll seal-history`: seal the personal data that earlier versions recorded in the clear."""

import asyncio
from collections.abc import Iterator

from application.persons.retention import first_review
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, UNAVAILABLE, exit_on
from interfaces.cli.master_keys import readable_master_keys
from interfaces.cli.terminal.output import Output, count_of, progress_bar
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.sealing.results import CleanFiles, SealedRows


def seal_history(database_url: DatabaseUrl = None, data: Data = VAR) -> None:
    """Seal the personal data that events and all other tables hold in the clear. Stop every server first.

    Each past state, opened with its key, stays the same: a replay compares them before anything is kept. Afterwards the
    audit log is made anew, and clear text is removed from the files of the database. An interrupted run is continued by
    the next one. Exit status: 0 all is sealed, 1 a history cannot be sealed, 69 a server is running or a ledger exists.
    """
    from interfaces.dialects.registry import SETTINGS_MAPS
    from interfaces.storage.postgres.audit.rebuild import RebuildUnderWay, rebuild
    from interfaces.storage.postgres.events.codec import UnreadableEvent
    from interfaces.storage.postgres.sealing.events import HistoryDiffers
    from interfaces.storage.postgres.sealing.files import clean_files
    from interfaces.storage.postgres.sealing.rows import seal_rows
    from interfaces.storage.postgres.sealing.sole_use import SealingRefused, SoleUse, sole_use
    from interfaces.storage.postgres.storage import PostgresStorage

    async def seal(sole: SoleUse) -> SealedRows:
        keys = readable_master_keys(database_url, data)
        async with PostgresStorage(sole.url, master_keys=keys) as storage:
            with progress_bar("events") as progress:
                review = first_review(now())
                return await seal_rows(
                    sole, storage.persons, SETTINGS_MAPS, progress, destroy_after=review
                )

    output = Output()
    with (
        recorded_database(database_url, data, owner=True) as url,
        exit_on(SealingRefused, RebuildUnderWay, status=UNAVAILABLE),
        exit_on(HistoryDiffers, UnreadableEvent, status=DIFFERS),
        sole_use(url) as sole,
    ):
        sealed = asyncio.run(seal(sole))
        if not (sealed.total or sole.is_unfinished):
            output.say("Nothing is left to seal: no personal data is in the clear.")
            return
        output.say(_summary(sealed))
        with progress_bar("positions") as progress:
            rebuilt = rebuild(sole.url, progress)
        output.say(f"The audit log is rebuilt up to position {rebuilt.position}.")
        clean = clean_files(sole)
        sole.finish()
    for line in _remaining_text(clean):
        output.say(line)


def _summary(sealed: SealedRows) -> str:
    return (
        f"Sealed {count_of(sealed.events, 'event')} of {count_of(sealed.checkouts, 'checkout')}, "
        f"{count_of(sealed.refusals, 'refused command')}, {count_of(sealed.listings, 'listing')}, "
        f"{count_of(sealed.responses, 'stored response')} and {count_of(sealed.reads, 'line')} of the access log."
    )


def _remaining_text(clean: CleanFiles) -> Iterator[str]:
    """Yield what is known about clear text outside of the tables."""
    if clean.write_ahead_log and clean.statistics:
        yield "No file of the database has the clear text any more."
    if not clean.statistics:
        yield (
            "The planner's statistics may still have clear text. A superuser removes it with "
            "`VACUUM FULL pg_catalog.pg_statistic`."
        )
    if not clean.write_ahead_log:
        yield (
            "The write-ahead log may still have clear text. Its administrator overwrites it: `pg_switch_wal()` until "
            "no segment from before is left for reuse, then CHECKPOINT, and both a second time."
        )
    yield "Backups, archived write-ahead log and replicas from before still have it. Delete or replace them."
