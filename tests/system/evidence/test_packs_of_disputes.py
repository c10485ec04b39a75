"""Five disputes on a real server: each pack is proven by both verifiers, and found wrong after any change."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from application.ledger.signing import verify_ed25519
from application.ledger.verifier.evidence import MANIFEST
from application.ledger.verifier.verification import verify_evidence
from interfaces.verifiers.bundle import verifier_script
from interfaces.verifiers.terminal.packs import UnreadablePack, read_evidence
from tests.interfaces.verifiers.changes import VerifierCase
from tests.interfaces.verifiers.pack import zipped
from tests.system.evidence.disputes import Desk
from tests.system.verifiers.conftest import VerifierPage, give, lines

BODIES: dict[str, dict[str, Any]] = {
    "price": {"reason": "fraud"},
    "shipping": {},
    "double": {"reason": "duplicate"},
    "agent": {"reason": "not-as-described", "audience": "court"},
    "refund": {"reason": "credit", "for": "stripe"},
}
SAID = {
    "price": (
        "285.00 SEK",
        "All of them are proven by the signed ledger of refused attempts",
        "Ada Lovelace",
    ),
    "shipping": ("154.00 SEK", "Fee: Shipping"),
    "double": ("1 further payment(s) were reported", "pay-second"),
    "agent": ("Tea towel", "the agent"),
    "refund": ("3800.00 SEK", "[U+1F455]", "the shop reported no refund as paid"),
}
_STEP = 997


@pytest.fixture(scope="module")
def packs(desk: Desk) -> dict[str, bytes]:
    """The five packs."""
    made = {name: desk.pack(name, **body) for name, body in BODIES.items()}
    refused = desk.pack("price", having=b"log/refusals-checkpoint", **BODIES["price"])
    return {**made, "price": refused}


def unzipped(pack: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack)) as members:
        return {name.removeprefix("pack/"): members.read(name) for name in members.namelist()}


def verdict(path: Path, files: Mapping[str, bytes] | bytes, policy: bytes) -> int | None:
    """The exit code of the verifier; None for a pack that cannot be read."""
    path.write_bytes(files if isinstance(files, bytes) else zipped(files))
    try:
        evidence = read_evidence([path])
    except UnreadablePack:
        return None
    return verify_evidence(evidence, policy, None, verify_ed25519).exit_code()


@pytest.mark.parametrize("name", BODIES)
def test_both_verifiers_prove_it(
    desk: Desk, packs: dict[str, bytes], verifier: VerifierPage, tmp_path: Path, name: str
) -> None:
    """verify.py, alone, and the page say the same: it is proven, with its states and revealed texts."""
    (tmp_path / "pack.zip").write_bytes(packs[name])
    (tmp_path / "policy").write_bytes(desk.policy())
    (tmp_path / "verify.py").write_text(verifier_script(), encoding="utf-8")
    script = [sys.executable, "-I", "verify.py", "pack.zip", "--policy", "policy"]
    said = subprocess.run(script, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert "follows from the events" in said
    assert "Proven: what is shown is what was recorded." in said
    case = VerifierCase(name, {"pack.zip": packs[name]}, 0, "", desk.policy())
    with verifier.open() as page:
        give(page, case)
        assert lines(page) == said.splitlines()


@pytest.mark.parametrize("name", BODIES)
def test_what_the_pdf_says(packs: dict[str, bytes], name: str) -> None:
    """It names the purchase on each page, and has the numbers and words of the dispute."""
    reader = PdfReader(io.BytesIO(unzipped(packs[name])["evidence.pdf"]))
    text = " ".join(
        " ".join(page.extract_text() for page in reader.pages).replace("\u200b", "").split()
    )

    for part in SAID[name]:
        assert part in text
    assert "191212121212" not in text
    assert len(reader.pages) <= 6


def test_the_same_record_gives_the_same_bytes(desk: Desk, packs: dict[str, bytes]) -> None:
    """A second pack is the first one. Nothing is called about this purchase, so its record does not grow."""
    assert desk.pack("agent", **BODIES["agent"]) == packs["agent"]


def test_the_command_makes_the_same_pack(
    desk: Desk, packs: dict[str, bytes], tmp_path: Path
) -> None:
    """`tillroll evidence` writes the bytes of the API, into a file for its owner."""
    made = tmp_path / "made.zip"
    command = [sys.executable, "-m", "interfaces.cli.main", "evidence", desk.checkouts["agent"]]
    options = [
        "--reason",
        "not-as-described",
        "--audience",
        "court",
        "--data",
        str(desk.data),
        "-o",
        str(made),
    ]
    subprocess.run([*command, *options], check=True, capture_output=True)

    assert made.read_bytes() == packs["agent"]
    assert made.stat().st_mode & 0o777 == 0o600


def test_any_file_changed(desk: Desk, packs: dict[str, bytes], tmp_path: Path) -> None:
    """A changed byte in any file of a pack is found: its hash does not fit, or its ZIP file cannot be read."""
    files, policy = unzipped(packs["price"]), desk.policy()
    assert verdict(tmp_path / "whole.zip", files, policy) == 0
    for path in files.keys() - {MANIFEST}:
        octets = bytearray(files[path])
        octets[len(octets) // 2] ^= 1
        assert verdict(tmp_path / "changed.zip", {**files, path: bytes(octets)}, policy) == 1, path


def test_any_byte_changed(desk: Desk, packs: dict[str, bytes], tmp_path: Path) -> None:
    """After a change of any byte of the ZIP file, it is not proven, or all files in it are the same."""
    pack, policy = packs["price"], desk.policy()
    files = unzipped(pack)
    for at in range(0, len(pack), _STEP):
        changed = bytearray(pack)
        changed[at] ^= 1
        if verdict(tmp_path / "changed.zip", bytes(changed), policy) == 0:
            assert unzipped(bytes(changed)) == files


def test_a_forged_state(desk: Desk, packs: dict[str, bytes], tmp_path: Path) -> None:
    """A state with another price is disproven, though its hash in the manifest was made to fit."""
    files = unzipped(packs["price"])
    path = "states/0005.json"
    forged = files[path].replace(b"9500", b"9900")
    manifest = json.loads(files[MANIFEST])
    manifest["files"][path] = {"sha256": sha256(forged).hexdigest(), "size": len(forged)}
    changed = {**files, path: forged, MANIFEST: json.dumps(manifest).encode()}

    assert forged != files[path]
    assert verdict(tmp_path / "forged.zip", changed, desk.policy()) == 1
