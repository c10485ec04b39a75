"""Rendering of the pages in HTML, with a policy that forbids everything from other hosts and everything inline."""

from functools import cached_property
from pathlib import Path
from typing import Any, Final

from fastapi import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from interfaces.http.reference.assets import Assets

_TEMPLATES: Final = Path(__file__).with_name("templates")
# Swagger UI draws its icons from data in its style sheet.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Vary": "Accept",
}


class ReferencePages:
    """The templates. They are read at the first page."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets

    def render(self, name: str, **values: Any) -> Response:
        """Return the page of a template with these values."""
        text = self._environment.get_template(name).render(values)
        return Response(text, headers=_HEADERS, media_type="text/html; charset=utf-8")

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
        )
        environment.globals["asset"] = self._assets.url
        return environment
