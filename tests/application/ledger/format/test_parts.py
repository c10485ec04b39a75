"""How a stored event is cut into parts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.ledger.format.encoding import Malformed
from application.ledger.format.parts import Part, part_digest, parts_of, salts_of


def members(stored: str) -> list[tuple[str, str]]:
    """The parts after the checkout and the topic."""
    parts = parts_of("c", "t", stored.encode())
    assert parts[:2] == (Part("checkout", b"c"), Part("topic", b"t"))
    return [(part.name, part.value.decode()) for part in parts[2:]]


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("{}", []),
        ('{"a":1}', [("/a", "1")]),
        ('{"a":{}}', [("/a", "{}")]),
        ('{"a":{"b":{"c":1},"d":[{}]}}', [("/a/b", '{"c":1}'), ("/a/d", "[{}]")]),
        ('{"b":[1,2],"a":null}', [("/b", "[1,2]"), ("/a", "null")]),
        ('{"n":1.50,"m":10E2}', [("/n", "1.50"), ("/m", "10E2")]),
        ('{"t":"\\u00e5\\/"}', [("/t", '"\\u00e5\\/"')]),
        ('{"x/y~z":{"~/":0}}', [("/x~1y~0z/~0~1", "0")]),
        ('{"\\u0061":true}', [("/a", "true")]),
        (' { "a" : { } , "b" : { "c" : 1 } } ', [("/a", "{ }"), ("/b/c", "1")]),
        ('{"a":1,"a":2}', [("/a", "1"), ("/a", "2")]),
    ],
)
def test_the_parts_of_an_event(stored: str, expected: list[tuple[str, str]]) -> None:
    """A value is the bytes that were stored. Only objects at the first level are cut into their members."""
    assert members(stored) == expected


texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(texts, values, max_size=5), st.booleans())
def test_the_parts_are_the_whole_event(event: dict[str, object], ascii_only: bool) -> None:
    """The values of the parts, put together, are the event: nothing is left out."""
    rebuilt: dict[str, object] = {}
    for pointer, value in members(json.dumps(event, ensure_ascii=ascii_only)):
        names = [name.replace("~1", "/").replace("~0", "~") for name in pointer[1:].split("/")]
        if len(names) == 1:
            rebuilt[names[0]] = json.loads(value)
        else:
            inner = rebuilt.setdefault(names[0], {})
            assert isinstance(inner, dict)
            inner[names[1]] = json.loads(value)

    assert rebuilt == event


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"[]",
        b"1",
        b"{",
        b'{"a"}',
        b'{"a":}',
        b'{"a":1',
        b'{"a":1,}',
        b'{"a":1 "b":2}',
        b'{"a":{"b":1,}}',
        b'{"a":{"b":1}',
        b"{1:2}",
        b'{"a":1}x',
        b'{"a":1}{}',
        b'{"\\ud800":1}',
        b'{"a":"\xff"}',
        b'{"a":' + b"[" * 100_000,
    ],
)
def test_what_is_no_event(stored: bytes) -> None:
    """Bytes that are no JSON object are refused, and never hashed as something else."""
    with pytest.raises(Malformed, match="no JSON object"):
        parts_of("c", "t", stored)


def test_salts_differ_by_key_version_and_place() -> None:
    """Each part has a salt of its own, and the first ones do not depend on how many there are."""
    salts = [*salts_of(bytes(32), 1, 3), *salts_of(bytes(32), 2, 3), *salts_of(b"\1" * 32, 1, 3)]

    assert len(set(salts)) == 9
    assert {len(salt) for salt in salts} == {32}
    assert salts_of(bytes(32), 1, 2) == salts_of(bytes(32), 1, 3)[:2]


def test_a_digest_covers_the_salt_the_name_and_the_value() -> None:
    """No two of them give one digest, also where the name and the value put together are equal."""
    salt = bytes(32)
    digests = {
        part_digest(salt, Part("ab", b"c")),
        part_digest(salt, Part("a", b"bc")),
        part_digest(b"\1" * 32, Part("ab", b"c")),
    }

    assert len(digests) == 3
    with pytest.raises(ValueError, match="32 bytes"):
        part_digest(bytes(31), Part("ab", b"c"))
    with pytest.raises(Malformed, match="too long"):
        part_digest(salt, Part("a" * 65_536, b""))
