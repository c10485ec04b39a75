"""The verdict of a replay in the words of the console."""

from dataclasses import dataclass
from typing import Final

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
from interfaces.api.console.text.phrases import Shown, phrase


@dataclass(frozen=True)
class VerdictWords:
    """The verdict in a few words, and sentences about it."""

    verdict: Shown
    remarks: tuple[Shown, ...]


_DISPLAYED: Final = {
    Displayed.SAME: phrase("The browser said that it displayed this very text."),
    Displayed.DIFFERENT: phrase("The browser said that it displayed another text than this."),
    Displayed.NOT_CLAIMED: phrase("What the browser displayed of it is not recorded."),
}
_DIFFERENCES: Final = {
    Divergence.UNKNOWN: phrase(
        "The replay of the recorded state has another digest than the one that was recorded at the commitment."
    ),
    Divergence.CUSTOMER_DATA: phrase(
        "The digest fits a page that got another part of the customer's data than is recorded."
    ),
    Divergence.SETTINGS: phrase(
        "The answer has links from the settings of the merchant, so that it also differs after their change."
    ),
}
_NOT_RECORDED: Final = {
    WhyNotRecorded.NO_COMMITMENT: phrase(
        "No purchase was committed on this version, so nothing was recorded of what was shown."
    ),
    WhyNotRecorded.OLDER_EVENT: phrase("The commitment records nothing of what was shown."),
    WhyNotRecorded.SURFACE_ONLY: phrase(
        "The commitment records only where the checkout was shown."
    ),
}
_NOT_REPLAYED: Final = {
    WhyNotReplayed.RENDERER: phrase(
        "The recorded renderer, or the settings of the merchant that it needs, are not here."
    ),
    WhyNotReplayed.MASTER_KEY: phrase("The master key is not here."),
}


def say_verdict(verdict: Verdict) -> VerdictWords:
    """Return the words for a verdict."""
    match verdict:
        case ShownExactly(displayed=displayed):
            exactly = phrase("The replay has the digest that was recorded at the commitment.")
            return VerdictWords(phrase("Shown exactly so"), (exactly, _DISPLAYED[displayed]))
        case Diverges(difference=difference):
            return VerdictWords(phrase("Cannot be shown as it was"), (_DIFFERENCES[difference],))
        case Erased():
            erased = phrase("The key of the digest was destroyed with the customer's data.")
            return VerdictWords(phrase("Erased"), (erased,))
        case NotRecorded(why=why):
            return VerdictWords(phrase("Reconstructed, not recorded"), (_NOT_RECORDED[why],))
        case NotReplayed(why=reason):
            return VerdictWords(phrase("Not compared"), (_NOT_REPLAYED[reason],))
