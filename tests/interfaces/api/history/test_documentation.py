"""OpenAPI describes the history API as it is."""

import json
from typing import Any

import pytest

from interfaces.api.history.across.deliveries import DELIVERY_FILTERS
from interfaces.api.history.across.figures import FIGURE_FILTERS
from interfaces.api.history.across.refusals import REFUSAL_FILTERS
from interfaces.api.history.audit_query import FILTERS
from interfaces.api.history.finding.parameters import CHECKOUT_FILTERS
from interfaces.api.readers.access_log import PERSON_FILTERS
from tests.interfaces.api.history.app_fixture import AUDITOR, AppFixture
from tests.interfaces.api.history.dispute import ID
from tests.json_schema import JsonSchema

OF_ONE = "/history/checkouts/{checkout_id}"
ERASURES = "/history/persons/erasures"
STATUSES_OF_EVIDENCE = {
    *("200", "400", "401", "403", "404", "409", "410", "413", "415", "422", "429"),
}
STATUSES = {
    OF_ONE: {"200", "304", "400", "401", "403", "404", "429"},
    f"{OF_ONE}/answers": {"200", "400", "401", "403", "404", "429"},
    f"{OF_ONE}/events": {"200", "400", "401", "403", "404", "429"},
    f"{OF_ONE}/versions": {"200", "400", "401", "403", "404", "406", "429"},
    f"{OF_ONE}/diff": {"200", "400", "401", "403", "404", "429"},
    f"{OF_ONE}/blame": {"200", "400", "401", "403", "404", "429"},
    f"{OF_ONE}/refusals": {"200", "400", "401", "403", "404", "429"},
    f"{OF_ONE}/refusals/{{position}}": {"200", "400", "401", "403", "404", "429"},
    f"{OF_ONE}/refusals/{{position}}/proof": {"200", "400", "401", "403", "404", "406", "429"},
    f"{OF_ONE}/timeline": {"200", "400", "401", "403", "404", "429"},
    f"{OF_ONE}/shown": {"200", "400", "401", "403", "404", "429"},
    f"{OF_ONE}/deliveries": {"200", "400", "401", "403", "404", "429"},
    f"{OF_ONE}/evidence": STATUSES_OF_EVIDENCE,
    f"{OF_ONE}/evidence/summary": STATUSES_OF_EVIDENCE,
    f"{OF_ONE}/proof": {"200", "400", "401", "403", "404", "406", "429"},
    "/history/checkouts": {"200", "400", "401", "403", "406", "429"},
    "/history/counts": {"200", "400", "401", "403", "406", "429"},
    "/history/suggestions": {"200", "400", "401", "403", "406", "429"},
    "/history/lookup": {"200", "400", "401", "403", "404", "406", "429"},
    "/history/events": {"200", "400", "401", "403", "404", "406", "503", "429"},
    "/history/deliveries": {"200", "400", "401", "403", "429"},
    "/history/deliveries/{delivery_id}/request": {"200", "400", "401", "403", "404", "409", "429"},
    "/history/deliveries/counts": {"200", "400", "401", "403", "429"},
    "/history/erasures": {"200", "400", "401", "403", "429"},
    "/history/checks": {"200", "400", "401", "403", "429"},
    "/history/readers": {"200", "400", "401", "403", "429"},
    "/history/system": {"200", "400", "401", "403", "429"},
    "/history/figures": {"200", "400", "401", "403", "429"},
    "/history/refusals": {"200", "400", "401", "403", "429"},
    "/history/stream": {"200", "400", "401", "403", "406", "429"},
    "/history/reads": {"200", "400", "401", "403", "429"},
    ERASURES: {"200", "201", "400", "401", "403", "413", "415", "422", "429"},
    f"{ERASURES}/{{erasure_id}}": {"200", "401", "403", "404", "429"},
}


RESEND = "/history/deliveries/{delivery_id}/resend"


def test_sending_a_delivery_again_is_described(document: dict[str, Any]) -> None:
    """The only request that is no read has its key and its problems."""
    item = document["paths"][RESEND]["post"]
    assert set(item["responses"]) - {"default", "429"} == {"202", "400", "401", "403", "404", "409"}
    assert item["security"] == [{"HistoryKey": []}]


