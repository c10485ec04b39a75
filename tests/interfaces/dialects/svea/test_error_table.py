"""The response to each refusal, including refusals that no endpoint of this dialect causes today."""

from typing import Any

import pytest
from fastapi import Request

from domain.refusals import Refusal
from interfaces.dialects.svea.errors import (
    REFUSAL_MESSAGES,
    REFUSALS,
    code_of,
    render_refusal,
    render_request_error,
)
from interfaces.http.errors import request_errors
from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.reader import parse_json
from tests.interfaces.http.test_problem_details import EXAMPLES, leaves

REQUEST = Request({"type": "http", "headers": []})


def test_every_refusal_has_its_own_message() -> None:
    """No refusal of the domain falls back to the general message of the base class."""
    general = REFUSAL_MESSAGES[Refusal]

    assert [kind for kind in leaves(Refusal) if REFUSAL_MESSAGES[kind] == general] == []


@pytest.mark.parametrize("refusal", EXAMPLES.values(), ids=lambda each: type(each).__name__)
def test_a_refusal_has_the_same_message_in_header_and_body(refusal: Refusal) -> None:
    """The ErrorMessage header and the body have the same message, and neither contains the checkout's id."""
    answer = render_refusal(REQUEST, refusal)

    status, code = REFUSALS[type(refusal)]
    body: Any = parse_json(bytes(answer.body))
    assert answer.status_code == status
    assert [error["Code"] for error in body["Errors"]] == [code]
    assert dict(answer.raw_headers)[b"ErrorMessage"].decode() == body["Message"]
    assert "private" not in body["Message"]


@pytest.mark.parametrize(
    ("path", "kind", "code"),
    [
        ("Cart", "missing", 102),
        ("Cart", "amount", 135),
        ("Cart.Items", "limit", 151),
        ("Cart.Items[7]", "type", 102),
        ("Cart.Items[7].Name", "too-long", 113),
        ("Cart.Items[7].DiscountAmount", "forbidden", 400),
        ("MerchantSettings.PushUri", "missing", 110),
        ("ShippingInformation.FallbackOptions[0].Name", "too-long", 400),
        ("PresetValues[0]", "type", 400),
        ("", "type", 400),
    ],
)
def test_a_documented_field_has_its_documented_code(path: str, kind: str, code: int) -> None:
    """A field with a documented code has that code. A field of the same name in another place has none."""
    assert code_of(FieldFault(path=path, kind=kind, message="")) == code


@pytest.mark.parametrize(
    ("message", "header"),
    [("två\r\nSet-Cookie: x=1", "två  Set-Cookie: x=1"), ("цена", "????"), ("x" * 900, "x" * 500)],
)
def test_any_message_is_encoded_for_the_header(message: str, header: str) -> None:
    """The header has the message as one line of allowed characters, and the body has it unchanged."""
    answer = render_request_error(REQUEST, request_errors.MalformedBody(message))

    body: Any = parse_json(bytes(answer.body))
    assert dict(answer.raw_headers)[b"ErrorMessage"].decode("latin-1") == header
    assert body["Errors"][0]["ErrorMessage"] == message
