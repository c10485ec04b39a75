"""Tiles, entries, heads and consistency as verifiers of others read them."""

import pytest

from application.ledger.format.checkpoints import parse_checkpoint, signed_by
from application.ledger.format.merkle import consistency_holds, leaf_hash
from application.ledger.format.notes import parse_note
from application.ledger.format.proof_files import parse_consistency_proof
from application.ledger.format.tiles import decode_bundle, tile_hash
from application.ledger.signing import verify_ed25519
from tests.interfaces.api.ledger.ledger_fixture import LedgerFixture
from tests.interfaces.api.ledger_in_memory import SIGNER

TEXT = "text/plain; charset=utf-8"
FOR_GOOD = "private, immutable, max-age=31536000"


async def test_the_newest_head() -> None:
    """It is the signed note, byte for byte, and is kept by caches for a second."""
    fixture = LedgerFixture()
    answer = await fixture.get("/checkpoint")
    note = parse_note(answer.content)
    assert parse_checkpoint(note).size == 290
    assert signed_by(note, SIGNER.verifier_key, verify_ed25519)
    assert answer.headers["content-type"] == TEXT
    assert answer.headers["cache-control"] == "private, max-age=1"


async def test_entries_give_the_root_of_the_head() -> None:
    """The bundles of the signed size have all entries, the tiles their hashes, and a full tile its hash above."""
    fixture = LedgerFixture()
    full, part = await _both(fixture, "/tile/entries/000", "/tile/entries/001.p/34")
    entries = [*decode_bundle(full), *decode_bundle(part)]
    assert entries == fixture.ledger.entries[:290]
    first, second = await _both(fixture, "/tile/0/000", "/tile/0/001.p/34")
    assert first + second == b"".join(map(leaf_hash, entries))
    (above,) = await _both(fixture, "/tile/1/000.p/1")
    assert above == tile_hash(first)


async def _both(fixture: LedgerFixture, *paths: str) -> list[bytes]:
    answers = [await fixture.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.headers["content-type"] for answer in answers} == {"application/octet-stream"}
    assert {answer.headers["cache-control"] for answer in answers} == {FOR_GOOD}
    return [answer.content for answer in answers]


async def test_tiles_of_earlier_heads() -> None:
    """A part of each size that a head had is the first part of the later one."""
    fixture = LedgerFixture()
    for kind in ("0", "entries"):
        early, late = await _both(fixture, f"/tile/{kind}/001.p/2", f"/tile/{kind}/001.p/34")
        assert early
        assert late.startswith(early)


@pytest.mark.parametrize(
    "path",
    ["0/001.p/35", "0/001", "0/002.p/1", "1/000", "1/001.p/1", "2/000.p/1", "entries/001.p/35"],
)
async def test_nothing_above_the_signed_head(path: str) -> None:
    """The tree has 300 entries, and what no head has covered yet is not found."""
    answer = await LedgerFixture().get(f"/tile/{path}")
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:tillroll:problem:above-signed-head"
    assert "retry-after" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["0/0", "64/000", "0/000.p/0", "0/000.p/256", "0/x000/000", "entries", "0/000/", "-1/000"],
)
async def test_paths_that_are_no_tiles(path: str) -> None:
    """Only the spelling of the specification is a tile, so that one tile has one URL."""
    answer = await LedgerFixture().get(f"/tile/{path.rstrip('/') + '/000' * path.endswith('/')}")
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:tillroll:problem:not-found"


@pytest.mark.parametrize(("smaller", "larger"), [(0, 290), (1, 2), (258, 290), (290, 290)])
async def test_a_consistency_proof(smaller: int, larger: int) -> None:
    """It leads from the root of the smaller tree to that of the larger one."""
    fixture = LedgerFixture()
    answer = await fixture.get(f"/consistency?from={smaller}&to={larger}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, TEXT)
    hashes = parse_consistency_proof(answer.content)
    roots = [fixture.ledger.root(size) for size in (smaller, larger)]
    assert consistency_holds(smaller, roots[0], larger, roots[1], hashes)


@pytest.mark.parametrize(
    "query",
    [
        *("", "from=1", "to=2", "from=2&to=1", "from=01&to=2", "from=1&to=-2"),
        *("from=1&to=2&x=1", "from=1&from=1&to=2", f"from=1&to={10**18}"),
    ],
)
async def test_sizes_that_are_none(query: str) -> None:
    """Both sizes are needed, each once, as whole numbers, the smaller one first."""
    answer = await LedgerFixture().get(f"/consistency?{query}")
    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:tillroll:problem:invalid-query"


async def test_no_consistency_above_the_signed_head() -> None:
    """A proof to a tree that is not signed would show hashes of events that no head covers."""
    answer = await LedgerFixture().get("/consistency?from=1&to=291")
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:tillroll:problem:above-signed-head"


async def test_before_the_first_head() -> None:
    """It is soon there, so the answer says when to ask again."""
    fixture = LedgerFixture()
    fixture.ledger.signed.clear()
    answer = await fixture.get("/checkpoint")
    assert (answer.status_code, answer.headers["retry-after"]) == (404, "1")
    assert answer.json()["type"] == "urn:tillroll:problem:no-signed-head"
    assert (await fixture.get("/tile/0/000.p/1")).status_code == 404
