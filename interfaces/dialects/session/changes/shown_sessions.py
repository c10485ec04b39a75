"""What agents were answered of sessions lately, as it is recorded with a commitment.

The keyed digest of an answer needs the key of the session's personal data, which no process keeps. The digest is no
personal data and may be kept: a session that is completed soon after it was answered need not be opened for it.
"""

from collections import OrderedDict
from typing import Final

from application.commands.purchase import Display
from application.history.shown.digests import with_digests
from application.persons.sealing import OpenedCheckout
from domain.checkout import Checkout
from domain.values.shown import Shown, Surface
from interfaces.dialects.session.formats import SessionFormat

MOST_KEPT: Final = 10_000


class ShownSessions:
    """The last answer of each session, at most `size` of them. One instance serves one process."""

    def __init__(self, size: int = MOST_KEPT) -> None:
        self._size = size
        self._shown: OrderedDict[str, tuple[int, Shown]] = OrderedDict()

    def keep(self, checkout: Checkout, shown: Shown | None) -> None:
        """Keep what was shown of a durable state."""
        if shown is None:
            return
        self._shown[checkout.id] = (checkout.version, shown)
        self._shown.move_to_end(checkout.id)
        if len(self._shown) > self._size:
            self._shown.popitem(last=False)

    def find(self, checkout: Checkout, session_format: SessionFormat) -> Shown | None:
        """Return what was shown of this version by the renderer of the format; None if that is not known."""
        version, shown = self._shown.get(checkout.id, (0, None))
        if shown is None or version != checkout.version:
            return None
        return shown if shown.renderer == session_format.renderer_for(checkout) else None


def shown_in(opened: OpenedCheckout, body: bytes, session_format: SessionFormat) -> Shown | None:
    """Return what is recorded of an answer with a session; None if the answer does not say that.

    What is recorded has no public token, and a key is needed for a digest.
    """
    checkout = opened.checkout
    if opened.key is None or checkout.public_token.encode() in body:
        return None
    display = Display(
        surface=Surface.AGENT,
        renderer=session_format.renderer_for(checkout),
        content=session_format.recorded_part(checkout, body),
    )
    return with_digests(display, opened.key)
