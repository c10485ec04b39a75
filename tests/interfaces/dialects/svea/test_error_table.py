"""What each refusal becomes, whether or not an endpoint of this dialect can meet it today."""

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
from tests.interfaces.http.test_own_problems import EXAMPLES, leaves

REQUEST = Request({"type": "http", "headers": []})


def test_every_refusal_has_a_message() -> None:
    """No refusal of the domain has the general message of the root of the tree."""
    general = REFUSAL_MESSAGES[Refusal]

    assert [kind for kind in leaves(Refusal) if REFUSAL_MESSAGES[kind] == general] == []


@pytest.mark.parametrize("refusal", EXAMPLES.values(), ids=lambda each: type(each).__name__)
def test_a_refusal_has_one_error_and_says_it_twice(refusal: Refusal) -> None:
    """The header and the body say the same; the private id is in neither."""
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
def test_the_code_is_that_of_the_field(path: str, kind: str, code: int) -> None:
    """Where the documents have one; a name elsewhere that only reads the same has none."""
    assert code_of(FieldFault(path=path, kind=kind, message="")) == code


@pytest.mark.parametrize(
    ("said", "header"),
    [("två\r\nSet-Cookie: x=1", "två  Set-Cookie: x=1"), ("цена", "????"), ("x" * 900, "x" * 500)],
)
def test_any_text_fits_into_the_header(said: str, header: str) -> None:
    """One line, in the letters that a header has; the body says it as it is."""
    answer = render_request_error(REQUEST, request_errors.MalformedBody(said))

    body: Any = parse_json(bytes(answer.body))
    assert dict(answer.raw_headers)[b"ErrorMessage"].decode("latin-1") == header
    assert body["Errors"][0]["ErrorMessage"] == said
