"""The style sheet, the scripts and the icon. Their names have a hash of the content, so browsers keep them for ever."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fastapi import Response

from interfaces.api.console.policy import with_policy

FOLDER: Final = Path(__file__).with_name("static")
PATH: Final = "/console/static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FOR_EVER = "public, max-age=31536000, immutable"
_HASH_LENGTH = 12


@dataclass(frozen=True)
class _StaticFile:
    content: bytes
    media_type: str


class StaticFiles:
    """All files of a folder, read when the server starts."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._names: dict[str, str] = {}
        self._files: dict[str, _StaticFile] = {}
        for file in sorted(folder.iterdir()):
            if file.suffix not in _TYPES:
                continue
            content = file.read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]
            hashed = f"{file.stem}.{digest}{file.suffix}"
            self._names[file.name] = hashed
            self._files[hashed] = _StaticFile(content, _TYPES[file.suffix])

    def url(self, name: str) -> str:
        """Return the path of a file. Raises KeyError for a name that is not in the folder."""
        return f"{PATH}/{self._names[name]}"

    def response(self, hashed: str) -> Response | None:
        """Return the response with a file, given its name with the hash; None if there is no such file."""
        file = self._files.get(hashed)
        if file is None:
            return None
        headers = {"Cache-Control": _FOR_EVER}
        return with_policy(Response(file.content, headers=headers, media_type=file.media_type))
