"""What a customer was shown, for packs: the replay of what the commitment recorded, with its verdict."""

from dataclasses import dataclass

from application.evidence.case import ShownEvidence
from application.history.inquiries import Subject
from application.history.shown.replay import ShownReplay
from application.history.shown.verdict import (
    Displayed,
    Diverges,
    Erased,
    NotRecorded,
    NotReplayed,
    ShownExactly,
    Verdict,
)
from domain.checkout import Checkout
from domain.values.shown import Surface
from interfaces.api.shown.display_renderers import ShopApis

_SURFACES = {
    Surface.PAGE: "tillroll's page",
    Surface.SVEA_SNIPPET: "tillroll's page, in the snippet of the shop",
    Surface.API: "the shop, in its own way; its screen is not known",
    Surface.AGENT: "an agent; its screen is not known",
}
_DISPLAYED = {
    Displayed.SAME: " The browser said that it displayed this very text.",
    Displayed.DIFFERENT: " The browser said that it displayed another text.",
    Displayed.NOT_CLAIMED: "",
}


@dataclass(frozen=True, kw_only=True)
class ReplayedShown:
    """Implements `ShownSource` with the replay."""

    replay: ShownReplay
    apis: ShopApis

    async def display(self, subject: Subject, version: int) -> ShownEvidence:
        """Return what was shown at a version."""
        found = await self.replay.of(subject, version)
        how, sentence = _words(found.verdict)
        return ShownEvidence(
            version=version,
            how=how,
            sentence=f"{sentence} Rendered by {found.renderer}.",
            surface=_SURFACES[found.surface],
            language=found.language.tag,
            content=found.content,
            html=found.html,
            today=found.today,
        )

    def answer(self, state: Checkout) -> tuple[str, bytes] | None:
        """Return what the API of the shop answers."""
        found = self.apis.answer(None, state)
        return None if found is None else (state.dialect, found.body.encode())


def _words(verdict: Verdict) -> tuple[str, str]:
    match verdict:
        case ShownExactly(displayed=displayed):
            sentence = "the replay has the digest that was recorded at the commitment."
            return "as shown", sentence + _DISPLAYED[displayed]
        case Diverges():
            return (
                "not as shown",
                "the replay differs from the digest that was recorded, so it cannot be shown as it was.",
            )
        case Erased():
            return (
                "erased",
                "the key of the recorded digest was destroyed with the customer's data.",
            )
        case NotRecorded():
            return "reconstructed", "rendered again from the state; what was shown is not recorded."
        case NotReplayed():
            return "not compared", "a digest was recorded, and it cannot be compared here."
