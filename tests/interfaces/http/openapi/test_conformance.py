"""Generated valid and invalid requests get responses as documented in OpenAPI, and never a 500.

FUZZ_EXAMPLES is the number of requests for each dialect. `make fuzz` sends many.
"""

import os
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.examples import examples
from tests.interfaces.http.openapi.documented_dialects import (
    DIALECTS,
    DocumentedDialect,
    dialect_named,
)

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", examples(100)))
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
AT = "https://tillroll.test"


def _cases(dialect: DocumentedDialect) -> st.SearchStrategy[Any]:
    """Valid and invalid requests to every endpoint, for existing and unknown objects."""
    document = dialect.document()
    kinds = []
    for found in schemathesis.openapi.from_dict(document).get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        names = {each.name for each in operation.path_parameters}
        known = {name: value for name, value in dialect.known.items() if name in names}
        kinds.append(operation.as_strategy())
        kinds.append(operation.as_strategy(path_parameters=known))
        for body in _examples(document, operation.path, operation.method):
            kinds.append(operation.as_strategy(path_parameters=known, body=body))
            kinds.append(operation.as_strategy(GenerationMode.NEGATIVE, path_parameters=known))
    return st.one_of(kinds)


def _examples(document: dict[str, Any], path: str, method: str) -> list[Any]:
    """The documented example of the body, or none if the endpoint has no body."""
    shown = document["paths"][path][method].get("requestBody", {"content": {}})["content"]
    return [shown["application/json"].get("example", {})] if "application/json" in shown else []


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


@pytest.mark.hypothesis  # Hypothesis itself marks only a test that is decorated with `given`
@pytest.mark.parametrize("name", DIALECTS)
def test_every_response_is_as_documented(name: str) -> None:
    """Status, media type and body are documented, and an error has the dialect's format."""
    dialect = dialect_named(name)

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    @given(case=_cases(dialect))
    def check(case: Any) -> None:
        request = requests.Request(**case.as_transport_kwargs(base_url=AT)).prepare()
        assert request.method is not None
        assert request.url is not None
        body = request.body or b""
        content = body.encode() if isinstance(body, str) else body
        assert isinstance(content, bytes)
        headers = {name: _text(value) for name, value in request.headers.items()}
        answer = dialect.ask(request.method, request.url, headers, content)
        if answer.status_code >= 400:
            assert dialect.is_refusal(answer), (answer.status_code, answer.text)
        case.validate_response(
            schemathesis.Response.from_httpx(answer, verify=False), checks=CHECKS
        )

    check()
