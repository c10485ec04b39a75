"""Changes to a pack, and what a verifier has to say to it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.interfaces.verifiers.pack import POLICY, ShopLog, with_manifest, zipped

PROVEN, DISPROVEN, UNKNOWN = 0, 1, 2
SHOP = ShopLog()
PACK = SHOP.pack()
HEAD = SHOP.head()
# The same sizes and signatures, over other entries.
FORK = ShopLog(others="fork")


@dataclass(frozen=True)
class VerifierCase:
    """What a reader gives to a verifier, the exit code, and a part of a line that has to be there."""

    name: str
    files: Mapping[str, bytes]
    exit_code: int
    line: str
    policy: bytes = POLICY
    kept: tuple[bytes, bytes | None] | None = None


def packed(name: str, files: Mapping[str, bytes], exit_code: int, line: str) -> VerifierCase:
    """A case of a pack whose manifest fits its files."""
    return VerifierCase(name, {"pack.zip": zipped(with_manifest(files))}, exit_code, line)


def changed(
    name: str, path: str, change: Callable[[bytes], bytes], exit_code: int, line: str
) -> VerifierCase:
    """A case of a pack in which one file is changed, and the manifest made to fit."""
    assert change(PACK[path]) != PACK[path]
    return packed(name, {**PACK, path: change(PACK[path])}, exit_code, line)


def text(old: str, new: str) -> Callable[[bytes], bytes]:
    """Replaces a text that stands in a file, the first time."""
    return lambda octets: octets.replace(old.encode(), new.encode(), 1)


def line_bit(number: int, column: int) -> Callable[[bytes], bytes]:
    """Changes one character of Base64 in a line, counted from 0, so that other bytes come of it."""

    def change(octets: bytes) -> bytes:
        lines = octets.decode().split("\n")
        old = lines[number][column]
        lines[number] = (
            lines[number][:column] + ("A" if old != "A" else "B") + lines[number][column + 1 :]
        )
        return "\n".join(lines).encode()

    return change


def without(*paths: str) -> dict[str, bytes]:
    return {path: octets for path, octets in PACK.items() if path not in paths}


def hidden_digest(octets: bytes) -> bytes:
    """Changes the digest of the hidden part."""
    document = json.loads(octets)
    part = next(each for each in document["parts"] if "digest" in each)
    part["digest"] = ("A" if part["digest"][0] != "A" else "B") + part["digest"][1:]
    return json.dumps(document, ensure_ascii=False).encode()


def every_head(change: Callable[[bytes], bytes]) -> dict[str, bytes]:
    """The pack with one change in the head of every proof, and in the head itself."""
    files = {**PACK, "log/checkpoint": change(HEAD)}
    for path in PACK:
        if path.endswith(".tlog-proof"):
            files[path] = PACK[path].replace(HEAD, change(HEAD))
    return files


EVENT, PROOF = "events/0003.json", "proofs/0003.tlog-proof"
# Lines of a head: origin, size, root, empty, log, merchant, bank. A line's Base64 begins with the key id.
LOG_LINE, BANK_LINE = 4, 6
LOG_AT, BANK_AT = len("\u2014 shop.example/tillroll "), len("\u2014 bank.example/witness ")
