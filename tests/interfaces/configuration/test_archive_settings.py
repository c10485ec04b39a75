"""The setting of the archive."""

from pathlib import Path

import pytest

from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused


def _file(folder: Path, table: str) -> Path:
    file = folder / "tillroll.toml"
    file.write_text(f"merchants = []\n{table}")
    return file


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ("", None),
        ('[archive]\nfolder = "old"', "{folder}/old"),
        ('[archive]\nfolder = "/srv/old"', "/srv/old"),
        (
            '[archive]\nfolder = "s3://bucket/old?region=eu-north-1"',
            "s3://bucket/old?region=eu-north-1",
        ),
    ],
)
def test_places(tmp_path: Path, table: str, place: str | None) -> None:
    """A relative folder begins at the folder of the file. A bucket stays as it is given. There may be none."""
    file = _file(tmp_path, table)
    found = load_configuration(file, production=False).archive.place(file)
    assert found == (None if place is None else place.format(folder=tmp_path))


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ('folder = "s3://"', r"\[archive\] folder: s3:// names no bucket\."),
        (
            'folder = "ftp://host/x"',
            r"\[archive\] folder: ftp://host/x is neither a folder nor a bucket",
        ),
        ("folder = 3", r"Expected `str \| null`, got `int` - at `\$.archive.folder`"),
        ('place = "/srv"', "unknown field `place`"),
    ],
)
def test_refused_settings(tmp_path: Path, table: str, reason: str) -> None:
    """A setting that cannot be meant is refused with what is wrong."""
    with pytest.raises(ConfigurationRefused, match=reason):
        load_configuration(_file(tmp_path, f"[archive]\n{table}"), production=False)
