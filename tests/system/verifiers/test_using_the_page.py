"""The page as a person uses it: dropping files, changing them, reading the result in any view."""

import base64

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.interfaces.verifiers.altered_events import ALTERED
from tests.interfaces.verifiers.changed_heads import HEADS
from tests.interfaces.verifiers.pack import POLICY
from tests.interfaces.verifiers.whole_evidence import WHOLE
from tests.system.console.test_every_page import RULES
from tests.system.verifiers.conftest import VerifierPage, give, lines, payloads

_DROP = """([name, text, target]) => {
    const octets = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([octets], name));
    const options = { dataTransfer: transfer, bubbles: true, cancelable: true };
    return document.querySelector(target).dispatchEvent(new DragEvent("drop", options));
}"""


def drop(page: Page, target: str, name: str, octets: bytes) -> bool:
    """Drops a file, and returns whether the browser would open it in place of the page."""
    opened: bool = page.evaluate(_DROP, [name, base64.b64encode(octets).decode(), target])
    return opened


def test_dropping_files(verifier: VerifierPage) -> None:
    """Files that are dropped on their places are verified. One that is dropped beside them does nothing."""
    with verifier.open() as page:
        assert not drop(page, "body", "pack.zip", WHOLE[0].files["pack.zip"])
        assert not drop(page, "[data-input=policy]", "policy.txt", POLICY)
        assert page.locator("#result").is_hidden()
        assert not drop(page, "[data-input=evidence]", "pack.zip", WHOLE[0].files["pack.zip"])
        page.wait_for_selector("#result[data-done]")

        assert lines(page)[-1] == "Proven: what is shown is what was recorded."
        assert page.locator("#evidence").input_value().endswith("pack.zip")


def test_changing_the_evidence(verifier: VerifierPage) -> None:
    """The result is that of the files that were chosen last."""
    with verifier.open() as page:
        give(page, WHOLE[0])
        page.set_input_files("#policy", payloads({"policy": b"quorum none"}))
        page.wait_for_selector("#result[data-done] #verdict[data-exit='2']")
        assert "? The policy has no key of the log shop.example/tillroll." in lines(page)
        page.set_input_files("#evidence", payloads(ALTERED[0].files))
        page.wait_for_selector("#result[data-done] #verdict[data-exit='1']")

        assert ALTERED[0].line in " ".join(lines(page))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 320])
def test_axe_finds_no_violation(verifier: VerifierPage, scheme: str, width: int) -> None:
    """The empty page and each verdict violate no rule of WCAG 2.2 A and AA, and do not scroll sideways."""
    view = {"width": width, "height": 900}
    with verifier.open(color_scheme=scheme, viewport=view) as page:
        for case in (None, WHOLE[0], ALTERED[0], HEADS[4]):
            if case is not None:
                page.goto(verifier.address)
                give(page, case)
            found = Axe().run(page, options=RULES)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_browser_without_scripts(verifier: VerifierPage) -> None:
    """Without scripts the page says what to use instead."""
    with verifier.open(java_script_enabled=False) as page:
        assert "Use verify.py instead" in page.locator("noscript").inner_text()


def test_the_page_can_reach_nothing(verifier: VerifierPage) -> None:
    """The page's own policy refuses every request, and every script and style but its own."""
    with verifier.open() as page:
        refused = page.evaluate(
            "fetch('https://shop.example/').then(() => 'sent', () => 'refused')"
        )
        assert refused == "refused"
        assert any("Content Security Policy" in fault for fault in verifier.faults)
        verifier.faults.clear()
