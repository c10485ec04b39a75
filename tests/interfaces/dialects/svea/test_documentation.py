"""What /docs shows of the dialect."""

from tests.interfaces.dialects.svea.house import House


async def test_every_endpoint_is_described(house: House) -> None:
    """Each has a summary, a unique id, its path's parameters, and an example of its body."""
    operations = [
        (path, method, operation)
        for path, methods in house.app.openapi()["paths"].items()
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


async def test_the_examples_are_accepted(house: House) -> None:
    """Each example of a body is accepted unchanged."""
    token = await house.token()
    order = await house.opened(ClientOrderNumber="another")
    shown = house.app.openapi()["paths"]

    for template, methods in shown.items():
        for method, operation in methods.items():
            if template.startswith("/api/") and method != "get":
                example = operation["requestBody"]["content"]["application/json"]["example"]
                path = template.replace("/api/orders/{order_id}", order)
                path = path.replace("/api/tokens/{token}", token)
                answer = await house.ask(method.upper(), path, example)
                assert answer.status_code in (200, 201), (path, answer.text)
