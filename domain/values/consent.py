"""What a buyer has agreed or refused to, apart from the purchase itself."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Consent:
    """An answer of the buyer for one `purpose` (`marketing.email`). The event has who said it, and when."""

    purpose: str
    is_granted: bool


Consents = tuple[Consent, ...]


def with_answers(consents: Consents, answers: Consents) -> Consents:
    """Return the consents with new answers. A purpose without a new answer keeps its own."""
    by_purpose = {each.purpose: each for each in consents}
    return tuple((by_purpose | {each.purpose: each for each in answers}).values())
