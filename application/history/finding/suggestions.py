"""Suggests what a reader may be typing: references, articles, actors and operations. None of them is personal data.

References and articles, by id or description, are those of the newest entries of the audit log that have a word with
the typed beginning. Actors and operations are those of the newest entries, since the log has no list of them. So the
cost does not depend on the number of entries.
"""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from application.history.finding.found_checkout import values_of
from application.history.finding.personal_texts import may_be_a_persons
from application.history.search_terms import search_words
from application.ports.audit_log import AuditEntry, AuditFilter, AuditLog
from domain.events import CartReplaced, Opened

SHORTEST: Final = 2
LONGEST: Final = 100
MOST: Final = 10
_FOUND: Final = 50
_RECENT: Final = 100
_BEYOND_ALL: Final = 2**63 - 1
_NAMES: Final = ("article", "description")
# Each customer is an actor of one checkout.
_CUSTOMER: Final = "shopper:"


class SuggestionKind(enum.Enum):
    """What a suggested text is. The values are those of the APIs."""

    REFERENCE = "reference"
    ARTICLE = "article"
    ACTOR = "actor"
    OPERATION = "operation"


@dataclass(frozen=True)
class Suggestion:
    """A text that begins as typed, or has words that do."""

    kind: SuggestionKind
    text: str


class Suggestions:
    """Suggests texts. Raises StoreUnavailable."""

    def __init__(self, audit_log: AuditLog) -> None:
        self._audit_log = audit_log

    async def of(self, typed: str, merchants: tuple[str, ...] | None) -> Sequence[Suggestion]:
        """Return up to MOST suggestions from the checkouts of `merchants` (None for all).

        There are none for a text of fewer than SHORTEST characters, or one that can be a person's.
        """
        typed = typed.strip()
        is_long_enough = SHORTEST <= len(typed) <= LONGEST
        if not is_long_enough or not typed.isprintable() or may_be_a_persons(typed):
            return ()
        wanted = AuditFilter(merchants=merchants, text=typed)
        named = await self._newest(wanted, _FOUND)
        of_carts = AuditFilter(
            merchants=merchants, text=typed, types=(Opened.TOPIC, CartReplaced.TOPIC)
        )
        carts = await self._newest(of_carts, _FOUND)
        recent = await self._newest(AuditFilter(merchants=merchants), _RECENT)
        texts = (
            (SuggestionKind.REFERENCE, [each.reference or "" for each in named]),
            (SuggestionKind.ARTICLE, [text for each in carts for text in _articles(each)]),
            (SuggestionKind.ACTOR, [each.provenance.actor for each in recent]),
            (SuggestionKind.OPERATION, [each.provenance.operation for each in recent]),
        )
        found = dict.fromkeys(
            Suggestion(kind, text)
            for kind, of_kind in texts
            for text in of_kind
            if text != typed and not text.startswith(_CUSTOMER) and _begins(text, typed)
        )
        return tuple(found)[:MOST]

    async def _newest(self, wanted: AuditFilter, limit: int) -> Sequence[AuditEntry]:
        page = await self._audit_log.page(wanted, after=None, before=_BEYOND_ALL, limit=limit)
        return page.entries[::-1]


def _begins(text: str, typed: str) -> bool:
    """Return whether each typed word is the beginning of a word of the text."""
    words, wanted = search_words(text), search_words(typed)
    return bool(wanted) and all(any(word.startswith(part) for word in words) for part in wanted)


def _articles(entry: AuditEntry) -> Iterator[str]:
    for value in values_of(entry).values():
        yield from _articles_in(value)


def _articles_in(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _articles_in(each)
    elif isinstance(value, dict):
        yield from (text for name in _NAMES if isinstance(text := value.get(name), str))
        for each in value.values():
            yield from _articles_in(each)
