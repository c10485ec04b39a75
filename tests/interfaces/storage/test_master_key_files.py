"""The file of master keys is private, made once, and changed without losing its comments."""

from pathlib import Path

import pytest

from interfaces.storage.codecs.wrapping import master_key_id
from interfaces.storage.master_key_file import (
    MasterKeyRefused,
    add_master_key,
    create_master_key,
    parse_master_keys,
    read_master_keys,
    remove_master_keys,
)
from interfaces.storage.reread_master_keys import RereadMasterKeys
from tests.master_key import MASTER_KEY, MASTER_KEYS

_KEY, _ABOUT = bytes(range(32)), "data key of c person"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A path without a file."""
    return tmp_path / "master.key"


def test_a_new_file(file: Path) -> None:
    """A new file has one master key, mode 600, and no temporary file beside it."""
    made = create_master_key(file)
    assert read_master_keys(file) == made
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["master.key"]


def test_an_existing_file(file: Path) -> None:
    """An existing file is not overwritten."""
    file.write_text("something")
    with pytest.raises(FileExistsError):
        create_master_key(file)
    assert file.read_text() == "something"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_files_of_others(file: Path, mode: int) -> None:
    """A file that the group or others can read or change is refused, with the command that corrects it."""
    create_master_key(file)
    file.chmod(mode)
    with pytest.raises(MasterKeyRefused, match=f"chmod 600 {file}"):
        read_master_keys(file)


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_private_files(file: Path, mode: int) -> None:
    """A file that only its owner can read is taken."""
    create_master_key(file)
    file.chmod(mode)
    assert read_master_keys(file).older == ()


def test_a_missing_file(file: Path) -> None:
    """A file that is not there is refused by its path."""
    with pytest.raises(MasterKeyRefused, match=r"master\.key cannot be read: No such file"):
        read_master_keys(file)


@pytest.mark.parametrize(
    "text", ["", "# only a comment\n", "short", f"{MASTER_KEY}A", f"{MASTER_KEY[:-1]}u", "ä" * 43]
)
def test_faulty_texts(text: str) -> None:
    """A text without a master key, or with something else, is refused. The message does not show it."""
    with pytest.raises(MasterKeyRefused) as refused:
        parse_master_keys(text, "TILLROLL_MASTER_KEY")
    assert "TILLROLL_MASTER_KEY" in str(refused.value)
    assert not text.strip("#\n") or text not in str(refused.value)


def test_equal_master_keys() -> None:
    """The same master key twice is refused with the line of the second."""
    with pytest.raises(MasterKeyRefused, match="line 2"):
        parse_master_keys(f"{MASTER_KEY}\n{MASTER_KEY}=\n", "the file")


def test_several_master_keys(file: Path) -> None:
    """The first master key is current and the others are older, on lines or separated by commas."""
    other = create_master_key(file)
    lines = f"# new\n{MASTER_KEY}  # of November\n\n{file.read_text()}"
    for text in (lines, f"{MASTER_KEY},{file.read_text().strip()}"):
        keys = parse_master_keys(text, "a text")
        assert (keys.current, keys.older) == (MASTER_KEYS.current, (other.current,))


def test_added_and_removed_lines(file: Path) -> None:
    """A new master key comes first. Only the named older ones are removed, and comments and the mode stay."""
    first = create_master_key(file)
    file.write_text(f"# our key\n{file.read_text()}")
    both = add_master_key(file)
    assert read_master_keys(file) == both
    assert both.older == (first.current,)
    assert "# our key\n" in file.read_text()
    remove_master_keys(file, lambda each: True)
    assert read_master_keys(file).ids == (master_key_id(both.current),)
    assert "# our key\n" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_linked_file(file: Path) -> None:
    """A change of a linked file changes the file that the link points to."""
    create_master_key(file)
    link = file.with_name("link")
    link.symlink_to(file)
    added = add_master_key(link)
    assert link.is_symlink()
    assert read_master_keys(file) == added


def test_a_file_that_changes(file: Path) -> None:
    """A running server wraps with the new master key of a changed file, and opens what another one wrapped with it."""
    old = create_master_key(file)
    server = RereadMasterKeys(file)
    of_old = server.wrap(_KEY, _ABOUT)
    new = add_master_key(file)
    assert server.unwrap(new.wrap(_KEY, _ABOUT), _ABOUT) == _KEY
    assert new.is_current(server.wrap(_KEY, _ABOUT))
    assert server.unwrap(of_old, _ABOUT) == _KEY
    assert old.is_current(of_old)


def test_a_changed_file_that_is_refused(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A running server keeps its master keys where the changed file is refused, and logs why."""
    create_master_key(file)
    server = RereadMasterKeys(file)
    stored = server.wrap(_KEY, _ABOUT)
    file.chmod(0o644)
    assert server.unwrap(server.wrap(_KEY, _ABOUT), _ABOUT) == _KEY
    assert "chmod 600" in caplog.text
    file.unlink()
    assert server.unwrap(stored, _ABOUT) == _KEY
