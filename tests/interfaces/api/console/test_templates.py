"""Rules for the templates and the files of the console, which no page of a test can show for all pages to come."""

import gzip
import re
from pathlib import Path

import pytest

from interfaces.api.console import routes
from interfaces.api.console.text.languages import read_languages
from interfaces.api.console.text.templates import translated_environment

FOLDER = Path(routes.__file__).parent
TEMPLATES = sorted((FOLDER / "templates").glob("*.html"))
FILES = sorted(each for each in (FOLDER / "static").iterdir() if each.is_file())
LARGEST_SCRIPTS = 15_000
LARGEST_STYLE = 20_000
_FORBIDDEN = re.compile(
    r"\|\s*safe|autoescape\s+false|\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)|https?://",
    re.IGNORECASE,
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_templates_have_nothing_inline_and_nothing_unescaped(template: Path) -> None:
    """No template has `|safe`, an inline style, script or handler, or the address of another host."""
    assert _FORBIDDEN.findall(template.read_text()) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_every_form_that_changes_something_has_the_token(template: Path) -> None:
    """A form with POST has the token of its session, but for the sign-in, which begins one."""
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", template.read_text(), re.DOTALL)
    without = [form for form in forms if 'name="form_token"' not in form]
    assert len(without) == (1 if template.name == "sign_in.html" else 0)


def test_files_are_small_and_load_nothing() -> None:
    """The scripts and the style sheet are within their budgets when compressed, and name no other host."""
    sizes = {file.name: len(gzip.compress(file.read_bytes())) for file in FILES}
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) < LARGEST_SCRIPTS
    assert sizes["console.css"] < LARGEST_STYLE
    for file in FILES:
        text = file.read_text().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|@import|url\(", text), file.name


def test_a_changed_template_is_compiled_again(tmp_path: Path) -> None:
    """The code of a template is shared by languages, but not with another source of the same file."""
    page = tmp_path / "page.html"
    page.write_text('{{ t("Search") }} 1')
    read = {
        code: translated_environment(language, tmp_path).get_template("page.html").render()
        for code, language in read_languages().by_code.items()
    }
    assert (read["en"], read["sv"]) == ("Search 1", "Sök 1")
    page.write_text('{{ t("Search") }} 2')
    english = translated_environment(read_languages().by_code["en"], tmp_path)
    assert english.get_template("page.html").render() == "Search 2"
