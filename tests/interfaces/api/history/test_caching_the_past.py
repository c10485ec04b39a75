"""Cache-Control of a state in the history: the rule of the dialects holds for auditors."""

import pytest

from application.commands.change import Change
from application.commands.shop import ChangeReference, IdentifyCustomer, ReplaceMetadata
from domain.values.customer import Customer
from tests.interfaces.api.history.app_fixture import HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID, SHOP

PATH = f"/history/checkouts/{ID}"


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(
    "change",
    [
        IdentifyCustomer(customer=Customer(national_id="19121212-1212")),
        ReplaceMetadata(metadata='"sealed:0123456789ab:AAAA"'),
    ],
)
async def test_a_state_with_a_customer_or_sealed_data_is_not_stored(
    change: Change, known: bool
) -> None:
    """200 and 304 say no-store, of a past version and of the newest one; the version before stays immutable."""
    app_fixture = AppFixture()
    async with app_fixture.client:
        await app_fixture.opened()
        await app_fixture.change(ID, change, SHOP, "change")
        await app_fixture.change(ID, ChangeReference(reference="A-9"), SHOP, "change")
        said = {}
        for version in (3, 4, 5):
            tag = {"If-None-Match": f'"{version}"'} if known else {}
            answer = await app_fixture.get(f"{PATH}?version={version}", {**HISTORY, **tag})
            assert answer.status_code == (304 if known else 200)
            said[version] = answer.headers["Cache-Control"]
    assert said == {
        3: "private, immutable, max-age=31536000",
        4: "private, no-store",
        5: "private, no-store",
    }


async def test_an_erased_state_is_not_stored() -> None:
    """What was erased can be read nowhere, and no cache keeps the answer that says so."""
    app_fixture = AppFixture()
    async with app_fixture.client:
        await app_fixture.opened()
        by = (await app_fixture.storage.events.events(ID))[0].provenance
        await app_fixture.checkouts.erase(ID, "merchant-data", "0a" * 32, by)
        await app_fixture.change(ID, ChangeReference(reference="A-9"), SHOP, "change")
        answer = await app_fixture.get(f"{PATH}?version=4")
    assert answer.headers["Cache-Control"] == "private, no-store"
