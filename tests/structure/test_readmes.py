"""The README files say who does what, and their relative links lead somewhere."""

from pathlib import Path

import pytest

from tests.structure.readmes import broken_links, missing_folders, readmes, riddles_in
from tests.structure.source_tree import ROOT


def test_every_relative_link_resolves() -> None:
    """Each relative link in a README.md names a file that exists, and a heading that exists in it."""
    assert [message for readme in readmes(ROOT) for message in broken_links(readme)] == []


def test_the_readme_is_at_most_250_lines_long() -> None:
    """The README at the root is short enough to be read as a whole."""
    assert len((ROOT / "README.md").read_text().splitlines()) <= 250


@pytest.mark.parametrize("target", ["missing.md", "#no-such-heading", "README.md#neither"])
def test_a_link_that_leads_nowhere_is_found(target: str, tmp_path: Path) -> None:
    """A link to a missing file or heading is reported with its target."""
    readme = tmp_path / "README.md"
    readme.write_text(f"# Here\n[there]({target})\n")

    assert [target in message for message in broken_links(readme)] == [True]


@pytest.mark.parametrize("target", ["README.md", "#over-here", "https://shop.example/terms"])
def test_a_link_that_leads_somewhere_passes(target: str, tmp_path: Path) -> None:
    """Links to files, to headings and to other sites are not reported."""
    readme = tmp_path / "README.md"
    readme.write_text(f"# Over here\n[there]({target})\n")

    assert list(broken_links(readme)) == []


def test_no_readme_hides_who_acts() -> None:
    """No README.md has a phrase that hides who does what."""
    assert [message for readme in readmes(ROOT) for message in riddles_in(readme)] == []


@pytest.mark.parametrize(
    ("text", "phrases"),
    [("Whoever reads it pays.", 1), ("The reader pays.", 0), ("```\nwhoever\n```\n", 0)],
)
def test_a_phrase_that_hides_who_acts_is_found(text: str, phrases: int, tmp_path: Path) -> None:
    """A phrase in the prose is reported, and one in a listing is not."""
    readme = tmp_path / "README.md"
    readme.write_text(text)

    assert len(list(riddles_in(readme))) == phrases


def test_the_tree_in_the_readme_has_every_folder_of_the_layers() -> None:
    """The tree has a line for each folder in domain, application and interfaces."""
    assert list(missing_folders(ROOT)) == []


def test_a_folder_without_a_line_is_found(tmp_path: Path) -> None:
    """A folder that the tree leaves out is reported with its path, also if another layer has one of its name."""
    for folder in ("application/jobs", "interfaces/jobs"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "__init__.py").touch()
    tree = "application/  the use cases\n  jobs/  expiry\ninterfaces/  HTTP\n"
    (tmp_path / "README.md").write_text(f"```\n{tree}```\n")

    assert ["interfaces/jobs/" in message for message in missing_folders(tmp_path)] == [True]
