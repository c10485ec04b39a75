"""The OpenAPI document is encoded once, because encoding it holds up all other requests."""

from tests.interfaces.api.api_fixture import ApiFixture


async def test_later_requests_get_the_bytes_of_the_first() -> None:
    """A change of the document in memory does not reach the response, which is the document as it was."""
    api = ApiFixture()
    first = await api.client.get("/openapi.json")
    assert first.json() == api.app.openapi()
    api.app.openapi()["info"] = {}
    later = await api.client.get("/openapi.json")
    assert (later.content, later.headers["content-type"]) == (first.content, "application/json")
