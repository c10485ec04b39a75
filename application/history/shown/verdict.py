"""What a replay says of the bytes that were shown at a version."""

import enum
from dataclasses import dataclass


class WhyNotRecorded(enum.Enum):
    """Why nothing is recorded of what was shown."""

    NO_COMMITMENT = "no-commitment"
    """No purchase was committed on this version."""
    OLDER_EVENT = "older-event"
    """The commitment was recorded by an older version of tillroll, or nothing was shown to anybody."""
    SURFACE_ONLY = "surface-only"
    """Only the surface is recorded, since what was sent cannot be rendered again."""


class Displayed(enum.Enum):
    """Whether the text that the page said it displayed is the text that the replay displays."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_CLAIMED = "not-claimed"


@dataclass(frozen=True, kw_only=True)
class ShownExactly:
    """The replay has the recorded digest: these bytes were sent, and no others."""

    displayed: Displayed


class Divergence(enum.Enum):
    """What is known of a difference from the recorded digest."""

    UNKNOWN = "unknown"
    """Only that there is one."""
    CUSTOMER_DATA = "customer-data"
    """The digest fits another part of the customer data than the recorded one: whole, masked or none."""
    SETTINGS = "settings"
    """The answer to an agent has links from the settings of the merchant, which may have changed since."""


@dataclass(frozen=True, kw_only=True)
class Diverges:
    """The replay has another digest than the recorded one."""

    difference: Divergence


@dataclass(frozen=True, kw_only=True)
class Erased:
    """The key of the digest is destroyed with the customer's data, so nothing can be compared any more."""


@dataclass(frozen=True, kw_only=True)
class NotRecorded:
    """No digest is recorded. What is shown is reconstructed by the oldest renderer."""

    why: WhyNotRecorded


class WhyNotReplayed(enum.Enum):
    """Why what is recorded cannot be replayed here."""

    RENDERER = "renderer"
    """The recorded renderer is not here, or the settings of the merchant that it needs are not."""
    MASTER_KEY = "master-key"
    """The master key, without which no digest can be computed, is not here."""


@dataclass(frozen=True, kw_only=True)
class NotReplayed:
    """A digest is recorded, and this installation cannot compare it."""

    why: WhyNotReplayed


Verdict = ShownExactly | Diverges | Erased | NotRecorded | NotReplayed