def test_every_endpoint_is_described_with_its_statuses(document: dict[str, Any]) -> None:
    """There is a summary, the key that it takes, and problem details for all that goes wrong."""
    said = {
        path: set(next(iter(item.values()))["responses"]) - {"default"}
        for path, item in document["paths"].items()
        if path not in ("/history/persons/export", RESEND)
    }
    assert said == STATUSES
    operations = [
        (path, each) for path, item in document["paths"].items() for each in item.values()
    ]
    for path, operation in operations:
        assert operation["summary"]
        key = "ErasureKey" if path.startswith(ERASURES) else "HistoryKey"
        key = "EvidenceKey" if "/evidence" in path else key
        assert operation["security"] == [{key: []}]
        for status, answer in operation["responses"].items():
            if status not in ("200", "201", "202", "304"):
                assert set(answer["content"]) == {"application/problem+json"}


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (OF_ONE, {"version", "at", "Accept-Datetime", "If-None-Match", "wait_for"}),
        (f"{OF_ONE}/diff", {"from", "to", "wait_for"}),
        (f"{OF_ONE}/blame", {"version", "at", "field", "before", "limit", "wait_for"}),
        (f"{OF_ONE}/events", {"around", "after", "before", "limit", "wait_for"}),
        (
            f"{OF_ONE}/timeline",
            {"around", "after", "before", "limit", "kind", "actor", "money", "wait_for"},
        ),
        ("/history/events", {*FILTERS, *PERSON_FILTERS, "limit", "cursor", "order", "wait_for"}),
        ("/history/deliveries", {*DELIVERY_FILTERS, "limit", "cursor"}),
        ("/history/figures", set(FIGURE_FILTERS)),
        ("/history/refusals", {*REFUSAL_FILTERS, "limit", "cursor"}),
        ("/history/checkouts", {*CHECKOUT_FILTERS, "limit", "cursor"}),
        ("/history/counts", set(CHECKOUT_FILTERS)),
        ("/history/suggestions", {"q"}),
        ("/history/lookup", {"q"}),
        ("/history/stream", {*FILTERS, "after", "Last-Event-ID"}),
        ("/history/reads", {"reader", "checkout", "since", "until", "limit", "cursor"}),
    ],
)
def test_every_parameter_is_described(document: dict[str, Any], path: str, names: set[str]) -> None:
    """Each that is read, and no other."""
    parameters = document["paths"][path]["get"]["parameters"]
    assert {each["name"] for each in parameters} - {"checkout_id"} == names
    assert all(each["description"] for each in parameters if each["name"] != "checkout_id")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (OF_ONE, "?version=5"),
        (f"{OF_ONE}/answers", ""),
        (f"{OF_ONE}/events", ""),
        (f"{OF_ONE}/versions", ""),
        (f"{OF_ONE}/diff", "?from=1&to=5"),
        (f"{OF_ONE}/events", "?after=1"),
        (f"{OF_ONE}/blame", ""),
        (f"{OF_ONE}/blame", "?field=/total"),
        (f"{OF_ONE}/refusals", ""),
        (f"{OF_ONE}/refusals/{{position}}", ""),
        (f"{OF_ONE}/timeline", ""),
        (f"{OF_ONE}/timeline", "?around=5"),
        ("/history/events", ""),
        ("/history/refusals", ""),
        ("/history/figures", "?from=2026-03-01T00:00:00Z"),
        ("/history/deliveries", ""),
        ("/history/reads", ""),
    ],
)
async def test_answers_are_of_the_shape_that_is_described(
    dispute: AppFixture, document: dict[str, Any], path: str, query: str
) -> None:
    """Each answer is valid against its schema, and the schema says what is in an answer."""
    answers = document["paths"][path]["get"]["responses"]["200"]["content"]
    described = answers["application/json"]["schema"]
    schemas = [
        document["components"]["schemas"][each["$ref"].rpartition("/")[2]]
        for each in described.get("anyOf", [described])
    ]
    answer = await dispute.get(
        path.format(checkout_id=ID, position=1) + query, AUDITOR, Accept="application/json"
    )
    JsonSchema(described | {"components": document["components"]}).validate(answer.json())
    # A window has what the whole has, and its versions.
    assert set(answer.json()) - {"window"} in [set(each["required"]) for each in schemas]


def test_the_document_is_json_without_dangling_references(document: dict[str, Any]) -> None:
    """No reference leads into the definitions of a schema elsewhere."""
    assert '"$ref": "#/$defs' not in json.dumps(document)
