"""Seals the clear text in all tables that no rebuild makes again."""

from collections.abc import Callable
from datetime import datetime

import psycopg
from psycopg import AsyncConnection, AsyncRawCursor

from application.persons.old_text import SettingsMaps
from application.persons.sealing import NEVER
from application.ports.event_store import StoreUnavailable
from application.ports.person_vault import PersonVault
from interfaces.storage.postgres.connections.arrays import register_arrays
from interfaces.storage.postgres.connections.session import PRIMARY, Connection
from interfaces.storage.postgres.sealing.access_log import AccessLogSealing
from interfaces.storage.postgres.sealing.events import EventSealing
from interfaces.storage.postgres.sealing.keys import KeysForOldText
from interfaces.storage.postgres.sealing.listings import ListingSealing
from interfaces.storage.postgres.sealing.refusals import RefusalSealing
from interfaces.storage.postgres.sealing.responses import ResponseSealing
from interfaces.storage.postgres.sealing.results import SealedRows
from interfaces.storage.postgres.sealing.sole_use import SoleUse

Progress = Callable[[int, int], None]


async def seal_rows(
    sole: SoleUse,
    vault: PersonVault,
    settings_maps: SettingsMaps,
    progress: Progress,
    *,
    destroy_after: datetime = NEVER,
) -> SealedRows:
    """Seal what is clear, table by table, in transactions of some hundred rows.

    The erasure job looks at new keys after `destroy_after` (UTC).
    An interrupted run is continued by the next one. Calls `progress` with the numbers of events read and to read.
    Raises HistoryDiffers, UnreadableEvent, SealingRefused and StoreUnavailable.
    """
    keys = KeysForOldText(vault, destroy_after)
    try:
        async with await AsyncConnection.connect(
            sole.url,
            autocommit=True,
            cursor_factory=AsyncRawCursor,
            client_encoding="utf8",
            **PRIMARY,
        ) as connection:
            register_arrays(connection)
            events = await EventSealing(connection, keys, sole, settings_maps).run(progress)
            sealed = SealedRows(
                events=events.events,
                checkouts=events.checkouts,
                refusals=await RefusalSealing(connection, keys, sole).run(),
                listings=await ListingSealing(connection, keys, sole).run(),
                # After the others: a checkout whose data is sealed has a key.
                responses=await ResponseSealing(connection, vault, sole).run(),
                reads=await AccessLogSealing(connection, sole).run(),
            )
            if sealed.total or sole.is_unfinished:
                await _delete_snapshots(connection, sole)
            return sealed
    except psycopg.Error as error:
        raise StoreUnavailable(str(error)) from error


async def _delete_snapshots(connection: Connection, sole: SoleUse) -> None:
    """Delete all snapshots. A server that starts meanwhile can read none of them."""
    async with connection.transaction():
        await connection.execute("LOCK TABLE tillroll.snapshots IN ACCESS EXCLUSIVE MODE")
        sole.require()
        await connection.execute("TRUNCATE tillroll.snapshots")
