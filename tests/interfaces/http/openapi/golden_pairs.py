"""The golden pairs of requests and answers, by the operation of the OpenAPI document that they are of."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.interfaces.http.openapi.documented_dialects import DocumentedDialect

_TESTS = Path(__file__).parents[2]


def golden_pairs(dialect: DocumentedDialect) -> Iterator[tuple[str, Any]]:
    """Yield the id of the operation and the pair, for each pair whose answer is a success in JSON."""
    templates = [
        (re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path) + "/?"), item)
        for path, item in dialect.document()["paths"].items()
    ]
    for pair in _pairs():
        request = pair["request"]
        path = request["path"].partition("?")[0]
        method = request.get("method", "GET").lower()
        for template, item in templates:
            if template.fullmatch(path) and method in item:
                yield item[method]["operationId"], pair
                break


def _pairs() -> Iterator[Any]:
    for file in sorted(_TESTS.glob("*/*/golden/*.json")):
        content = json.loads(file.read_text())
        for each in content if isinstance(content, list) else ():
            answer = each["response"]
            if answer["status"] < 300 and isinstance(answer.get("body"), dict | list):
                yield each
