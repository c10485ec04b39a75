"""Run every check of the structure: `python -m tests.structure`. The exit code is 1 if anything breaks a rule."""

import sys

from tests.structure.checks import CHECKS, failures
from tests.structure.source_tree import source_modules


def main() -> int:
    """Print the failures and return the exit code."""
    modules = source_modules()
    lines = [line for check in CHECKS.values() for line in failures(check, modules)]
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201  the command's output
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
