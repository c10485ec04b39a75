"""Puts the page's parts together into one file, verify.html, that a browser opens from disk.

The policy in its head allows this script and this style, by their hashes, and no request at all.
"""

import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Final

from application.ledger.verifier.messages import MESSAGES

# Each script comes after those whose names it uses while it is loaded.
SCRIPTS: Final = (
    *("bytes", "merkle", "notes", "policy", "entries", "proofs", "report", "evidence"),
    *("heads", "events", "refusals", "states", "verification", "packs", "page"),
)


def verifier_page() -> str:
    """Return the text of verify.html."""
    script = "".join(
        (
            f"const MESSAGES = {json.dumps(MESSAGES, indent=2)};\n",
            *(_part(f"{name}.js") for name in SCRIPTS),
        )
    )
    style = _part("page.css")
    values = {
        "{{script_hash}}": _hash(script),
        "{{style_hash}}": _hash(style),
        "{{style}}": style,
        "{{script}}": script,
    }
    page = _part("page.html")
    for name, value in values.items():
        page = page.replace(name, value)
    return page


def _part(name: str) -> str:
    return files("interfaces.verifiers.page").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
