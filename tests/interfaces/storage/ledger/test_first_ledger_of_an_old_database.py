"""A ledger that is configured later logs the events of every earlier version."""

import asyncio
import json
from pathlib import Path

import psycopg

from application.ledger.format.openings import EntryOpening, opened_entry, shown_parts
from application.ledger.format.parts import parts_of
from application.ports.ledger.reading import Ledger
from interfaces.storage.postgres.events.compression import Compression
from tests.interfaces.storage.audit.histories import INSERT_EVENT
from tests.interfaces.storage.ledger.following import Following, stored_entries, stored_heads

_FOLDER = Path(__file__).parents[1]


def _old_events() -> list[tuple[str, bytes]]:
    """Return the topics and stored states that earlier versions wrote: as plain JSON, and packed."""
    plain = [
        (".".join(file.name.split(".")[:2]), file.read_bytes().removesuffix(b"\n"))
        for file in sorted(_FOLDER.joinpath("stored_events").glob("*.json"))
    ]
    packed = json.loads(_FOLDER.joinpath("packed_events/1.json").read_text())
    return [*plain, *((topic, bytes.fromhex(state)) for topic, state in packed.items())]


async def test_events_of_every_version_are_logged(following: Following, ledger: Ledger) -> None:
    """Each has an entry, and an opening that shows exactly what is stored, without its packing."""
    events, unpack = _old_events(), Compression().unpack
    assert len(events) > 40
    with psycopg.connect(following.database_url) as connection:
        connection.cursor().executemany(
            INSERT_EVENT,
            [("old", version, *event, version) for version, event in enumerate(events, 1)],
        )
    assert await asyncio.to_thread(following.drain) == len(events)
    found = await ledger.open_entries("old", first=1, last=len(events))
    assert [each.index for each in found] == list(range(len(events)))
    for each, (topic, state), entry in zip(
        found, events, stored_entries(following.database_url), strict=True
    ):
        assert isinstance(each.opening, EntryOpening)
        assert shown_parts(each.opening) == parts_of("old", topic, unpack(state))
        assert opened_entry(each.opening).encode() == each.entry == entry
    assert [size for size, _ in stored_heads(following.database_url)] == [len(events)]
