"""Compares a replay with the recorded digests, and the renderer of then with the one of today."""

import json
from dataclasses import dataclass
from hashlib import sha256

from application.history.shown.difference import difference_of, text_difference
from application.history.shown.digests import Match, compare
from application.history.shown.renderers import DisplayRenderers
from application.history.shown.verdict import (
    Displayed,
    Divergence,
    Diverges,
    Erased,
    NotRecorded,
    NotReplayed,
    ShownExactly,
    Verdict,
    WhyNotRecorded,
    WhyNotReplayed,
)
from application.persons.views import is_mark
from application.ports.event_store import StoreUnavailable
from application.ports.person_vault import PersonAccess
from domain.checkout import Checkout
from domain.events import PurchaseCommitted
from domain.values.shown import Shown, Sight


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What a recorded digest is compared with: the clear state that was shown, and the keys of the checkout.

    `clear` is None after an erasure. `access` is None where the master key is missing.
    """

    recorded: Shown
    access: PersonAccess | None
    clear: Checkout | None


def verdict_of(
    renderers: DisplayRenderers, commitment: PurchaseCommitted | None, proof: Proof | None
) -> Verdict:
    """Return whether the replay is what was shown. `proof` is None if no digest is recorded."""
    if commitment is None:
        return NotRecorded(why=WhyNotRecorded.NO_COMMITMENT)
    if proof is None:
        is_older = commitment.shown is None
        return NotRecorded(
            why=WhyNotRecorded.OLDER_EVENT if is_older else WhyNotRecorded.SURFACE_ONLY
        )
    try:
        return _comparison(renderers, proof)
    except StoreUnavailable:
        return NotReplayed(why=WhyNotReplayed.MASTER_KEY)


def _comparison(renderers: DisplayRenderers, proof: Proof) -> Verdict:
    recorded, access, clear = proof.recorded, proof.access, proof.clear
    assert recorded.digest is not None, "there is a digest to compare with"
    if access is None:
        return NotReplayed(why=WhyNotReplayed.MASTER_KEY)
    if clear is None:
        return Erased()
    content = _content(renderers, recorded, clear, recorded.sight)
    if content is None:
        return NotReplayed(why=WhyNotReplayed.RENDERER)
    match compare(recorded.digest, content, access):
        case Match.SAME:
            return ShownExactly(displayed=_claimed_text_match(renderers, proof, content))
        case Match.ERASED:
            return Erased()
        case Match.OTHER:
            return Diverges(difference=_why(renderers, proof))


def _why(renderers: DisplayRenderers, proof: Proof) -> Divergence:
    recorded, access, clear = proof.recorded, proof.access, proof.clear
    assert access is not None
    assert clear is not None
    assert recorded.digest is not None
    if recorded.sight is None:
        return Divergence.SETTINGS
    contents = (_content(renderers, recorded, clear, sight) for sight in Sight)
    is_other_part = any(
        compare(recorded.digest, content, access) is Match.SAME
        for content in contents
        if content is not None
    )
    return Divergence.CUSTOMER_DATA if is_other_part else Divergence.UNKNOWN


def _claimed_text_match(renderers: DisplayRenderers, proof: Proof, content: bytes) -> Displayed:
    """Compare the text that the page says it displayed with that of the replay."""
    recorded, access = proof.recorded, proof.access
    claims = recorded.claims
    if recorded.displayed is None or claims is None or claims.money is None or access is None:
        return Displayed.NOT_CLAIMED
    text = renderers.displayed_text(claims.page, content, claims.money)
    if text is None:
        return Displayed.NOT_CLAIMED
    is_same = compare(recorded.displayed, sha256(text.encode()).digest(), access) is Match.SAME
    return Displayed.SAME if is_same else Displayed.DIFFERENT


def today_of(
    renderers: DisplayRenderers, recorded: Shown, checkout: Checkout, sight: Sight
) -> tuple[str, ...]:
    """Return in words what the page of today shows differently of a state. The answers to agents have no page."""
    renderer = recorded.renderer
    if renderer is None or not renderers.is_of_page(renderer):
        return ()
    then = renderers.page_json(renderer, checkout, sight, is_mark)
    now = renderers.page_json(renderers.current, checkout, sight, is_mark)
    found = difference_of(json.loads(then), json.loads(now))
    claims = recorded.claims
    if claims is None or claims.money is None or claims.page == renderers.current_page:
        return found
    before = renderers.displayed_text(claims.page, then, claims.money)
    after = renderers.displayed_text(renderers.current_page, now, claims.money)
    if before is None or after is None:
        return found
    return (*found, *text_difference(before, after))


def _content(
    renderers: DisplayRenderers, recorded: Shown, clear: Checkout, sight: Sight | None
) -> bytes | None:
    renderer = recorded.renderer or ""
    if renderers.is_of_page(renderer):
        return renderers.page_json(renderer, clear, sight or Sight.NOTHING, _is_never_hidden)
    answer = renderers.answer(renderer, clear)
    return None if answer is None else answer.body.encode()


def _is_never_hidden(_: str) -> bool:
    return False
