"""Every page in Chromium: light and dark, wide and narrow, without a violation of WCAG that axe finds."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.system.console.conftest import DISPUTES, ConsoleSite

PAGES = (
    "/console/search",
    "/console/search?q=nothing",
    "/console/search?total=344.00&status=completed",
    "/console/readers",
    "/console/events",
    "/console/refusals",
    "/console/live",
    "/console/overview",
    "/console/system",
    "/console/system/resend?delivery={parked_delivery}",
    "/console/checkouts/{dispute}",
    "/console/checkouts/{dispute}?version=8#v8",
    "/console/checkouts/{dispute}/compare?from=4&to=9",
    "/console/checkouts/{dispute}/blame?field=/total",
    "/console/checkouts/{dispute}/events/1",
    "/console/checkouts/{dispute}/refusals/1",
    "/console/checkouts/{dispute}/shown/8",
    "/console/checkouts/{stateset}/shown/2",
    "/console/checkouts/{parked}",
)
# The same pages with other rows, versions and dialects.
FURTHER = (
    "/console/search?total=1.00&status=open",
    "/console/search?dialect=walley",
    "/console/refusals?command=None",
    "/console/overview?merchant=demo-shop&dialect=walley",
    "/console/checkouts/{dispute}?version=2",
    "/console/checkouts/{dispute}?version=3",
    "/console/checkouts/{dispute}/compare?from=4&to=4",
    "/console/checkouts/{dispute}/blame?field=/customer/email&version=8",
    "/console/checkouts/{open}",
    "/console/checkouts/{svea}",
    "/console/checkouts/{stateset}",
)
# The customer's page is in a frame with an origin of its own, into which axe cannot send messages.
SWEDISH_PAGES = (
    "/console/search",
    "/console/search?total=1.00&status=open",
    "/console/events",
    "/console/live",
    "/console/overview",
    "/console/refusals",
    "/console/system",
    "/console/checkouts/{dispute}",
    "/console/checkouts/{dispute}/blame?field=/total",
    "/console/checkouts/{dispute}/events/1",
    "/console/checkouts/{dispute}/refusals/1",
    "/console/checkouts/{dispute}/shown/8",
    "/console/checkouts/{parked}",
)
# The others are in a narrow window with the longer Swedish words.
NARROW_IN_ENGLISH = tuple(path for path in PAGES if path not in SWEDISH_PAGES)
# Of a window, in pixels: a desk, and the narrowest telephone that WCAG asks for.
WIDE, NARROW = 1400, 320
RULES = {
    "iframes": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Between them they have what has colours: signs, marks of changes, charts, forms, problems and the customer's page.
COLOURFUL = (
    "/console/search?total=344.00&status=completed",
    "/console/overview",
    "/console/system/resend?delivery={parked_delivery}",
    "/console/checkouts/{dispute}",
    "/console/checkouts/{dispute}/compare?from=4&to=9",
    "/console/checkouts/{dispute}/refusals/1",
)
OTHERS = tuple(path for path in (*PAGES, *FURTHER) if path not in COLOURFUL)
# The pages with the longest words and the most columns.
LONGEST = ("/console/search", "/console/overview", "/console/checkouts/{dispute}")
# A page in the other scheme differs in its colours only, so it needs only the rules that look at them.
COLOURS = RULES | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
_TO_THE_TOP = """
async () => {
  for (let frame = 0; frame < 5; frame += 1) {
    window.scrollTo({ top: 0, behavior: "instant" });
    await new Promise((done) => { requestAnimationFrame(done); });
  }
}
"""
# Tables whose rows are cards in a narrow window, and that scroll sideways all the same.
_CUT_TABLES = """() => [...document.querySelectorAll("table:is(.cards, .hits)")]
    .filter(each => each.scrollWidth > each.parentElement.clientWidth)
    .map(each => each.innerText.slice(0, 60))"""
# Each line of a text has a rectangle of its own.
_LINES = """elements => elements.map(each => {
    const range = document.createRange();
    range.selectNodeContents(each);
    return [each.innerText, range.getClientRects().length];
})"""


@pytest.mark.parametrize(
    ("width", "paths"),
    [
        (WIDE, PAGES),
        (NARROW, NARROW_IN_ENGLISH),
        pytest.param(WIDE, FURTHER, marks=pytest.mark.thorough),
        pytest.param(NARROW, (*SWEDISH_PAGES, *FURTHER), marks=pytest.mark.thorough),
    ],
)
def test_axe_finds_no_violation(site: ConsoleSite, width: int, paths: tuple[str, ...]) -> None:
    """No page violates a rule of WCAG 2.2 A and AA or a best practice, and none scrolls sideways."""
    axe = Axe()
    with site.open(color_scheme="light", viewport={"width": width, "height": 900}) as page:
        for path in paths:
            page.goto(path.format(**vars(site.checkouts)))
            # What is under the sticky bar at one place of the page is not at another. The page scrolls to its version.
            page.evaluate(_TO_THE_TOP)
            found = axe.run(page, options=RULES)
            assert found.violations_count == 0, f"{path}: {found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            if width == NARROW:
                assert page.evaluate(_CUT_TABLES) == [], path
            navigation = page.get_by_role("navigation", name="Pages of the console")
            for text, lines in navigation.get_by_role("link").evaluate_all(_LINES):
                assert lines == 1, f"{path}: {text} is broken over lines"


@pytest.mark.parametrize("paths", [COLOURFUL, pytest.param(OTHERS, marks=pytest.mark.thorough)])
def test_axe_finds_no_violation_in_the_dark(site: ConsoleSite, paths: tuple[str, ...]) -> None:
    """The dark colours have contrast. They are the same at each width."""
    axe = Axe()
    with site.open(color_scheme="dark", viewport={"width": WIDE, "height": 900}) as page:
        for path in paths:
            page.goto(path.format(**vars(site.checkouts)))
            page.evaluate(_TO_THE_TOP)
            found = axe.run(page, options=COLOURS)
            assert found.violations_count == 0, f"{path}: {found.generate_report()}"


@pytest.mark.parametrize("width", [pytest.param(WIDE, marks=pytest.mark.thorough), NARROW])
def test_swedish_words_break_no_page(site: ConsoleSite, width: int) -> None:
    """Swedish words are longer. No page scrolls sideways with them, and no label is cut into syllables."""
    view = {"width": width, "height": 900}
    with site.open(locale="sv-SE", timezone_id="Europe/Stockholm", viewport=view) as page:
        for path in SWEDISH_PAGES:
            page.goto(path.format(**vars(site.checkouts)))
            expect(page.locator("html")).to_have_attribute("lang", "sv")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            labels = page.locator("button:visible, .version-links a:visible")
            for text, lines in labels.evaluate_all(_LINES):
                assert lines <= len(text.split()), f"{path}: {text} is broken"


@pytest.mark.parametrize(
    "paths", [LONGEST, pytest.param(SWEDISH_PAGES, marks=pytest.mark.thorough)]
)
def test_axe_finds_no_violation_in_swedish(site: ConsoleSite, paths: tuple[str, ...]) -> None:
    """The words are the same in a wide window, so the rules run in a narrow one."""
    axe = Axe()
    view = {"width": NARROW, "height": 900}
    with site.open(locale="sv-SE", timezone_id="Europe/Stockholm", viewport=view) as page:
        for path in paths:
            page.goto(path.format(**vars(site.checkouts)))
            page.evaluate(_TO_THE_TOP)
            found = axe.run(page, options=RULES)
            assert found.violations_count == 0, f"{path}: {found.generate_report()}"


@pytest.mark.parametrize("locale", ["en-GB", "sv-SE"])
def test_axe_finds_no_violation_in_the_form_of_an_evidence_pack(
    site: ConsoleSite, locale: str
) -> None:
    """The form, which only a key with the scope for it opens, violates no rule and is not wider than a telephone."""
    with site.open(DISPUTES, locale=locale, viewport={"width": 320, "height": 900}) as page:
        page.goto("/console/checkouts/{dispute}/evidence".format(**vars(site.checkouts)))
        page.emulate_media(color_scheme="light")
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        page.emulate_media(color_scheme="dark")
        found = Axe().run(page, options=COLOURS)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_before_the_sign_in(site: ConsoleSite, scheme: str) -> None:
    """The sign-in violates no rule."""
    with site.open(None, color_scheme=scheme) as page:
        page.goto("/console")
        assert page.url.endswith("/console/sign-in")
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
