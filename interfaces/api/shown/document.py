"""What was shown as one document in HTML: no script, nothing from elsewhere, readable in years to come.

Amounts are as the page wrote them, if it said how. Otherwise they are in the language that is supposed.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC
from decimal import Decimal
from html import escape
from typing import Any, Final

import msgspec
from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency

from application.history.shown.display import LanguageSource, ReplayedDisplay
from application.history.shown.words import verdict_sentences
from domain.values.shown import MoneyFormat, Surface
from interfaces.api.shown.money_samples import are_samples
from interfaces.api.shown.page_text import HEADING, TextRow
from interfaces.api.shown.renderers import BY_DIGEST

_SAMPLE: Final = Decimal(1_234_567_890)
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
_STYLE: Final = (
    "body{font:16px/1.45 system-ui,sans-serif;color:#1d2430;max-width:38rem;margin:1.25rem auto;padding:0 1.25rem}"
    "table{width:100%;border-collapse:collapse}td{padding:.5rem 0;border-bottom:1px solid #e3e7ee;vertical-align:top}"
    "td:last-child{text-align:right;white-space:nowrap;padding-left:1rem}small{display:block;color:#667085}"
    "tfoot tr:last-child td{font-weight:650}pre{white-space:pre-wrap;overflow-wrap:anywhere}"
    "aside{margin-top:2rem;border-top:2px solid #1d2430;font-size:.875rem}dt{color:#667085}dd{margin:0 0 .5rem}"
)
_CUSTOMER: Final = ("email", "phone", "first_name", "last_name", "company")
_ADDRESS: Final = ("address", "address2", "postal_code", "city", "country")
_SOURCES: Final = {
    LanguageSource.PAGE: "as the page said it",
    LanguageSource.CHECKOUT: "as the checkout names it; that of the browser is not recorded",
    LanguageSource.COUNTRY: "assumed from the country; that of the browser is not recorded",
}
_SURFACES: Final = {
    Surface.PAGE: "the checkout's page",
    Surface.SVEA_SNIPPET: "the checkout's page, in the frame of the shop's snippet",
    Surface.API: "the shop's own page, which was given this as JSON; what that page displayed is not known",
    Surface.AGENT: "the program of an agent, which was given this as JSON; what the agent displayed is not known",
}


def document_of(display: ReplayedDisplay) -> bytes:
    """Return a display as a whole document in HTML."""
    language = escape(display.language.tag)
    head = (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>Checkout {escape(display.checkout.id)}, version {display.version}</title>\n<style>{_STYLE}</style>\n"
    )
    is_json = display.surface is Surface.AGENT and display.answer is not None
    body = _json(display) if is_json else "".join(_page(display))
    return f"{head}<main>\n{body}</main>\n{_about(display)}</html>\n".encode()


def money_of(display: ReplayedDisplay) -> MoneyFormat:
    """Return how the amounts are written: as it is recorded, or as the language has it."""
    recorded, currency = display.money, display.checkout.currency
    if recorded is not None and are_samples(recorded):
        return recorded
    locale = _locale(display.language.tag)
    money = MoneyFormat(
        positive=format_currency(_SAMPLE, currency, locale=locale),
        negative=format_currency(-_SAMPLE, currency, locale=locale),
    )
    if are_samples(money):
        return money
    return MoneyFormat(
        positive=f"{currency} 1,234,567,890.00", negative=f"-{currency} 1,234,567,890.00"
    )


def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def _json(display: ReplayedDisplay) -> str:
    text = msgspec.json.format(display.content.decode(), indent=2)
    return f"<pre>{escape(text)}</pre>\n"


def _page(display: ReplayedDisplay) -> Iterator[str]:
    content: dict[str, Any] = msgspec.json.decode(display.page_json)
    rows, totals = BY_DIGEST[display.page].rows(display.page_json, money_of(display))
    yield f"<h1>{HEADING}</h1>\n<table>\n<tbody>\n{_rows(rows)}</tbody>\n<tfoot>\n{_rows(totals)}</tfoot>\n</table>\n"
    if content["obstacle"] is not None:
        yield f"<p>{escape(content['obstacle']['detail'])}</p>\n"
    customer = content["customer"]
    if customer is None:
        return
    address = customer["delivery_address"] or {}
    values = [(name, customer[name]) for name in _CUSTOMER]
    values += [(name, address.get(name)) for name in _ADDRESS]
    yield _facts([(name.replace("_", " "), text) for name, text in values if text])


def _rows(rows: Sequence[TextRow]) -> str:
    return "".join(
        f"<tr><td>{escape(row.label)}{f'<small>{escape(row.beneath)}</small>' if row.beneath else ''}</td>"
        f"<td>{escape(row.amount)}</td></tr>\n"
        for row in rows
    )


def _about(display: ReplayedDisplay) -> str:
    facts = [
        ("checkout", display.checkout.id),
        ("version", str(display.version)),
        ("time", display.at.astimezone(UTC).isoformat().replace("+00:00", "Z")),
        ("shown by", _SURFACES[display.surface]),
        ("renderer", display.renderer),
        ("language", f"{display.language.tag}, {_SOURCES[display.language.known_by]}"),
    ]
    if display.surface.is_page:
        facts.append(("page (SHA-256)", display.page))
    facts += [("verdict", sentence) for sentence in verdict_sentences(display.verdict)]
    facts += [("today's page would show this differently", each) for each in display.today]
    return f"<aside>\n{_facts(facts)}</aside>\n"


def _facts(facts: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>\n" for name, text in facts)
    return f"<dl>\n{rows}</dl>\n"
