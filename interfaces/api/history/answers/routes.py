"""The URLs of the answers about one checkout."""

from fastapi import APIRouter, Request, Response

from interfaces.api.history.answers.endpoints import AnswerEndpoints
from interfaces.api.history.answers.wire import AnswersShape, RefusedCommandShape
from interfaces.api.history.openapi import document
from interfaces.api.history.openapi.history_key import DocumentedKey
from interfaces.api.readers.auth import reader_of


def add_answers(router: APIRouter, endpoints: AnswerEndpoints) -> None:
    """Add the endpoints of the answers, and of one refused command."""

    @router.get(
        "/checkouts/{checkout_id}/answers",
        summary="What was agreed, and what became of it",
        **document.one_checkout(AnswersShape, "The answers, as of now."),
    )
    async def answers(request: Request, checkout_id: str, _: DocumentedKey) -> Response:
        return await endpoints.answers(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/refusals/{position}",
        summary="One refused command beside the state then",
        **document.one_checkout(RefusedCommandShape, "The refused command."),
    )
    async def refused_command(
        request: Request, checkout_id: str, position: str, _: DocumentedKey
    ) -> Response:
        return await endpoints.refused_command(request, reader_of(request))
