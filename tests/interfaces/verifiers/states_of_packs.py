"""Packs with states and revealed texts, whole and changed."""

from collections.abc import Callable

from application.ledger.contents.revealed import (
    REVEALED_PATH,
    RevealedField,
    encode_revealed,
)
from application.ledger.contents.states import StateParts, blame_path, state_path
from application.ledger.format.openings import open_entry
from interfaces.storage.codecs.field_sealing import SealingKey
from tests.interfaces.verifiers.changes import (
    DISPROVEN,
    PROVEN,
    UNKNOWN,
    VerifierCase,
    packed,
    text,
)
from tests.interfaces.verifiers.pack import CHECKOUT, KEY, STORED, ShopLog

_PERSON = SealingKey(CHECKOUT, lambda: bytes(32))
_SEALED = {
    name: _PERSON.seal(f"customer.{name}", clear)
    for name, clear in (("email", "ada@example.com"), ("name", "\u00c5da"))
}


def _sealed_shop() -> ShopLog:
    stored = (
        STORED[2][1].replace("ada@example.com", _SEALED["email"]).replace("Åda", _SEALED["name"])
    )
    return ShopLog(stored=(*STORED[:2], (STORED[2][0], stored), STORED[3]), hidden=())


def _field(name: str, clear: str) -> RevealedField:
    key = _PERSON.field_key(_SEALED[name])
    assert key is not None
    return RevealedField(_SEALED[name], key, clear)


def _pack() -> dict[str, bytes]:
    shop = _sealed_shop()
    files, state = shop.pack(), StateParts()
    for version, parts in enumerate(shop.parts(), 1):
        state.add(open_entry(version, parts, KEY))
        if version >= 3:
            files[state_path(version)] = state.encode_state()
            files[blame_path(version)] = state.encode_blame()
    files[REVEALED_PATH] = encode_revealed(
        [_field("email", "ada@example.com"), _field("name", "Åda")]
    )
    return files


_WHOLE = _pack()


def _changed(
    name: str, path: str, change: Callable[[bytes], bytes], line: str, exit_code: int = DISPROVEN
) -> VerifierCase:
    assert change(_WHOLE[path]) != _WHOLE[path]
    return packed(name, {**_WHOLE, path: change(_WHOLE[path])}, exit_code, line)


def _revealed(name: str, field: RevealedField, line: str) -> VerifierCase:
    files = {**_WHOLE, REVEALED_PATH: encode_revealed([field])}
    return packed(name, files, DISPROVEN, line)


STATES = (
    packed("states that follow from the events", _WHOLE, PROVEN, "The state at version 3 follows"),
    packed("revealed texts", _WHOLE, PROVEN, "All 2 revealed texts are those that were sealed"),
    _changed(
        "a state with another line",
        state_path(3),
        text("[1,2]", "[1,3]"),
        "is not what the events say",
    ),
    _changed(
        "a state without a field",
        state_path(4),
        text('"/country": "SE",\n', ""),
        "states/0004.json is not what the events say",
    ),
    _changed(
        "a field with another origin",
        blame_path(3),
        text('"/country": 1', '"/country": 2'),
        "states/0003.blame.json is not what the events say",
    ),
    packed(
        "a state beyond the events",
        {**_WHOLE, state_path(9): b"{}"},
        UNKNOWN,
        "Not all events up to version 9 are proven",
    ),
    _revealed(
        "another e-mail address",
        _field("email", "eve@example.com"),
        "The key of revealed text 1 does not open its sealed text",
    ),
    _revealed(
        "another key",
        _field("email", "ada@example.com")._replace(key=bytes(32)),
        "The key of revealed text 1 does not open",
    ),
    _revealed(
        "a sealed text of no event",
        RevealedField(
            _PERSON.seal("customer.email", "eve@example.com"),
            _field("email", "")[1],
            "eve@example.com",
        ),
        "The sealed text of revealed text 1 is in no proven event",
    ),
    _changed(
        "revealed texts that are no list",
        REVEALED_PATH,
        text('"fields"', '"field"'),
        "no list of fields",
    ),
)
