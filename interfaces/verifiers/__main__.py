"""Write the verifiers into a folder: `python -m interfaces.verifiers FOLDER`."""

import sys
from pathlib import Path

from interfaces.verifiers.bundle import verifier_script
from interfaces.verifiers.page_bundle import verifier_page


def main(folder: Path) -> None:
    """Write verify.py and verify.html into the folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "verify.py").write_text(verifier_script(), encoding="utf-8", newline="\n")
    (folder / "verify.html").write_text(verifier_page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
