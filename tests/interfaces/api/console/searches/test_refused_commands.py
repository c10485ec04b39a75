"""The page of refused commands across checkouts."""

from tests.interfaces.api.console.console_fixture import OTHER, Console, Page

REFUSALS = "/console/refusals"
PLACE = "/console/checkouts/checkout-1?version=10#refused-10-"


async def test_a_refused_command_leads_to_its_place(signed_in: Console) -> None:
    """The row has the reason with its explanation, who sent it, and a link to the version that it was decided on."""
    await signed_in.history.dispute()
    page = await signed_in.page(REFUSALS)
    assert "✕ Purchase commitment found The customer has committed to this purchase." in page.text
    assert "Update fees Walley" in page.text
    assert "▲ Shop demo-client" in page.text
    places = [each for each in page.links() if each.startswith(PLACE)]
    checkout = await signed_in.page(places[0])
    anchors = {
        value for tag, name, value in checkout.attributes if (tag, name) == ("article", "id")
    }
    assert {each.partition("#")[2] for each in places} <= anchors


async def test_conditions_narrow_the_page(signed_in: Console) -> None:
    """A reason, an actor and a time are fields, and what is set is said, with a way out of nothing."""
    await signed_in.history.dispute()
    answer = await signed_in.post(REFUSALS, reason="PurchaseCommitmentFound", actor="")
    assert answer.headers["Location"] == f"{REFUSALS}?reason=PurchaseCommitmentFound"
    page = await signed_in.page(answer.headers["Location"])
    assert [each for each in page.links() if each.startswith(PLACE)]
    none = await signed_in.page(f"{REFUSALS}?reason=PurchaseCommitmentFound&actor=shop%3Aelse")
    assert "No refused command meets all of these conditions. Drop one of them:" in none.text
    assert f"{REFUSALS}?actor=shop%3Aelse" in none.links()


async def test_another_merchants_refusals_are_not_there(console: Console) -> None:
    """A key of another merchant sees none, also when it names the checkout."""
    await console.history.dispute()
    await console.sign_in(OTHER)
    for path in (REFUSALS, f"{REFUSALS}?checkout=checkout-1"):
        page = await console.page(path)
        assert "Purchase commitment found The customer" not in page.text
        assert not [each for each in page.links() if "checkout-1?" in each]
    await console.page(f"{REFUSALS}?merchant=demo-shop", status=400)


async def test_the_look_is_recorded_and_said_elsewhere(signed_in: Console) -> None:
    """The access log has the search, and the page has it as a request to the API and as a command."""
    page = await signed_in.page(f"{REFUSALS}?since=2026-03-01T14%3A00%3A00Z&command=UpdateFees")
    entry = signed_in.history.storage.reads.kept[-1].read
    assert entry.provenance.operation == "search refusals"
    assert "tillroll refusals --since 2026-03-01T14:00:00Z --command UpdateFees" in page.text
    assert "/history/refusals?since=2026-03-01T14%3A00%3A00Z&command=UpdateFees" in page.text


async def test_what_cannot_be_read_is_said(signed_in: Console) -> None:
    """A time that is none is said at its field, after the form and in the address."""
    answer = await signed_in.post(REFUSALS, since="soon")
    assert answer.status_code == 422
    assert "Write a day or a time" in Page.of(answer).text
    await signed_in.page(f"{REFUSALS}?since=soon", status=400)
