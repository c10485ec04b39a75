"""The OpenAPI documentation of the Svea dialect."""

from tests.interfaces.dialects.svea.app_fixture import AppFixture


async def test_every_endpoint_is_described(app_fixture: AppFixture) -> None:
    """Each operation has a summary, a unique id, its path parameters and an example of its body."""
    operations = [
        (path, method, operation)
        for path, methods in app_fixture.app.openapi()["paths"].items()
        for method, operation in methods.items()
        if path.startswith("/api/")
    ]

    assert len(operations) == 9
    assert len({operation["operationId"] for _, _, operation in operations}) == 9
    for path, method, operation in operations:
        assert operation["summary"]
        named = {part["name"] for part in operation["parameters"] if part["in"] == "path"}
        assert {f"{{{name}}}" for name in named} == {
            word for word in path.split("/") if word.startswith("{")
        }
        if method != "get":
            assert operation["requestBody"]["content"]["application/json"]["example"]


async def test_the_examples_are_accepted(app_fixture: AppFixture) -> None:
    """The API accepts each example body unchanged."""
    token = await app_fixture.token()
    order = await app_fixture.opened(ClientOrderNumber="another")
    shown = app_fixture.app.openapi()["paths"]

    for template, methods in shown.items():
        for method, operation in methods.items():
            if template.startswith("/api/") and method != "get":
                example = operation["requestBody"]["content"]["application/json"]["example"]
                path = template.replace("/api/orders/{order_id}", order)
                path = path.replace("/api/tokens/{token}", token)
                answer = await app_fixture.ask(method.upper(), path, example)
                assert answer.status_code in (200, 201), (path, answer.text)
