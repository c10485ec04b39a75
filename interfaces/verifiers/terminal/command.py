"""The command: reads the files, prints one line for each step, and exits with the verdict."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from application.ledger.verifier.ed25519 import verify_in_python
from application.ledger.verifier.report import EXIT_UNKNOWN, UNKNOWN, VerificationReport
from application.ledger.verifier.verification import KeptHead, verify_evidence
from application.ledger.verifier.whole_log import BundleReader
from interfaces.verifiers.terminal.openssl import stamp_check
from interfaces.verifiers.terminal.packs import UnreadablePack, read_evidence, read_head

_DESCRIPTION = """Verify evidence of a checkout against a ledger, without any network.
The keys come from the policy, which you must have from elsewhere: never from the evidence."""
_EXIT_CODES = "Exits with 0 if proven, 1 if disproven, 2 if there is not enough to say."


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify what the arguments name, and return the exit code."""
    return verify_files(**vars(_parser().parse_args(arguments)))


def verify_files(
    evidence: Sequence[Path],
    policy: Path,
    pinned: Path | None,
    consistency: Path | None,
    entries: Path | None,
    tsa_ca: Path | None,
) -> int:
    """Verify the evidence in these files, print the steps, and return the exit code."""
    try:
        given = read_evidence(evidence)
        policy_octets = policy.read_bytes()
        kept = _kept_head(pinned, consistency)
        if tsa_ca is not None:
            tsa_ca.read_bytes()
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return EXIT_UNKNOWN
    except UnreadablePack as error:
        report = VerificationReport()
        report.add(UNKNOWN, "pack_unreadable", reason=error)
    else:
        read = None if entries is None else _bundle_reader(entries)
        stamps = stamp_check(tsa_ca)
        report = verify_evidence(given, policy_octets, kept, verify_in_python, read, stamps)
    octets = "".join(f"{line}\n" for line in report.lines()).encode("utf-8", "replace")
    sys.stdout.buffer.write(octets)
    sys.stdout.flush()
    return report.exit_code()


def _kept_head(head: Path | None, proof: Path | None) -> KeptHead | None:
    if head is None:
        return None
    return KeptHead(read_head(head), None if proof is None else proof.read_bytes())


def _bundle_reader(folder: Path) -> BundleReader:
    def read(path: str) -> bytes | None:
        file = folder / path
        return file.read_bytes() if file.is_file() else None

    return read


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verify.py", description=_DESCRIPTION, epilog=_EXIT_CODES, allow_abbrev=False
    )
    parser.add_argument(
        "evidence",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a pack (ZIP file or folder), or .tlog-proof files with their openings",
    )
    parser.add_argument("--policy", required=True, type=Path, help="the keys that you believe")
    parser.add_argument(
        "--pinned",
        type=Path,
        help="a head of the log that you kept, or another pack with one",
    )
    parser.add_argument(
        "--consistency", type=Path, help="the proof between that head and the one of the evidence"
    )
    parser.add_argument(
        "--entries", type=Path, help="a folder with all entries of the log, as it exports them"
    )
    parser.add_argument(
        "--tsa-ca",
        type=Path,
        help="the certificates (PEM) of the authorities whose time stamps you believe; needs openssl",
    )
    return parser
