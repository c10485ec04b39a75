"""Renew the generated part of the Python client: `python -m tests.clients.generate_python`, or `make client`."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.interfaces.http.openapi.whole_document import whole_document

CLIENT = Path(__file__).parents[2] / "clients" / "python"
GENERATED = CLIENT / "tillroll_client" / "generated"
DIGEST = CLIENT / "document.sha256"
"""The digest of the document that the client was generated from."""


def document_digest() -> str:
    """Return the SHA-256 of the document that describes every API today."""
    return hashlib.sha256(json.dumps(whole_document(), sort_keys=True).encode()).hexdigest()


def generate(folder: Path) -> str:
    """Generate the package into `folder`. Returns the warnings: none for a clean document."""
    with tempfile.TemporaryDirectory() as work:
        document = Path(work) / "openapi.json"
        document.write_text(json.dumps(whole_document()))
        programs = Path(__file__).parents[2] / ".tools" / "bin"
        ran = subprocess.run(
            [
                programs / "openapi-python-client",
                "generate",
                *("--path", document),
                *("--output-path", folder),
                *("--config", CLIENT / "generator.yaml"),
                *("--meta", "none", "--overwrite", "--fail-on-warning"),
            ],
            # It formats with ruff, which it finds by the path.
            env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
            cwd=work,
            capture_output=True,
            text=True,
            check=False,
        )
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr


def main() -> int:
    """Replace the generated part. Elsewhere first, where the formatter finds no configuration of ours."""
    with tempfile.TemporaryDirectory() as work:
        made = Path(work) / "generated"
        warnings = generate(made)
        shutil.rmtree(GENERATED, ignore_errors=True)
        shutil.copytree(made, GENERATED, ignore=shutil.ignore_patterns(".*"))
    DIGEST.write_text(document_digest() + "\n")
    sys.stderr.write(warnings)
    return 1 if warnings else 0


if __name__ == "__main__":
    sys.exit(main())
