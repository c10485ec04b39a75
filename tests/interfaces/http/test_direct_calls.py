"""An endpoint whose only parameter is the request is called directly, with the same responses."""

from typing import Any

import pytest
from fastapi.routing import APIRoute

from interfaces.http.pipeline import routes
from interfaces.http.pipeline.observation import Unobserved
from interfaces.http.pipeline.routes import RouteTable, dialect_at, takes_only_the_request
from interfaces.telemetry.request_context import RequestContext
from tests.interfaces.api.api_fixture import ApiFixture
from tests.interfaces.dialects.walley.app_fixture import AppFixture
from tests.interfaces.http.sample_requests import REQUEST_ID, SERVICES, answers_of

Observed = list[tuple[str, ...]]


@pytest.fixture
def observed(monkeypatch: pytest.MonkeyPatch) -> Observed:
    """The fields of metrics, log lines and spans that an observer gets of each request."""
    found: Observed = []

    def count_request(_: Unobserved, context: RequestContext, status: int, __: float) -> None:
        fields = (context.dialect, context.operation, context.outcome)
        checkout = (context.request_id(), context.checkout, context.merchant)
        found.append((*fields, *checkout, str(status)))

    monkeypatch.setattr(Unobserved, "count_request", count_request)
    return found


def table_of(app: Any) -> RouteTable:
    table: RouteTable = app.pipeline.keywords["routes"]
    return table


def api_routes(app: Any) -> list[APIRoute]:
    """The routes of the dialects and APIs. The reference of the APIs belongs to none of them."""
    entries = vars(table_of(app))["_entries"]
    routes = [entry.route for entry in entries if isinstance(entry.route, APIRoute)]
    return [route for route in routes if not route.path.startswith(("/docs", "/openapi/"))]


def test_every_endpoint_of_walley_is_called_directly() -> None:
    """Walley's endpoints take only the request, since the dialect reads the bodies itself."""
    found = api_routes(AppFixture().app)
    assert found
    assert all(map(takes_only_the_request, found))


def test_endpoints_with_parameters_are_called_by_fastapi() -> None:
    """The endpoints of the shopper and payments APIs have parameters, which FastAPI resolves."""
    found = api_routes(ApiFixture().app)
    assert found
    assert not any(map(takes_only_the_request, found))


@pytest.mark.parametrize("name", SERVICES)
async def test_direct_calls_and_fastapi_give_the_same_responses(
    name: str, observed: Observed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status, headers, body and observed fields are the same if FastAPI calls every endpoint."""
    direct = await SERVICES[name]()
    observed.clear()
    answers = await answers_of(direct)
    observed_directly = observed[:]
    monkeypatch.setattr(routes, "takes_only_the_request", lambda _: False)
    resolved = await SERVICES[name]()
    observed.clear()
    assert await answers_of(resolved) == answers
    assert observed == observed_directly
    assert len(answers) > 40
    assert {status for status, _, _ in answers.values()} >= {200, 404, 405}


@pytest.mark.parametrize("name", SERVICES)
async def test_every_route_has_a_path_of_its_dialect(name: str) -> None:
    """The first segment of a path determines the dialect whose error format and headers apply."""
    service = await SERVICES[name]()
    dialects = vars(table_of(service.app))["_dialects"]
    for route in api_routes(service.app):
        dialect = dialect_at(dialects, route.path)
        assert dialect is not None
        assert route in dialect.router.routes


async def test_an_unexpected_error_gives_the_same_response(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected exception gives the same 500 with both ways of calling."""
    answers = []
    for is_direct in (True, False):
        if not is_direct:
            monkeypatch.setattr(routes, "takes_only_the_request", lambda _: False)
        app_fixture = AppFixture()
        async with app_fixture.client:
            path = await app_fixture.opened()
            app_fixture.store.is_broken = True
            answer = await app_fixture.ask("GET", path, X_Request_Id=REQUEST_ID)
            answers.append((answer.status_code, answer.content, dict(answer.headers)))
    assert answers[0][0] == 500
    assert answers[0] == answers[1]
