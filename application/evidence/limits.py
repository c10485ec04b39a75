"""The limits of processors and networks for evidence: one table, with the source and the day of reading.

Networks change their rules twice a year. To change a row, read its source again and set the day.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

READ_ON: Final = date(2026, 11, 28)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One limit. `is_second_hand`: it comes from a guide or a tracker, and not from the provider's own document."""

    name: str
    value: int
    unit: str
    source: str
    read_on: date = READ_ON
    is_second_hand: bool = False


STRIPE_TEXT: Final = Limit(
    name="Stripe, one text field",
    value=20_000,
    unit="characters",
    source="Stripe, dispute evidence",
)
STRIPE_ALL_TEXT: Final = Limit(
    name="Stripe, all text fields",
    value=150_000,
    unit="characters",
    source="Stripe, update a dispute",
)
STRIPE_FILES: Final = Limit(
    name="Stripe, all files",
    value=4_500_000,
    unit="bytes",
    source="trackers of WooCommerce Payments and Gumroad",
    is_second_hand=True,
)
STRIPE_PAGES: Final = Limit(
    name="Stripe, one PDF", value=49, unit="pages", source="guides to Stripe", is_second_hand=True
)
ADYEN_PDF: Final = Limit(
    name="Adyen, one PDF", value=2_000_000, unit="bytes", source="Adyen, defense requirements"
)
MEXICO_PDF: Final = Limit(
    name="Adyen, a PDF for Mexico",
    value=800_000,
    unit="bytes",
    source="Adyen, defense requirements",
)
MASTERCARD_PAGES: Final = Limit(
    name="Mastercard, one document", value=19, unit="pages", source="Adyen, defense requirements"
)
REQUEST_PAGES: Final = Limit(
    name="Adyen, request for information",
    value=4,
    unit="pages",
    source="Adyen, defense requirements",
)
KLARNA_PDF: Final = Limit(
    name="Klarna, one PDF", value=7_000_000, unit="bytes", source="Klarna, disputes"
)
CHECKOUT_COM_FILE: Final = Limit(
    name="Checkout.com, one file",
    value=4_000_000,
    unit="bytes",
    source="Checkout.com, dispute evidence",
)
PAYPAL_FILE: Final = Limit(
    name="PayPal, one file", value=10_000_000, unit="bytes", source="PayPal, provide evidence"
)
MASTERCOM_NAME: Final = Limit(
    name="Mastercom, the name of a file",
    value=16,
    unit="characters",
    source="Mastercom",
    is_second_hand=True,
)
PRIOR_NEWEST: Final = Limit(
    name="Visa CE 3.0, a prior purchase at the latest",
    value=121,
    unit="days before",
    source="Visa: 120 to 365 days; Stripe: 120 to 364 days; the days inside both",
)
PRIOR_OLDEST: Final = Limit(
    name="Visa CE 3.0, a prior purchase at the earliest",
    value=363,
    unit="days before",
    source="Visa: 120 to 365 days; Stripe: 120 to 364 days; the days inside both",
)
PRIORS: Final = Limit(
    name="Visa CE 3.0, prior purchases",
    value=2,
    unit="purchases",
    source="Stripe, enhanced evidence",
)
DEVICE_ID: Final = Limit(
    name="Visa CE 3.0, a device id at least",
    value=15,
    unit="characters",
    source="Stripe, enhanced evidence",
)
FINGERPRINT: Final = Limit(
    name="Visa CE 3.0, a fingerprint at least",
    value=20,
    unit="characters",
    source="Stripe, enhanced evidence",
)
OWN_PAGES: Final = Limit(
    name="our PDF",
    value=19,
    unit="pages",
    source="the smallest page limit above that fits all answers",
)
OWN_BYTES: Final = Limit(
    name="our PDF",
    value=1_000_000,
    unit="bytes",
    source="half of the smallest limit of a processor in Europe",
)

ALL: Final = (
    *(
        STRIPE_TEXT,
        STRIPE_ALL_TEXT,
        STRIPE_FILES,
        STRIPE_PAGES,
        ADYEN_PDF,
        MEXICO_PDF,
        MASTERCARD_PAGES,
    ),
    *(
        REQUEST_PAGES,
        KLARNA_PDF,
        CHECKOUT_COM_FILE,
        PAYPAL_FILE,
        MASTERCOM_NAME,
        PRIOR_NEWEST,
        PRIOR_OLDEST,
    ),
    *(PRIORS, DEVICE_ID, FINGERPRINT, OWN_PAGES, OWN_BYTES),
)
