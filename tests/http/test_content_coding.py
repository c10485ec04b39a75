"""Request bodies in a content coding."""

import pytest
from fastapi import Request

from interfaces.http.faults import UnsupportedMediaType
from interfaces.http.reading import require_json


def request_in(coding: str) -> Request:
    """A request that declares its body's content coding."""
    return Request({"type": "http", "headers": [(b"content-encoding", coding.encode())]})


@pytest.mark.parametrize("coding", ["gzip", "br", "gzip, identity"])
def test_a_content_coding_is_refused_by_name(coding: str) -> None:
    """A body in a content coding is refused, and the fault names the coding."""
    with pytest.raises(UnsupportedMediaType) as refused:
        require_json(request_in(coding))
    assert coding in refused.value.got


@pytest.mark.parametrize("coding", ["identity", "Identity", ""])
def test_identity_is_taken(coding: str) -> None:
    """The identity coding is no coding."""
    require_json(request_in(coding))
