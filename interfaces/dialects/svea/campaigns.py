"""Part-payment campaigns, as configured.

A monthly amount is the amount times the campaign's annuity factor plus its notification fee, rounded to hundredths,
half away from zero. The documents do not define the computation.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from interfaces.dialects.svea import wire
from interfaces.dialects.svea.settings import SveaCampaign
from interfaces.http.errors.request_errors import FieldFault, InvalidQuery

_TYPES = {"standard": 0, "interest-free": 1, "interest-and-amortization-free": 2}
_HUNDREDTH = Decimal("0.01")
_MAX_AMOUNT = Decimal(10) ** 13
_LONGEST = 40
_EXACT = Context(prec=100)


def matching_campaigns(
    campaigns: Sequence[SveaCampaign], query: Sequence[tuple[str, str]]
) -> tuple[wire.Campaign, ...]:
    """Return the campaigns that match the query.

    `isCompany` is required, and `amount` excludes campaigns for other amounts. Names ignore case, and unknown names are
    ignored. Raises InvalidQuery.
    """
    parameters = {name.lower(): value.strip() for name, value in query}
    faults: list[FieldFault] = []
    for_companies = _flag(parameters.get("iscompany", ""), faults)
    amount = _amount(parameters.get("amount", ""), faults)
    if faults:
        raise InvalidQuery(tuple(faults))
    return tuple(_match(campaigns, for_companies, amount))


def _match(
    campaigns: Sequence[SveaCampaign], for_companies: bool, amount: Decimal | None
) -> Iterator[wire.Campaign]:
    for campaign in campaigns:
        fits = amount is None or campaign.from_amount <= amount <= campaign.to_amount
        if campaign.for_companies is for_companies and fits:
            yield _render(campaign, amount)


def _render(campaign: SveaCampaign, amount: Decimal | None) -> wire.Campaign:
    return wire.Campaign(
        campaign_code=campaign.code,
        description=campaign.description,
        payment_plan_type=_TYPES[campaign.payment_plan_type],
        contract_length_in_months=campaign.contract_length_in_months,
        monthly_annuity_factor=campaign.monthly_annuity_factor,
        initial_fee=campaign.initial_fee,
        notification_fee=campaign.notification_fee,
        interest_rate_percent=campaign.interest_rate_percent,
        number_of_interest_free_months=campaign.number_of_interest_free_months,
        number_of_payment_free_months=campaign.number_of_payment_free_months,
        from_amount=campaign.from_amount,
        to_amount=campaign.to_amount,
        monthly_amount=None if amount is None else _monthly(campaign, amount),
    )


def _monthly(campaign: SveaCampaign, amount: Decimal) -> Decimal:
    exact = _EXACT.multiply(amount, campaign.monthly_annuity_factor)
    whole = _EXACT.add(exact, campaign.notification_fee)
    return whole.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP, context=_EXACT)


def _flag(text: str, faults: list[FieldFault]) -> bool:
    if text.lower() not in ("true", "false"):
        message = "isCompany: is required and must be true or false."
        faults.append(FieldFault(path="isCompany", kind="type", message=message))
    return text.lower() == "true"


def _amount(text: str, faults: list[FieldFault]) -> Decimal | None:
    if not text:
        return None
    amount = _decimal(text)
    if amount is None or not 0 <= amount <= _MAX_AMOUNT:
        message = f"amount: must be a number from 0 to {_MAX_AMOUNT:f}."
        faults.append(FieldFault(path="amount", kind="type", message=message))
        return None
    return amount


def _decimal(text: str) -> Decimal | None:
    if len(text) > _LONGEST or not text.isascii() or "_" in text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
