"""The sentences of a history as a reader sees them: words, amounts, rates and times in the reader's form."""

from decimal import Decimal

from application.history.narrative import part_of, sentences_between
from application.history.primitives import Document
from interfaces.api.console.text.languages import read_languages
from interfaces.api.console.text.sentences import sentence_text
from interfaces.api.console.text.values import ReaderFormat

LANGUAGES = read_languages().by_code
SWEDISH = ReaderFormat(LANGUAGES["sv"], "Europe/Stockholm")
ENGLISH = ReaderFormat(LANGUAGES["en"], "Europe/Stockholm")
BEFORE: Document = {"currency": "SEK", "stage": "open", "total": 28500, "fees": []}
SHIPPING: Document = {"kind": "frakt", "description": "Paket", "unit_price": 134450}
AFTER: Document = {
    "currency": "SEK",
    "stage": "committed",
    "total": 134450,
    "fees": [SHIPPING],
    "expires_at": "2026-07-12T12:00:00Z",
    "metadata": {"n": Decimal("1344.5")},
}


def told(form: ReaderFormat) -> list[str]:
    """The sentences with ordinary spaces."""
    sentences = sentences_between(BEFORE, AFTER)
    return [sentence_text(each, form).replace("\u00a0", " ") for each in sentences]


def test_sentences_are_in_the_language_and_the_zone_of_the_reader() -> None:
    """Thousands are divided, the currency follows the amount, and a time is in the zone, with its name."""
    assert told(SWEDISH) == [
        "status öppen → avtalad, ej betald",
        "summa 285,00 → 1 344,50 SEK",
        "avgift frakt tillagd: Paket, 1 344,50 SEK",
        "tid då kassan går ut sattes till 12 juli 2026, 14:00:00 CEST",
        'metadata lades till: {"n": 1344.5}',
    ]
    assert told(ENGLISH) == [
        "stage open → agreed, not paid",
        "total 285.00 → 1,344.50 SEK",
        "fee frakt added: Paket, 1,344.50 SEK",
        "expiry time set to 12 Jul 2026, 14:00:00 CEST",
        'metadata added: {"n": 1344.5}',
    ]


def test_rates_and_quantities_have_the_decimal_mark_of_the_language() -> None:
    """A number that is a name, such as an order number, stays as it is."""

    def text(field: str, value: int | Decimal) -> str:
        return sentence_text(part_of(field, value, "SEK"), SWEDISH).replace("\u00a0", " ")

    assert text("tax_rate", 1250) == "12,5 %"
    assert text("quantity", Decimal("1234.5")) == "1 234,5"
    assert text("order_number", 8137508967) == "8137508967"


def test_a_part_of_a_field_is_counted_for_people() -> None:
    """The items of a list count from 1, and the names on the way to a value are translated."""
    (sentence,) = sentences_between(
        {"customer": {"delivery_address": {"city": "Kiruna"}}, "notices": None},
        {"customer": {"delivery_address": {"city": "Umeå"}}, "notices": None},
    )
    assert sentence_text(sentence, SWEDISH) == "kund: leveransadress · ort Kiruna → Umeå"
