"""`context` and `attribution` in answers. `signals` are not answered: they are personal, and the platform has them."""

import msgspec

from domain.values.buyer_context import BuyerContext
from interfaces.dialects.ucp.requests.hints import shown_hints
from interfaces.dialects.ucp.wire import ATTRIBUTION, CONTEXT, Shape


def context_members(context: BuyerContext | None) -> Shape:
    """Write both members of a checkout. What was not said, or is erased, is left out."""
    hints = None if context is None or context.hints is None else _read_hints(context.hints)
    return {**({CONTEXT: hints} if hints else {}), **attribution_member(context)}


def attribution_member(context: BuyerContext | None) -> Shape:
    """Write `attribution` of a checkout or of its order."""
    if context is None or not context.attribution:
        return {}
    return {ATTRIBUTION: {each.name: each.value for each in context.attribution}}


def _read_hints(text: str) -> Shape | None:
    """Return what is answered of the object in JSON text; None where the reader does not see the text."""
    try:
        return shown_hints(msgspec.json.decode(text))
    except msgspec.DecodeError:
        return None
