"""Packs with files that are changed, missing or too many."""

from tests.interfaces.verifiers.changes import (
    DISPROVEN,
    EVENT,
    PACK,
    PROOF,
    UNKNOWN,
    VerifierCase,
    packed,
    without,
)
from tests.interfaces.verifiers.pack import with_manifest, zipped

FILES = (
    VerifierCase(
        "a changed file",
        {"pack.zip": zipped({**with_manifest(PACK), "evidence.pdf": b"%PDF of others"})},
        DISPROVEN,
        "evidence.pdf is not the file that the manifest lists",
    ),
    VerifierCase(
        "a missing file",
        {
            "pack.zip": zipped(
                {
                    path: octets
                    for path, octets in with_manifest(PACK).items()
                    if path != "evidence.pdf"
                }
            )
        },
        DISPROVEN,
        "evidence.pdf is listed in the manifest, and is missing",
    ),
    VerifierCase(
        "a file too many",
        {"pack.zip": zipped({**with_manifest(PACK), "more.txt": b""})},
        DISPROVEN,
        "more.txt is not listed",
    ),
    VerifierCase(
        "no manifest", {"pack.zip": zipped(PACK)}, UNKNOWN, "whether files are missing is not known"
    ),
    VerifierCase(
        "a malformed manifest",
        {"pack.zip": zipped({**PACK, "manifest.json": b"{}"})},
        DISPROVEN,
        "The manifest of the pack is malformed",
    ),
    packed(
        "a pack without a lower head",
        without("log/lower", "log/lower-to-checkpoint.consistency"),
        UNKNOWN,
        "? Version 1 says 2026-11-21 14:03:00 UTC. Witnesses saw it by 2026-11-21 14:03:20 UTC; since",
    ),
    packed(
        "a missing opening",
        without(EVENT),
        UNKNOWN,
        "proofs/0003.tlog-proof proves an event that is not shown",
    ),
    packed(
        "a missing proof",
        without(PROOF),
        UNKNOWN,
        "events/0003.json shows an event without a proof",
    ),
    packed(
        "a missing event",
        without(EVENT, PROOF),
        UNKNOWN,
        "? Missing versions of checkout checkout-1: 3.",
    ),
    packed(
        "missing first events",
        without(
            "events/0001.json",
            "proofs/0001.tlog-proof",
            "events/0002.json",
            "proofs/0002.tlog-proof",
        ),
        UNKNOWN,
        "? Missing versions of checkout checkout-1: 1\u20132.",
    ),
    packed("nothing to verify", {}, UNKNOWN, "No event is proven"),
    VerifierCase(
        "no ZIP file",
        {"pack.zip": b"PK, and something else"},
        UNKNOWN,
        "The pack cannot be read: it is no ZIP file",
    ),
    VerifierCase(
        "a cut ZIP file",
        {"pack.zip": zipped(with_manifest(PACK))[:-30]},
        UNKNOWN,
        "The pack cannot be read",
    ),
    VerifierCase(
        "a changed byte in a ZIP file",
        {"pack.zip": zipped(with_manifest(PACK)).replace(b"%PDF, which", b"%PDF, whish")},
        UNKNOWN,
        "The pack cannot be read",
    ),
)
