"""The file of destroyed keys: one line for each key, written by several processes, without personal data."""

import asyncio
import json
from pathlib import Path

import pytest

from application.ports.erasures.destroyed_keys import DestroyedKey
from application.ports.event_store import StoreUnavailable
from application.ports.key_vault import DataKeyId, HeldKey
from application.ports.person_vault import PERSON
from interfaces.storage.files.destroyed_keys import DestroyedKeyFile
from tests.interfaces.storage.examples import AT


def _destroyed(number: int, erasure_id: str | None = "erasure-1") -> DestroyedKey:
    name = DataKeyId(checkout_id=f"c-{number}", data_class=PERSON)
    key = HeldKey(name=name, mark=f"{number:064x}")
    return DestroyedKey(key=key, at=AT, erasure_id=erasure_id)


async def test_a_line_names_the_key_and_the_time(tmp_path: Path) -> None:
    """A line has the checkout, the class, the mark, the time and the erasure. Only the owner can read the file."""
    path = tmp_path / "var" / "destroyed.ndjson"
    await DestroyedKeyFile(path).append(_destroyed(1))
    assert json.loads(path.read_text()) == {
        "checkout": "c-1",
        "class": "person",
        "mark": f"{1:064x}",
        "time": AT.isoformat().replace("+00:00", "Z"),
        "erasure": "erasure-1",
    }
    assert path.stat().st_mode & 0o777 == 0o600


async def test_appended_keys_are_read_in_order(tmp_path: Path) -> None:
    """Lines of several writers are whole. There is no key in a file that does not exist yet."""
    path = tmp_path / "destroyed.ndjson"
    assert await DestroyedKeyFile(path).read() == ()
    files = [DestroyedKeyFile(path) for _ in range(4)]
    await asyncio.gather(*(files[number % 4].append(_destroyed(number)) for number in range(40)))
    await files[0].append(_destroyed(40, None))
    read = list(await files[1].read())
    assert read[-1] == _destroyed(40, None)
    assert sorted(each.key.mark for each in read) == [f"{number:064x}" for number in range(41)]


async def test_a_cut_line_is_skipped(tmp_path: Path) -> None:
    """A line that a crash cut off hides neither the lines before it nor the next one."""
    path = tmp_path / "destroyed.ndjson"
    file = DestroyedKeyFile(path)
    await file.append(_destroyed(1))
    with path.open("a") as cut:
        cut.write('{"checkout":"c-2","cla')
    await file.append(_destroyed(3))
    assert await file.read() == [_destroyed(1), _destroyed(3)]


async def test_a_file_that_cannot_be_used_is_an_outage(tmp_path: Path) -> None:
    """A folder in place of the file raises StoreUnavailable, so that no key is destroyed."""
    file = DestroyedKeyFile(tmp_path)
    with pytest.raises(StoreUnavailable):
        await file.append(_destroyed(1))
    with pytest.raises(StoreUnavailable):
        await file.read()
