"""Reads what a page says of itself with a commitment.

A browser may say anything. What cannot be true is left out, and never hinders a purchase.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from application.commands.purchase import Display
from application.history.public_tokens import without_token
from domain.checkout import Checkout
from domain.values.shown import MoneyFormat, PageClaims, Sight, Surface
from interfaces.api.shown.money_samples import LONGEST_SAMPLE, are_samples
from interfaces.api.shown.renderers import BY_NUMBER, CURRENT

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,5}")
_TIME_ZONE: Final = re.compile(r"[A-Za-z0-9_+-]{1,32}(?:/[A-Za-z0-9_+-]{1,32}){0,3}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
# Amounts have them: spaces that do not break, and marks of the direction of writing.
_SPACES_AND_MARKS: Final = "\u00a0\u2009\u202f\u200e\u200f\u061c\u2066\u2067\u2068\u2069"


def display_of(checkout: Checkout, sight: Sight, sent: object, page_surface: Surface) -> Display:
    """Return what was shown of a state. `page_surface` is that of tillroll's page for the checkout's dialect.

    A caller that does not say which page of tillroll it is, is the shop's own page or program.
    """
    claimed: Mapping[str, Any] = sent if isinstance(sent, dict) else {}
    claims = _claims(claimed)
    return Display(
        surface=Surface.API if claims is None else page_surface,
        renderer=CURRENT.name,
        sight=sight,
        content=CURRENT.render(without_token(checkout), sight),
        claims=claims,
        displayed=None if claims is None else _text_hash(claimed.get("displayed")),
    )


def _claims(sent: Mapping[str, Any]) -> PageClaims | None:
    number = sent.get("page")
    page = BY_NUMBER.get(number) if isinstance(number, int) else None
    if page is None:
        return None
    return PageClaims(
        page=page.digest,
        language=_text(sent.get("language"), _LANGUAGE),
        time_zone=_text(sent.get("time_zone"), _TIME_ZONE),
        money=_money(sent.get("money")),
    )


def _text(sent: object, form: re.Pattern[str]) -> str | None:
    return sent if isinstance(sent, str) and form.fullmatch(sent) else None


def _money(sent: object) -> MoneyFormat | None:
    if not isinstance(sent, dict):
        return None
    positive, negative = sent.get("positive"), sent.get("negative")
    if not isinstance(positive, str) or not isinstance(negative, str):
        return None
    if max(len(positive), len(negative)) > LONGEST_SAMPLE:
        return None
    money = MoneyFormat(positive=positive, negative=negative)
    return money if are_samples(money) and _is_unicode(positive + negative) else None


def _is_unicode(text: str) -> bool:
    """Return whether a text can be stored: it has no half of a surrogate pair and no control character."""
    return all(each.isprintable() or each in _SPACES_AND_MARKS for each in text)


def _text_hash(sent: object) -> bytes | None:
    return bytes.fromhex(sent) if isinstance(sent, str) and _HASH.fullmatch(sent) else None
