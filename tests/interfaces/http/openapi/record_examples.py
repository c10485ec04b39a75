"""Record the examples of answers in the OpenAPI document: `python -m tests.interfaces.http.openapi.record_examples`.

An example is that of a golden pair where there is one. Any other operation is called with the example of its request.
The examples are in the file `examples.json` of each API. What such a file has already stays; delete it to record again.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from tests.interfaces.dialects.acp.agent import VERSIONS
from tests.interfaces.http.openapi.documented_dialects import (
    DIALECTS,
    KEY,
    DocumentedDialect,
    dialect_named,
)
from tests.interfaces.http.openapi.golden_pairs import golden_pairs

_AT = "https://tillroll.test"
_JSON = "application/json"
_MOST = 3
_SUCCESSES = ("200", "201", "202")
# Those that end a checkout come last, so that the others have one to work on.
_LAST = ("complete", "commit", "cancel", "succeeded", "token")
# What is shipped is delivered later: reports of several things, and the simulation, which takes what is left.
_LATER = ("/purchases/{checkout_id}", "/testing/simulate-shipping/{order_id}")


def main() -> None:
    """Record every API, and print the operations without an example."""
    for name in DIALECTS:
        dialect = dialect_named(name)
        if name == "acp":
            dialect = replace(dialect, credentials=lambda _: {**KEY, "API-Version": VERSIONS[-1]})
        reference = dialect.app.references[name]  # type: ignore[attr-defined]
        if reference.examples is None:
            continue
        file = Path(str(resources.files(reference.examples).joinpath("examples.json")))
        known = json.loads(file.read_text())
        for operation_id, pair in golden_pairs(dialect):
            found = known.setdefault(operation_id, {})
            found.setdefault(str(pair["response"]["status"]), _shorten(pair["response"]["body"]))
            if "body" in pair["request"]:
                found.setdefault("request", pair["request"]["body"])
        for operation_id, status, body in _record(dialect, known):
            known.setdefault(operation_id, {})[status] = _shorten(body)
        file.write_text(json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True) + "\n")


def _record(dialect: DocumentedDialect, known: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    document = dialect.document()
    found = [
        (path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]
    for path, method, operation in sorted(
        found, key=lambda each: (each[0].endswith(_LAST), each[0] in _LATER)
    ):
        wanted = [
            status
            for status in _SUCCESSES
            if _JSON in operation["responses"].get(status, {}).get("content", {})
        ]
        operation_id = operation["operationId"]
        if not wanted or any(status in known.get(operation_id, {}) for status in wanted):
            continue
        if path.startswith("/payments"):
            _commit(dialect)
        answer = _call(dialect, path, method, operation, known.get(operation_id, {}))
        if str(answer.status_code) in wanted:
            yield operation_id, str(answer.status_code), answer.json()
        else:
            print(operation_id, answer.status_code, answer.text[:300])  # noqa: T201  the command's output


def _call(
    dialect: DocumentedDialect, path: str, method: str, operation: Any, known: Mapping[str, Any]
) -> Any:
    values = dict(dialect.known)
    if path.endswith("/cancel") or path.startswith("/carts/"):
        values["checkout_id"] = _new_id(dialect, path)
    for name, value in values.items():
        path = path.replace(f"{{{name}}}", value)
    path = path.replace("{version}", "2026-01-11").replace("{position}", "1")
    query = {
        each["name"]: each.get("example", "true")
        for each in operation.get("parameters", ())
        if each["in"] == "query" and each["required"]
    }
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    content = operation.get("requestBody", {}).get("content", {})
    headers = {"Accept": _JSON}
    body = b""
    if _JSON in content:
        headers["Content-Type"] = _JSON
        headers["Idempotency-Key"] = f"example {operation['operationId']}"
        example = known.get("request", content[_JSON].get("example", {}))
        body = json.dumps(example).encode()
    elif content:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        form = next(iter(content.values()))["example"]
        body = "&".join(f"{name}={value}" for name, value in form.items()).encode()
    url = f"{_AT}{path}?{asked}" if asked else f"{_AT}{path}"
    return dialect.ask(method.upper(), url, headers, body)


def _commit(dialect: DocumentedDialect) -> None:
    """Commit to the purchase, as reports of a payment need it."""
    url = f"{_AT}/shopper/{dialect.known['public_token']}"
    state = dialect.ask("GET", url, {}, b"").json()
    body = json.dumps({"version": state["version"]}).encode()
    dialect.ask("POST", f"{url}/commit", {"Content-Type": _JSON}, body)


def _new_id(dialect: DocumentedDialect, path: str) -> str:
    """Return the id of a new checkout, which may be cancelled."""
    collection = path.partition("/{")[0]
    create = dialect.document()["paths"][collection]["post"]
    found: str = _call(dialect, collection, "post", create, {}).json()["id"]
    return found


def _shorten(value: Any) -> Any:
    """Return JSON with at most three entries in each array."""
    if isinstance(value, list):
        return [_shorten(each) for each in value[:_MOST]]
    if isinstance(value, dict):
        return {name: _shorten(each) for name, each in value.items()}
    return value


if __name__ == "__main__":
    main()
