"""The page of a customer as a document of its own that shows one state, and nothing else.

Its policy lets its own script and style run, and nothing be loaded, sent, stored or navigated to; `sandbox` also where
the document is opened outside of the frame.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

import msgspec

from application.history.shown.display import ReplayedDisplay
from domain.values.shown import MoneyFormat
from interfaces.api.shown.document import money_of
from interfaces.api.shown.renderers import inline_hash, page_content

_SCRIPT: Final = b"<script>"
_ELEMENT: Final = b'<script type="application/json" id="replay-state">%s</script>\n'
_SEALED: Final = re.compile(rb'"\(sealed [0-9a-f]{6}\)"')
_ERASED: Final = re.compile(rb'"\(erased(?: [0-9TZ:.+-]+)?\)"')


@dataclass(frozen=True)
class ReplayPage:
    """The document and its Content-Security-Policy."""

    content: bytes
    policy: str


class _Replay(msgspec.Struct, frozen=True):
    """What the page reads instead of asking the server."""

    banner: str
    language: str
    money: MoneyFormat
    checkout: msgspec.Raw


def frame(shown: ReplayedDisplay, banner: str) -> ReplayPage:
    """Return the page of then with the state in it, below a banner."""
    page = page_content(shown.page)
    replay = _Replay(
        banner, shown.language.tag, money_of(shown), msgspec.Raw(_short_marks(shown.page_json))
    )
    # No text can end the element or begin a comment in it.
    data = msgspec.json.encode(replay).replace(b"<", b"\\u003c")
    return ReplayPage(page.replace(_SCRIPT, _ELEMENT % data + _SCRIPT, 1), _policy(shown.page))


def _short_marks(page_json: bytes) -> bytes:
    """Return the JSON with short marks in place of personal data: the page has little room for it."""
    return _ERASED.sub(b'"erased"', _SEALED.sub('"•••"'.encode(), page_json))


@cache
def _policy(page: str) -> str:
    content = page_content(page)
    return (
        f"default-src 'none'; script-src {inline_hash(content, b'script')}; "
        f"style-src {inline_hash(content, b'style')}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox allow-scripts"
    )
