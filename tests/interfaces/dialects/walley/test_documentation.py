"""The OpenAPI documentation of the Walley dialect."""

from tests.interfaces.dialects.walley.app_fixture import AppFixture


async def test_every_endpoint_is_described(app_fixture: AppFixture) -> None:
    """Each operation has a summary, a unique id, its path parameters and an example of its body."""
    paths = app_fixture.app.openapi()["paths"]

    operations = [
        (path, method, operation)
        for path, methods in paths.items()
        for method, operation in methods.items()
    ]
    assert len(operations) == 15
    assert len({operation["operationId"] for _, _, operation in operations}) == 15
    for path, method, operation in operations:
        assert operation["summary"]
        named = [part for part in operation.get("parameters", ()) if part["in"] == "path"]
        assert {f"{{{part['name']}}}" for part in named} == {
            word for word in path.split("/") if word.startswith("{")
        }
        if method != "get":
            content = operation["requestBody"]["content"]
            assert all("example" in media_type for media_type in content.values())


async def test_the_examples_are_accepted(app_fixture: AppFixture) -> None:
    """The API accepts each example body unchanged."""
    path = await app_fixture.opened()
    shown = app_fixture.app.openapi()["paths"]

    for template, methods in shown.items():
        for method, operation in methods.items():
            if method == "put" and template.startswith("/checkouts"):
                example = operation["requestBody"]["content"]["application/json"]["example"]
                url = template.replace("/checkouts/{checkout_id}", path)
                assert (await app_fixture.ask("PUT", url, example)).status_code == 200
