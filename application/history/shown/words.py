"""Says a verdict in English sentences."""

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

_EXACTLY: Final = "Shown exactly so: the replay has the digest that was recorded at the commitment."
_DISPLAYED: Final = {
    Displayed.SAME: "The browser said that it displayed this text.",
    Displayed.DIFFERENT: "The browser said that it displayed another text than this.",
    Displayed.NOT_CLAIMED: "What was displayed of it is not recorded.",
}
_DIVERGES: Final = (
    "It cannot be shown as it was: the replay has another digest than the one that was recorded "
    "at the commitment."
)
_DIFFERENCES: Final[dict[Divergence, tuple[str, ...]]] = {
    Divergence.UNKNOWN: (),
    Divergence.CUSTOMER_DATA: (
        "The digest fits a page that got another part of the customer's data than is recorded.",
    ),
    Divergence.SETTINGS: (
        "The answer has links from the settings of the merchant, so that it also differs after their change.",
    ),
}
_NOT_RECORDED: Final = {
    WhyNotRecorded.NO_COMMITMENT: "Reconstructed: no purchase was committed on this version, so nothing was recorded.",
    WhyNotRecorded.OLDER_EVENT: "Reconstructed: the commitment records nothing of what was shown.",
    WhyNotRecorded.SURFACE_ONLY: "Reconstructed: the commitment records only where the checkout was shown.",
}
_NOT_REPLAYED: Final = {
    WhyNotReplayed.RENDERER: (
        "Not compared: the recorded renderer, or the settings of the merchant that it needs, are not here."
    ),
    WhyNotReplayed.MASTER_KEY: "Not compared: the master key is not here.",
}


def verdict_sentences(verdict: Verdict) -> tuple[str, ...]:
    """Return what a replay found, in sentences."""
    match verdict:
        case ShownExactly(displayed=displayed):
            return (_EXACTLY, _DISPLAYED[displayed])
        case Diverges(difference=difference):
            return (_DIVERGES, *_DIFFERENCES[difference])
        case Erased():
            return ("Erased: the key of the digest was destroyed with the customer's data.",)
        case NotRecorded(why=why):
            return (_NOT_RECORDED[why],)
        case NotReplayed(why=reason):
            return (_NOT_REPLAYED[reason],)
