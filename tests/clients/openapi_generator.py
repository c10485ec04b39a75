"""Generate a Python client of every document with openapi-generator: `make generated`. It needs Java.

It is not among the tests, because a run takes a minute and Java is not on every machine.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from tests.interfaces.http.openapi.documented_dialects import DIALECTS
from tests.interfaces.http.openapi.whole_document import whole_application, whole_document

_PROGRAM = Path(__file__).parents[2] / ".tools" / "bin" / "openapi-generator-cli"
# What it says of any document of OpenAPI 3.1, of JSON of any type, and of a schema called `Field` or `From`.
_EXPECTED = (
    "OpenAPI 3.1 support is still in beta",
    "Codegen property is null (e.g. map/dict of undefined type). Default to typing.Any.",
    "(reserved word) cannot be used as model name",
    "Failed to get the schema name: null",
)
_COMPLAINT = re.compile(r"^\[main\] (?:WARN|ERROR) .*$|^\S*(?:Exception|Error)\b.*$", re.MULTILINE)


def documents() -> dict[str, dict[str, Any]]:
    """Return the document of all APIs, and that of each API as the server answers it."""
    client = TestClient(whole_application())
    each = {api: client.get(f"/openapi/{api}.json").json() for api in DIALECTS}
    return {"all APIs": whole_document(), **each}


def complaints(document: dict[str, Any]) -> list[str]:
    """Generate a client, and return what the generator or the compiler of Python objects to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "openapi.json").write_text(json.dumps(document))
        said = subprocess.run(
            [_PROGRAM, *("generate", "-g", "python", "-i", "openapi.json", "-o", "made")],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        found = [
            line
            for line in _COMPLAINT.findall(said.stdout)
            if not any(expected in line for expected in _EXPECTED)
        ]
        if said.returncode:
            found.append(f"exit status {said.returncode}")
        compiled = subprocess.run(
            [sys.executable, "-m", "compileall", "-q", "made"],
            cwd=folder,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        return found + compiled.stdout.splitlines()


def main() -> int:
    """Print what is wrong with each document. The exit status is 1 if anything is."""
    wrong = False
    for name, document in documents().items():
        found = complaints(document)
        wrong = wrong or bool(found)
        operations = sum(len(item) for item in document["paths"].values())
        print(f"{name}: {operations} operations, {len(found)} complaints")  # noqa: T201
        print("".join(f"  {line}\n" for line in found), end="")  # noqa: T201
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
