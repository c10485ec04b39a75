"""A purchase is proven offline from what a server answers over HTTP."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx

from application.ledger.format.checkpoints import signed_by
from application.ledger.format.merkle import consistency_holds, leaf_hash
from application.ledger.format.notes import parse_note
from application.ledger.format.policies import parse_policy
from application.ledger.format.proof_files import parse_consistency_proof
from application.ledger.format.proofs import tree_root
from application.ledger.format.tiles import (
    TILE_WIDTH,
    Tile,
    TilePath,
    decode_bundle,
    edge_tiles,
    grow,
    node_reader,
    width_at,
)
from application.ledger.signing import verify_ed25519
from application.ledger.verifier.evidence import Evidence
from application.ledger.verifier.verification import verify_evidence
from interfaces.verifiers.bundle import verifier_script
from tests.system.ledger.purchase import Purchase


def _entries(purchase: Purchase, size: int) -> dict[str, bytes]:
    """The bundles of the entries of a tree, by path."""
    paths = [TilePath(None, n, width_at(0, n, size)).text() for n in range(-(-size // TILE_WIDTH))]
    return {path: purchase.octets(f"/ledger/{path}") for path in paths}


def test_every_tile_gives_the_root(purchase: Purchase) -> None:
    """Entries, tiles and the signed root agree, and the head is signed with the key of the policy."""
    (key,) = parse_policy(purchase.policy()).logs
    note = parse_note(purchase.octets("/ledger/checkpoint"))
    assert signed_by(note, key, verify_ed25519)
    head = purchase.head()
    entries = [
        entry
        for octets in _entries(purchase, head.size).values()
        for entry in decode_bundle(octets)
    ]
    assert len(entries) == head.size
    computed = grow(0, {}, [leaf_hash(entry) for entry in entries])
    served = {
        tile: purchase.octets(
            f"/ledger/{TilePath(tile.level, tile.n, width_at(tile.level, tile.n, head.size)).text()}"
        )
        for tile in computed
    }
    assert served == computed
    assert set(edge_tiles(head.size)) <= served.keys()
    assert tree_root(head.size, node_reader(served)) == head.root
    above = TilePath(0, head.size // TILE_WIDTH, head.size % TILE_WIDTH + 1)
    answer = purchase.get(f"/ledger/{above.text()}")
    assert answer.status_code == 404 or purchase.head().size > head.size


def test_a_later_head_continues_an_earlier_one(purchase: Purchase) -> None:
    """The consistency proof leads from the root of every smaller tree to that of the head."""
    head = purchase.head()
    entries = [
        entry
        for octets in _entries(purchase, head.size).values()
        for entry in decode_bundle(octets)
    ]
    for size in range(1, head.size):
        tiles: dict[Tile, bytes] = grow(0, {}, [leaf_hash(entry) for entry in entries[:size]])
        root = tree_root(size, node_reader(tiles))
        proof = purchase.octets(f"/ledger/consistency?from={size}&to={head.size}")
        hashes = parse_consistency_proof(proof)
        assert consistency_holds(size, root, head.size, head.root, hashes)


def test_the_verifier_alone(purchase: Purchase, tmp_path: Path) -> None:
    """Proof, opening and entries convince verify.py in an empty folder, and a changed opening does not."""
    script, policy = tmp_path / "verify.py", tmp_path / "policy.txt"
    script.write_text(verifier_script(), encoding="utf-8")
    policy.write_bytes(purchase.policy())
    path = f"/history/checkouts/{purchase.checkout_id}/proof?version={purchase.commitment}"
    proof = purchase.get(path)
    opened = purchase.get(path, Accept="application/json").json()
    files = {"one.tlog-proof": proof.content, "one.json": _json(opened["opening"])}
    report = verify_evidence(Evidence(files, False), policy.read_bytes(), None, verify_ed25519)
    assert report.exit_code() == 0, list(report.lines())
    for name, octets in files.items():
        (tmp_path / name).write_bytes(octets)
    names = [str(tmp_path / name) for name in files]
    ran = _verify(script, *names, "--policy", str(policy))
    assert ran.returncode == 0, ran.stdout
    changed = files["one.json"].replace(b"28500", b"18500")
    assert changed != files["one.json"]
    (tmp_path / "one.json").write_bytes(changed)
    assert _verify(script, *names, "--policy", str(policy)).returncode == 1


def test_the_customers_receipt(purchase: Purchase, tmp_path: Path) -> None:
    """The customer's own pack is proven up to the commitment, by somebody with the policy and all entries."""
    url = f"{purchase.server.address}/shopper/{purchase.public_token}/receipt"
    answer = httpx.get(url)
    assert answer.status_code == 200
    script, policy = tmp_path / "verify.py", tmp_path / "policy.txt"
    script.write_text(verifier_script(), encoding="utf-8")
    policy.write_bytes(purchase.policy())
    (tmp_path / "receipt.zip").write_bytes(answer.content)
    ran = _verify(script, str(tmp_path / "receipt.zip"), "--policy", str(policy))
    assert ran.returncode == 0, ran.stdout
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    openings = [name for name in names if name.startswith("pack/events/")]
    assert len(openings) == purchase.commitment


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def _verify(script: Path, *given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", str(script), *given],
        cwd=script.parent,
        env={},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
