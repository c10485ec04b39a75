"""The files that the pages load: our own, and those of Swagger UI.

Swagger UI is served from the package `fastapi-offline`, which has its newest files and needs nothing but FastAPI. It is
not copied. Of the other packages, `swagger-ui-bundle` has had no release since 2023, `swagger-ui-py` brings the editor
with it, and `drf-spectacular-sidecar` needs Django.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from fastapi import Response

PATH: Final = "/docs/assets"
_OWN: Final = Path(__file__).with_name("static")
_PACKAGE: Final = "fastapi_offline"
_OF_PACKAGE: Final = ("swagger-ui-bundle.js", "swagger-ui.css")
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_HASH_LENGTH: Final = 12


@dataclass(frozen=True)
class _File:
    name: str
    content: bytes
    media_type: str


class Assets:
    """The files, read at the first request. Their names have a hash of the content, so browsers keep them for ever."""

    def url(self, name: str) -> str:
        """Return the path of a file. Raises KeyError for a name that is not among the files."""
        return f"{PATH}/{self._hashed_names[name]}"

    def response(self, hashed: str) -> Response | None:
        """Return the response with a file, given its name with the hash; None if there is no such file."""
        file = self._files.get(hashed)
        if file is None:
            return None
        headers = {"Cache-Control": _FOR_EVER, "Cross-Origin-Resource-Policy": "same-origin"}
        return Response(file.content, headers=headers, media_type=file.media_type)

    @cached_property
    def _files(self) -> dict[str, _File]:
        own = [file for file in sorted(_OWN.iterdir()) if file.suffix in _TYPES]
        package = _folder_of_package()
        files = [_read(file) for file in (*own, *(package / name for name in _OF_PACKAGE))]
        return {_name_with_hash(file): file for file in files}

    @cached_property
    def _hashed_names(self) -> dict[str, str]:
        return {file.name: hashed for hashed, file in self._files.items()}


def _read(file: Path) -> _File:
    return _File(file.name, file.read_bytes(), _TYPES[file.suffix])


def _name_with_hash(file: _File) -> str:
    digest = hashlib.sha256(file.content).hexdigest()[:_HASH_LENGTH]
    stem, _, suffix = file.name.rpartition(".")
    return f"{stem}.{digest}.{suffix}"


def _folder_of_package() -> Path:
    """Return the folder of the package's files, without importing it."""
    spec = find_spec(_PACKAGE)
    assert spec is not None, "it is a dependency"
    assert spec.origin is not None, "it has an __init__.py"
    return Path(spec.origin).with_name("static")
