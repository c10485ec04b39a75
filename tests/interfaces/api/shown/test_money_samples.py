"""Amounts are written as a browser wrote them, from two samples of it."""

from decimal import Decimal

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from domain.values.shown import MoneyFormat
from interfaces.api.shown.money_samples import are_samples, write_money

SAMPLE = Decimal(1_234_567_890)
# Locales that group even four digits, as the samples do.
LOCALES = ("sv_SE", "en_US", "de_DE", "fi_FI", "nb_NO", "fr_FR", "hi_IN", "ja_JP", "ar_EG", "fa_IR")
DECIMALS = {"SEK": 2, "JPY": 0, "KWD": 3}


def samples(locale: str, currency: str) -> MoneyFormat:
    """What a page of this locale sends."""
    return MoneyFormat(
        positive=format_currency(SAMPLE, currency, locale=locale),
        negative=format_currency(-SAMPLE, currency, locale=locale),
    )


@pytest.mark.parametrize("locale", LOCALES)
@given(
    amount=st.integers(-(10**15), 10**15).filter(bool),
    currency=st.sampled_from(sorted(DECIMALS)),
)
def test_an_amount_is_written_as_its_language_writes_it(
    locale: str, amount: int, currency: str
) -> None:
    """Digits, separators, decimals and the currency are those of the locale, in the sizes of its groups."""
    exact = Decimal(amount).scaleb(-DECIMALS[currency])
    expected = format_currency(exact, currency, locale=locale)
    assert write_money(amount, samples(locale, currency)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kr",
        "1,234,567,890.12",
        "123456789",
        "1 234 567 890,00000 kr",
        "9 876 543 210",
        "1234567890" + "x" * 60,
    ],
)
def test_a_text_that_is_no_sample_is_recognised(text: str) -> None:
    """Other digits, too few, too many decimals, or a text that is too long."""
    assert not are_samples(MoneyFormat(positive=text, negative="-1234567890"))


@given(text=st.text(max_size=70))
def test_no_text_of_a_browser_breaks_the_reading(text: str) -> None:
    """A text is a sample with which amounts can be written, or it is none."""
    money = MoneyFormat(positive=text, negative=text)
    if are_samples(money):
        assert write_money(5, money)
