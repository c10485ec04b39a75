"""Replays what a customer was shown at a version, with the renderer of then, and compares it with the record.

The verdict is about the clear data, no matter who reads. What is returned has the personal data that
the reader may see.
"""

import asyncio
from dataclasses import dataclass
from typing import Final, Protocol

from application.history.as_of import AsOfVersion
from application.history.inquiries import Inquiries, StateAt, Subject
from application.history.public_tokens import without_token
from application.history.shown.commitments import commitment_to
from application.history.shown.comparison import Proof, today_of, verdict_of
from application.history.shown.display import LanguageSource, PageLanguage, ReplayedDisplay
from application.history.shown.renderers import DisplayRenderers
from application.history.windows.page_traces import PageTraces
from application.persons.sealing import with_access
from application.persons.views import is_mark
from application.ports.event_store import StoreUnavailable
from domain.checkout import Checkout
from domain.events import PurchaseCommitted
from domain.stage import Stage
from domain.values.shown import Sight, Surface

_FINAL: Final = frozenset({Stage.COMPLETED, Stage.CANCELLED, Stage.EXPIRED})


class TraceSource(Protocol):
    """Reads what the events say about the customer's page. `PageTraceReader` is one."""

    async def traces(self, checkout_id: str, newest: int, *, customer_at: int = 0) -> PageTraces:
        """Return the traces of a checkout whose last version is `newest`. Raises StoreUnavailable."""


class ShownReplay:
    """Replays displays. Each method raises CheckoutNotFound, NoSuchPointInTime and StoreUnavailable."""

    def __init__(
        self, inquiries: Inquiries, traces: TraceSource, renderers: DisplayRenderers
    ) -> None:
        self._inquiries = inquiries
        self._traces = traces
        self._renderers = renderers

    async def of(self, subject: Subject, version: int) -> ReplayedDisplay:
        """Return what was shown at a version."""
        return await self.of_state(
            subject, await self._inquiries.state(subject, AsOfVersion(version))
        )

    async def of_state(self, subject: Subject, state: StateAt) -> ReplayedDisplay:
        """Return what was shown of a state, as this reader has read it."""
        newest = await self._inquiries.newest(subject)
        checkout = state.checkout
        commitment = await commitment_to(self._inquiries, subject, newest, checkout.version)
        proof = await self._proof(subject, newest, checkout.version, commitment)
        needs_customer = checkout.customer is not None and checkout.stage not in _FINAL
        traces = await self._traces.traces(
            checkout.id,
            state.newest.version,
            customer_at=checkout.version if needs_customer else 0,
        )
        return await asyncio.to_thread(
            _display, self._renderers, _Found(state, traces, commitment, proof)
        )

    async def _proof(
        self,
        subject: Subject,
        newest: Checkout,
        version: int,
        commitment: PurchaseCommitted | None,
    ) -> Proof | None:
        """Return the clear state and the keys that a recorded digest is compared with; None without a digest."""
        recorded = None if commitment is None else commitment.shown
        if recorded is None or recorded.digest is None:
            return None
        access = (await self._inquiries.view(subject)).access
        sealed = await self._inquiries.at(newest, AsOfVersion(version))
        try:
            clear = None if access.key is None else without_token(with_access(sealed, access))
        except StoreUnavailable:
            return Proof(recorded=recorded, access=None, clear=None)
        return Proof(recorded=recorded, access=access, clear=clear)


@dataclass(frozen=True)
class _Found:
    state: StateAt
    traces: PageTraces
    commitment: PurchaseCommitted | None
    proof: Proof | None


def _display(renderers: DisplayRenderers, found: _Found) -> ReplayedDisplay:
    checkout, commitment = without_token(found.state.checkout), found.commitment
    recorded = None if commitment is None else commitment.shown
    claims = None if recorded is None else recorded.claims
    surface = _surface(found, renderers)
    renderer = None if recorded is None else recorded.renderer
    page_renderer = _page_renderer(renderers, commitment, renderer)
    page = renderers.page_for(page_renderer)
    if claims is not None and renderers.has_page(claims.page):
        page = claims.page
    sight = _sight(checkout, found.traces)
    if recorded is not None and recorded.sight is not None:
        sight = recorded.sight
    is_api = renderer is not None and not renderers.is_of_page(renderer)
    return ReplayedDisplay(
        checkout=checkout,
        version=found.state.mark.version,
        newest=found.state.newest.version,
        at=found.state.mark.at,
        surface=surface,
        verdict=verdict_of(renderers, commitment, found.proof),
        recorded=recorded,
        committed_at=None if commitment is None else commitment.originator_version,
        purchaser=None if commitment is None else commitment.purchaser,
        page_renderer=page_renderer,
        page=page,
        sight=sight,
        language=renderers.language(checkout)
        if claims is None or claims.language is None
        else PageLanguage(claims.language, LanguageSource.PAGE),
        money=None if claims is None else claims.money,
        page_json=renderers.page_json(page_renderer, checkout, sight, is_mark),
        answer=None
        if surface.is_page
        else renderers.answer(renderer if is_api else None, checkout),
        today=() if recorded is None else today_of(renderers, recorded, checkout, sight),
        write_document=renderers.document,
    )


def _page_renderer(
    renderers: DisplayRenderers, commitment: PurchaseCommitted | None, recorded: str | None
) -> str:
    """Return the page's renderer that is recorded; the first one for commitments of before it was, or else today's."""
    if recorded is not None and renderers.is_of_page(recorded):
        return recorded
    is_older = commitment is not None and commitment.shown is None
    return renderers.oldest if is_older else renderers.current


def _surface(found: _Found, renderers: DisplayRenderers) -> Surface:
    """Return the recorded surface, or the one that the events let suppose."""
    if found.commitment is not None and found.commitment.shown is not None:
        return found.commitment.shown.surface
    if found.traces.is_used:
        return Surface.PAGE
    is_agents = renderers.is_agents(found.state.checkout.dialect)
    return Surface.AGENT if is_agents else Surface.API


def _sight(checkout: Checkout, traces: PageTraces) -> Sight:
    """Return how much of the customer data the page got, as far as the events say it.

    The page that identified the customer gets the whole of it, every other page the masked data, and a page of a
    checkout that has ended nothing.
    """
    if checkout.stage in _FINAL:
        return Sight.NOTHING
    return Sight.WHOLE if traces.page_identified(checkout.version) else Sight.MASKED
