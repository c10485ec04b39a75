"""`tillroll verify`, which needs no database."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from interfaces.cli.main import app
from tests.interfaces.verifiers.altered_events import ALTERED
from tests.interfaces.verifiers.changed_heads import HEADS
from tests.interfaces.verifiers.changes import VerifierCase
from tests.interfaces.verifiers.kept_heads import KEPT
from tests.interfaces.verifiers.test_evidence import arguments
from tests.interfaces.verifiers.whole_evidence import WHOLE


@pytest.mark.parametrize(
    "case", [WHOLE[0], WHOLE[2], ALTERED[0], HEADS[4], KEPT[1]], ids=lambda case: case.name
)
def test_the_command_is_the_verifier(case: VerifierCase, tmp_path: Path) -> None:
    """The command takes the arguments of verify.py, prints its lines, and exits with its code."""
    ran = CliRunner().invoke(app, ["verify", *arguments(case, tmp_path)])

    assert ran.exit_code == case.exit_code
    assert case.line in ran.stdout


def test_a_policy_is_required(tmp_path: Path) -> None:
    """Without a policy there is nothing to believe: the usage is wrong."""
    (tmp_path / "pack.zip").write_bytes(WHOLE[0].files["pack.zip"])

    assert CliRunner().invoke(app, ["verify", str(tmp_path / "pack.zip")]).exit_code == 2
