"""The URLs of the answers about one checkout."""

from fastapi import APIRouter, Request, Response

from interfaces.api.history.answers.endpoints import AnswerEndpoint
from interfaces.api.history.answers.shapes import AnswersShape
from interfaces.api.history.openapi import document
from interfaces.api.history.openapi.history_key import DocumentedKey
from interfaces.api.readers.auth import reader_of


def add_answers(router: APIRouter, endpoint: AnswerEndpoint) -> None:
    """Add the endpoint of the answers."""

    @router.get(
        "/checkouts/{checkout_id}/answers",
        summary="What was agreed, and what became of it",
        **document.one_checkout(AnswersShape, "The answers, as of now."),
    )
    async def answers(request: Request, checkout_id: str, _: DocumentedKey) -> Response:
        return await endpoint.answers(request, reader_of(request))
