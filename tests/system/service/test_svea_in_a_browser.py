"""A shop's page with Svea's snippet in a real browser, and the page of another site with the same snippet."""

from pathlib import Path

import httpx

from tests.system.service.browser import needs_a_browser, seen, website
from tests.system.service.server import running
from tests.system.service.svea_shop import new_order

SCRIPT = """<p id="said">nothing yet</p><script>
const said = document.getElementById("said");
async function play() {
  const frozen = await scoApi.setCheckoutEnabled(false);
  said.textContent = frozen.stage;
  if (location.hash === "#both") {
    const thawed = await scoApi.setCheckoutEnabled(true);
    said.textContent += ", then " + thawed.stage;
  }
}
window.addEventListener("load", () => play().catch(error => { said.textContent = "failed: " + error; }));
</script>"""
# The page in the frame says its height as soon as it shows the checkout.
FRAME = """<p id="frame">silent</p><script>
window.addEventListener("message", event => {
  if (event.data && event.data.tillrollHeight) { document.getElementById("frame").textContent = "shown"; }
});
</script>"""
SPY = """<p id="read">nothing yet</p><p id="sent">nothing yet</p><script>
const shopper = "@SHOPPER@";
async function spy() {
  for (const [id, path, how] of [
    ["read", "", {}],
    ["sent", "/suspend", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" }],
  ]) {
    document.getElementById(id).textContent = await fetch(shopper + path, how).then(answer => answer.text(), String);
  }
  for (const body of ["{}", undefined, new Blob(["{}"])]) {
    await fetch(shopper + "/suspend", { method: "POST", mode: "no-cors", body });
  }
}
spy();
</script>"""


def shopper_of(order: dict[str, dict[str, str]]) -> str:
    """The address of the shopper's API, from the snippet."""
    return order["Gui"]["Snippet"].partition('src="')[2].partition("/page")[0]


@needs_a_browser
def test_the_shop_freezes_and_thaws_the_checkout(migrated_url: str, tmp_path: Path) -> None:
    """`scoApi.setCheckoutEnabled(false)` suspends and `(true)` resumes, from the shop's origin to tillroll's."""
    with running(migrated_url) as server, website(tmp_path / "shop") as shop:
        order = new_order(server.address, "A-1", shop.origin)
        page = shop.page(f"<!doctype html><title>Shop</title>{order['Gui']['Snippet']}{SCRIPT}")
        assert '<p id="said">suspended</p>' in seen(page, tmp_path)
        assert httpx.get(shopper_of(order)).json()["stage"] == "suspended"
        assert '<p id="said">suspended, then open</p>' in seen(f"{page}#both", tmp_path)
        assert httpx.get(shopper_of(order)).json()["stage"] == "open"


@needs_a_browser
def test_the_page_shows_what_is_being_bought(migrated_url: str, tmp_path: Path) -> None:
    """Its script runs under its own policy, and asks for the state of the checkout whose address it has."""
    with running(migrated_url) as server:
        page = seen(f"{shopper_of(new_order(server.address, 'A-1'))}/page", tmp_path)
    assert 'data-stage="open"' in page
    assert "Coffee" in page
    assert "190.00" in page


@needs_a_browser
def test_only_the_shops_own_origin_frames_the_page(migrated_url: str, tmp_path: Path) -> None:
    """The same snippet shows the checkout in the shop's page, and nothing in one of another site."""
    with (
        running(migrated_url) as server,
        website(tmp_path / "shop") as shop,
        website(tmp_path / "evil", "localhost") as evil,
    ):
        snippet = new_order(server.address, "A-1", shop.origin)["Gui"]["Snippet"]
        framing = f"<!doctype html><title>A page</title>{FRAME}{snippet}"
        assert '<p id="frame">shown</p>' in seen(shop.page(framing), tmp_path)
        assert '<p id="frame">silent</p>' in seen(evil.page(framing), tmp_path)


@needs_a_browser
def test_another_origin_reads_nothing_and_changes_nothing(
    migrated_url: str, tmp_path: Path
) -> None:
    """Its browser hides the answer, sends no change that needs a preflight, and the others are refused."""
    with (
        running(migrated_url) as server,
        website(tmp_path / "evil", "localhost") as evil,
        website(tmp_path / "shop") as shop,
    ):
        shopper = shopper_of(new_order(server.address, "A-1", shop.origin))
        before = httpx.get(shopper).json()
        spying = f"<!doctype html><title>A page</title>{SPY.replace('@SHOPPER@', shopper)}"
        document = seen(evil.page(spying), tmp_path)
        assert document.count("TypeError: Failed to fetch") == 2
        assert httpx.get(shopper).json() == before
        assert "Coffee" in seen(shop.page(spying), tmp_path)
        assert httpx.get(shopper).json()["stage"] == "suspended"
