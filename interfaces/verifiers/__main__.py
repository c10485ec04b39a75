"""Write the verifiers into a folder: `python -m interfaces.verifiers FOLDER`."""

import argparse
from pathlib import Path

from interfaces.verifiers.bundle import verifier_script
from interfaces.verifiers.page_bundle import verifier_page


def main() -> None:
    """Write verify.py and verify.html into the folder, which is made if it is not there."""
    parser = argparse.ArgumentParser(prog="python -m interfaces.verifiers", description=__doc__)
    parser.add_argument("folder", type=Path, help="where verify.py and verify.html go")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "verify.py").write_text(verifier_script(), encoding="utf-8", newline="\n")
    (folder / "verify.html").write_text(verifier_page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
