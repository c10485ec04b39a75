"""Answers about what an application recorded, with the facts of each by their kind."""

from datetime import timedelta

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.history.answers.inquiry import answers_about
from application.history.answers.later_facts import CheckoutAnswers
from application.history.answers.sentences import sentences_of
from application.history.inquiries import Inquiries, Subject
from application.history.wording.sentences import sentence_in_english
from application.ports.webhooks.webhook_log import WebhookLog
from domain.checkout import Checkout
from domain.provenance import Provenance
from interfaces.api.explanations import rule_part
from tests.application.application_fixture import ApplicationFixture

A_SECOND = timedelta(seconds=1)


def customer(checkout: Checkout) -> Provenance:
    """The provenance of the customer's page."""
    return Provenance(
        actor=f"shopper:{checkout.id}", dialect="shopper", operation="commit", request_id="r-page"
    )


def inquiries_of(app: ApplicationFixture, deliveries: WebhookLog | None = None) -> Inquiries:
    """Queries of everything that the app records."""
    return Inquiries(
        histories=CheckoutRepository(app.store, CheckoutCache(10), app.storage.snapshots),
        store=app.store,
        refusals=app.storage.refusals,
        persons=app.storage.persons,
        clock=app.clock,
        deliveries=deliveries,
    )


async def answers_of(
    app: ApplicationFixture, checkout: Checkout, deliveries: WebhookLog | None = None
) -> CheckoutAnswers:
    """The answers about a checkout, as of the time of the app."""
    subject = Subject(checkout_id=checkout.id, merchants=None)
    return await answers_about(inquiries_of(app, deliveries), subject, app.clock())


def texts_of(found: CheckoutAnswers) -> list[str]:
    """Every sentence of the answers."""
    return [
        sentence_in_english(each)
        for answer in sentences_of(found, rule_part)
        for each in answer.sentences
    ]
