"""The document of every API has nothing that a linter or a generator of clients objects to."""

import json
from pathlib import Path

from tests.clients.programs import node_program, python_program, run, write_document

_GENERATOR = Path(__file__).parents[2] / "clients" / "python" / "generator.yaml"


def test_the_linter_finds_no_error(tmp_path: Path) -> None:
    """Redocly's recommended rules find no error."""
    document = write_document(tmp_path)
    options = ("--extends=recommended", "--format=json", "--max-problems=1000")

    linted = run(node_program("redocly"), "lint", *options, document, cwd=tmp_path)

    report = json.JSONDecoder().raw_decode(linted.stdout[linted.stdout.index("{") :])[0]
    assert [each for each in report["problems"] if each["severity"] == "error"] == []
    assert report["totals"]["errors"] == linted.returncode == 0


def test_a_python_client_is_generated_without_a_warning(tmp_path: Path) -> None:
    """openapi-python-client generates every operation and every answer."""
    document = write_document(tmp_path)
    settings = tmp_path / "generator.yaml"
    settings.write_text(_GENERATOR.read_text() + "post_hooks: []\n")
    made = tmp_path / "made"
    options = ("--output-path", made, "--config", settings, "--meta", "none", "--fail-on-warning")

    generated = run(
        *(python_program("openapi-python-client"), "generate", "--path", document, *options),
        cwd=tmp_path,
    )

    assert generated.returncode == 0, generated.stdout
    assert "arning" not in generated.stdout
    paths = json.loads(document.read_text())["paths"].values()
    modules = [each for each in made.glob("api/*/*.py") if each.name != "__init__.py"]
    assert len(modules) == sum(len(path) for path in paths)
