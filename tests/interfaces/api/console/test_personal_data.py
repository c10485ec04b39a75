"""Personal data on the pages, for keys with and without the scope `persons:read`."""

from application.commands.shop import IdentifyCustomer
from application.ports.key_vault import DataKeyId
from domain.values.customer import Customer
from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.api.history.dispute import ID, SHOPPER

EMAIL = "canary@person.example"
PATHS = (f"/console/checkouts/{ID}", f"/console/checkouts/{ID}/events/4")


async def tell(console: Console) -> None:
    """A checkout whose customer identified herself."""
    await console.history.opened()
    change = IdentifyCustomer(customer=Customer(email=EMAIL, first_name="Canary"))
    await console.history.change(ID, change, SHOPPER, "identify customer")


async def test_it_is_hidden_without_the_scope(signed_in: Console) -> None:
    """The pages show that there is an e-mail address, and not which."""
    await tell(signed_in)
    for path in PATHS:
        answer = await signed_in.browser.get(path)
        assert answer.status_code == 200
        assert "canary" not in answer.text.lower()
        assert "192.0.2.7" not in answer.text.rpartition("Customer identified")[2]
    page = await signed_in.page(PATHS[0])
    assert "E-mail •••" in page.text


async def test_it_is_shown_with_the_scope(auditor: Console) -> None:
    """The pages show the e-mail address to a key that may see it."""
    await tell(auditor)
    for path in PATHS:
        assert EMAIL in (await auditor.page(path)).text


async def test_erased_data_is_called_erased(auditor: Console) -> None:
    """After the key of the person is destroyed, the page says when."""
    await tell(auditor)
    await auditor.history.storage.vault.destroy(
        DataKeyId(checkout_id=ID, data_class="person"), auditor.history.now
    )
    text = (await auditor.page(PATHS[0])).text
    assert "erased on 1 Mar 2026, 14:03:01 UTC" in text
    assert EMAIL not in text


async def test_an_address_in_the_search_box_is_in_no_url(signed_in: Console) -> None:
    """The box does not lead to an address of the page that has the e-mail address, and the log has none."""
    answer = await signed_in.post("/console/search", q=EMAIL)
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    assert not [
        entry for entry in signed_in.history.storage.reads.kept if "canary" in entry.read.target
    ]
