"""Refuse bodies in a content coding such as gzip (RFC 9110 §8.4)."""

from starlette.requests import Request

from interfaces.http.errors.request_errors import UnsupportedMediaType

_NONE = frozenset(("", "identity"))
_LONGEST_SHOWN = 100


def refuse_content_coding(request: Request) -> None:
    """Raises UnsupportedMediaType, which names the coding, unless the body is declared to have none (§15.5.16)."""
    if "content-encoding" not in request.headers:
        return
    declared = ", ".join(request.headers.getlist("content-encoding"))
    if all(coding.strip().lower() in _NONE for coding in declared.split(",")):
        return
    raise UnsupportedMediaType(
        got=f"Content-Encoding: {declared[:_LONGEST_SHOWN]}",
        expected="the body without a content coding",
        headers={"Accept-Encoding": "identity"},
    )
