"""Packs that the operator makes, and that the verifier reads."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from application.ledger.format.openings import open_entry
from application.ledger.format.proof_files import parse_consistency_proof, parse_inclusion_proof
from application.ledger.packs import LowerHead, PackedEvent, make_pack
from application.ledger.signing import verify_ed25519
from application.ledger.time_stamps import PackedTimeStamp
from application.ledger.verifier.verification import verify_evidence
from application.ports.ledger.time_stamps import TimeStamp
from interfaces.verifiers.terminal.packs import read_evidence
from tests.interfaces.verifiers.pack import INDEXES, KEY, LOWER_SIZE, POLICY, ShopLog

LOG = ShopLog()
EVENTS = [
    PackedEvent(open_entry(version, parts, KEY), parse_inclusion_proof(LOG.proof(index)))
    for version, (index, parts) in enumerate(zip(INDEXES, LOG.parts(), strict=True), 1)
]
LOWER = LowerHead(LOG.head(LOWER_SIZE, 0), parse_consistency_proof(LOG.consistency(LOWER_SIZE)))
CLAIMS = {"evidence.pdf": b"%PDF", "states/åäö.json": b"{}"}


def make(claims: dict[str, bytes] = CLAIMS) -> bytes:
    return make_pack(EVENTS, LOG.head(), LOWER, claims, {"made_at": "2026-11-21T15:00:00Z"})


def test_the_verifier_believes_the_pack(tmp_path: Path) -> None:
    """A pack is proven, its manifest has what was said about it, and claims are named as such."""
    (tmp_path / "pack.zip").write_bytes(make())
    evidence = read_evidence([tmp_path / "pack.zip"])

    report = verify_evidence(evidence, POLICY, None, verify_ed25519)

    assert report.exit_code() == 0
    assert evidence.claims() == ["evidence.pdf", "states/åäö.json"]
    assert json.loads(evidence.files["manifest.json"])["made_at"] == "2026-11-21T15:00:00Z"


def test_the_same_input_gives_the_same_bytes() -> None:
    """Two people who make a pack of the same get one file, whatever order they name the claims in."""
    assert make() == make(dict(reversed(CLAIMS.items())))


def test_a_pack_without_a_lower_head(tmp_path: Path) -> None:
    """A pack whose first event has no head before it says so."""
    (tmp_path / "pack.zip").write_bytes(make_pack(EVENTS, LOG.head(), None, {}, {}))

    report = verify_evidence(read_evidence([tmp_path / "pack.zip"]), POLICY, None, verify_ed25519)

    assert {step.message for step in report.steps if step.mark == "?"} == {"time_before"}


@pytest.mark.parametrize("path", ["manifest.json", "log/checkpoint", "events/0001.json"])
def test_a_claim_in_the_place_of_a_proof(path: str) -> None:
    """No claim replaces a file of the proof, and nothing said about a pack its list of files."""
    with pytest.raises(ValueError, match=path):
        make({path: b""})
    with pytest.raises(ValueError, match="files"):
        make_pack(EVENTS, LOG.head(), LOWER, {}, {"files": {}})


def test_a_pack_with_a_time_stamp() -> None:
    """The stamped head is beside the time stamp only if it is not the head of the pack, byte for byte."""
    at = datetime(2026, 11, 25, tzinfo=UTC)
    own = TimeStamp(size=20, time=at, checkpoint=LOG.head(), response=b"reply")
    stamp = PackedTimeStamp(stamp=own, hashes=())
    assert stamp.files(LOG.head()) == {"log/checkpoint.tsr": b"reply"}
    hashes = parse_consistency_proof(LOG.consistency(9))
    earlier = replace(own, size=9, checkpoint=LOG.head(9))
    packed = make_pack(
        EVENTS,
        LOG.head(),
        LOWER,
        {},
        {},
        time_stamp=PackedTimeStamp(stamp=earlier, hashes=hashes),
    )
    with zipfile.ZipFile(io.BytesIO(packed)) as pack:
        assert pack.read("pack/log/checkpoint.tsr") == b"reply"
        assert pack.read("pack/log/stamped") == LOG.head(9)
        assert pack.read("pack/log/stamped-to-checkpoint.consistency") == LOG.consistency(9)
