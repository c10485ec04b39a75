"""The page says the same as verify.py, word by word."""

from pathlib import Path

import pytest

from interfaces.verifiers.terminal.command import main
from tests.interfaces.verifiers.cases import CASES
from tests.interfaces.verifiers.changes import VerifierCase
from tests.interfaces.verifiers.test_evidence import arguments
from tests.system.verifiers.conftest import VerifierPage, give, lines

# Each kind of evidence and of change, and all three verdicts.
SOME = CASES[::4]
OTHERS = tuple(case for case in CASES if case not in SOME)


@pytest.mark.parametrize("cases", [SOME, pytest.param(OTHERS, marks=pytest.mark.thorough)])
def test_the_same_steps_and_words(
    verifier: VerifierPage,
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    cases: tuple[VerifierCase, ...],
) -> None:
    """Each line of the page is that of the script, and so is the verdict, for whole and changed evidence."""
    with verifier.open() as page:
        for case in cases:
            page.goto(verifier.address)
            give(page, case)
            assert main(arguments(case, tmp_path)) == case.exit_code
            assert lines(page) == capfdbinary.readouterr().out.decode().splitlines(), case.name
            assert page.locator("#verdict").get_attribute("data-exit") == str(case.exit_code)
