"""Wrong fields in a body of the shopper's API: every one of them is named, with what would be right."""

import json

import pytest

from tests.interfaces.api.api_fixture import TOKEN, ApiFixture, is_problem, problem

POSTS = ["suspend", "resume", "identify", "commit"]


async def faults_of(api: ApiFixture, verb: str, body: object) -> dict[str, str]:
    """The fields that are said to be wrong, each with what is said."""
    answer = await api.client.post(f"/shopper/{TOKEN}/{verb}", json=body)
    assert answer.status_code == 422
    assert is_problem(answer)
    assert answer.json()["type"] == "urn:tillroll:problem:invalid-fields"
    return {fault["field"]: fault["message"] for fault in answer.json()["errors"]}


async def test_all_faults_of_an_identification_are_listed(api: ApiFixture) -> None:
    """Each fault names its field by path and says what would be right."""
    await api.opened()

    assert await faults_of(
        api,
        "identify",
        {
            "email": "astrid",
            "phone": "call me",
            "first_name": "",
            "last_name": "x" * 101,
            "national_id": 19121212,
            "nickname": "Assa",
            "delivery_address": {"address": "a\x00b", "city": None, "country": "Sweden", "zip": 1},
            "billing_address": [],
        },
    ) == {
        "email": "email: must be an e-mail address, as in name@shop.example.",
        "phone": "phone: must be a phone number, as in +46 70 123 45 67.",
        "first_name": "first_name: must not be empty; leave it out where there is nothing to say.",
        "last_name": "last_name: must be at most 100 characters long.",
        "national_id": "national_id: must be a string.",
        "nickname": "nickname: is not a field of this request; check its spelling or leave it out.",
        "delivery_address.address": "delivery_address.address: must not contain the character U+0000.",
        "delivery_address.city": "delivery_address.city: must be a string.",
        "delivery_address.country": "delivery_address.country: "
        "must be a country in two capital letters (ISO 3166-1), as in SE.",
        "delivery_address.zip": "delivery_address.zip: "
        "is not a field of this request; check its spelling or leave it out.",
        "billing_address": "billing_address: must be an object.",
    }


async def test_the_problem_of_invalid_fields_is_whole(api: ApiFixture) -> None:
    """The detail repeats what the list says, for people who read only that."""
    await api.opened()

    answer = await api.client.post(f"/shopper/{TOKEN}/commit", json={})

    assert answer.json() == problem(
        "invalid-fields",
        422,
        "Invalid fields",
        "version: is required.",
        errors=[{"field": "version", "message": "version: is required."}],
    )


@pytest.mark.parametrize(
    "email",
    ["a@b", "@b.example", "a@", "a b@c.example", "a@b..example", "a@b.example\x00", "a@@b.example"],
)
async def test_what_is_no_email_address_is_refused(api: ApiFixture, email: str) -> None:
    """An address needs a name, one @ and a domain with a dot."""
    await api.opened()

    assert list(await faults_of(api, "identify", {"email": email})) == ["email"]


async def test_an_email_address_is_at_most_254_characters_long(api: ApiFixture) -> None:
    """The longest that can be delivered to is taken, one more is not."""
    await api.opened()
    longest = f"a@{'b' * 244}.example"

    taken = await api.client.post(f"/shopper/{TOKEN}/identify", json={"email": longest})

    assert (len(longest), taken.status_code) == (254, 200)
    assert list(await faults_of(api, "identify", {"email": "a" + longest})) == ["email"]


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({"type": "business"}, {"company": "company: is required where type is 'business'."}),
        (
            {"type": "private", "company": "Kaffe AB", "organization_number": "556000-0000"},
            {
                "company": "company: belongs to a customer of type 'business'.",
                "organization_number": "organization_number: belongs to a customer of type 'business'.",
            },
        ),
        ({"type": "company"}, {"type": "type: must be 'private' or 'business'."}),
    ],
)
async def test_a_business_has_a_name_and_a_private_person_has_none(
    api: ApiFixture, body: dict[str, str], faults: dict[str, str]
) -> None:
    """Which fields belong to a customer depends on its type."""
    await api.opened()

    assert await faults_of(api, "identify", {"email": "a@b.example"} | body) == faults


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("4", "must be a whole number, without quotes and without a fraction"),
        (True, "must be a whole number, without quotes and without a fraction"),
        (4.0, "must be a whole number, without quotes and without a fraction"),
        (None, "must be a whole number, without quotes and without a fraction"),
        (0, "must be at least 1"),
        (-4, "must be at least 1"),
        (2**53, "must be at most 9007199254740991"),
        (2**63, "must be at most 9007199254740991"),
    ],
)
async def test_the_version_shown_is_a_whole_number(
    api: ApiFixture, version: object, said: str
) -> None:
    """Neither text nor truth nor fraction is a version."""
    await api.opened()

    assert await faults_of(api, "commit", {"version": version}) == {"version": f"version: {said}."}


@pytest.mark.parametrize("verb", ["suspend", "resume"])
async def test_a_field_that_would_be_overlooked_is_refused(api: ApiFixture, verb: str) -> None:
    """A version in the body of suspend is refused: the version belongs in If-Match."""
    await api.opened()

    assert list(await faults_of(api, verb, {"version": 4})) == ["version"]


@pytest.mark.parametrize("verb", POSTS)
@pytest.mark.parametrize("body", [[], "text", 1, None, True])
async def test_a_body_that_is_no_object_is_refused(
    api: ApiFixture, verb: str, body: object
) -> None:
    """Any other JSON value gets a fault of the body itself."""
    await api.opened()

    answer = await api.client.post(f"/shopper/{TOKEN}/{verb}", content=json.dumps(body))

    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "", "message": "The body must be an object."}]


async def test_a_thousand_unknown_fields_do_not_make_the_answer_larger_than_the_question(
    api: ApiFixture,
) -> None:
    """The list of faults and each name in it are cut."""
    body = {f"{number}-{'x' * 80}": 1 for number in range(1000)}

    answer = await api.client.post(f"/shopper/{TOKEN}/suspend", json=body)

    assert len(answer.json()["errors"]) == 100
    assert len(answer.content) < 50_000
