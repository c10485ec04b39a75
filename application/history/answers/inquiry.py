"""Answers eight questions about one checkout from its record, as of now."""

from datetime import datetime

from application.history.answers.agreement import (
    agreement_of,
    comparison_of,
    last_commitment_of,
    payability_of,
)
from application.history.answers.later_facts import CheckoutAnswers
from application.history.answers.order_reports.reports import refunds_of, reports_of, shipments_of
from application.history.answers.record import RecordReader
from application.history.answers.refused import refusals_since
from application.history.answers.shop_calls import calls_of
from application.history.answers.unknown import unknown_of
from application.history.inquiries import Inquiries, Subject


async def answers_about(inquiries: Inquiries, subject: Subject, now: datetime) -> CheckoutAnswers:
    """Return the answers about the newest state. Records nothing. Raises CheckoutNotFound and StoreUnavailable.

    `now` decides whether the checkout could be purchased. What is read is bounded: the versions around the last
    commitment, MOST_EXAMINED versions before it, and as many of the newest ones where the shop reported of the order.
    """
    record = await RecordReader.open(inquiries, subject)
    newest = record.newest
    last = await last_commitment_of(record)
    since = 1 if last is None else last.event.version
    payability = payability_of(newest, now)
    calls = await calls_of(record)
    reports = await reports_of(record)
    return CheckoutAnswers(
        checkout_id=newest.id,
        version=newest.version,
        agreement=await agreement_of(record, last),
        payability=payability,
        totals=comparison_of(newest, last),
        setting=await record.total_origin(
            newest.version if last is None else last.event.version,
            None if last is None else last.event,
        ),
        refused=refusals_since(
            since, await record.refusals(since), is_after_agreement=last is not None
        ),
        calls=calls,
        shipments=shipments_of(newest, reports),
        refunds=refunds_of(newest, reports),
        unknown=tuple(unknown_of(newest, await record.first_event(), last, payability, calls)),
    )
