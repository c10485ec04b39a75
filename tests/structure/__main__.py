"""Run every check of the structure: `python -m tests.structure`.

`--rewrite-exceptions` writes what they find into `exceptions.py` instead, for a merge that renames what has an entry.
"""

import json
import sys
from collections.abc import Sequence

from tests.structure.checks import CHECKS, failures
from tests.structure.exceptions import EXCEPTIONS
from tests.structure.source_tree import ROOT, Module, source_modules

EXCEPTIONS_FILE = ROOT / "tests/structure/exceptions.py"
HEAD = '''"""What broke a rule of the structure when the rule was introduced. This list may only shrink.

A check fails for what is not listed, and for an entry that is no longer needed. Mend what breaks a rule
instead of adding it. After a merge that renames files or names with an entry, run
`python -m tests.structure --rewrite-exceptions`, and read the difference: no rule may have gained an entry.
"""

from collections.abc import Mapping

EXCEPTIONS: Mapping[str, frozenset[str]] = '''


def main(arguments: Sequence[str]) -> int:
    """Print the failures and return the exit code, 1 where there are any."""
    modules = source_modules()
    if "--rewrite-exceptions" in arguments:
        rewrite_exceptions(modules)
        return 0
    lines = [
        line
        for title, check in CHECKS.items()
        for line in failures(check, modules, EXCEPTIONS.get(title, frozenset()), title)
    ]
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201  the command's output
    return 1 if lines else 0


def rewrite_exceptions(modules: Sequence[Module]) -> None:
    """Write all that the checks find now into `exceptions.py`."""
    found = {
        title: sorted({violation.subject for violation in check(modules)})
        for title, check in CHECKS.items()
    }
    entries = "".join(
        f"    {json.dumps(title)}: frozenset(\n        {{\n"
        + "".join(f"            {json.dumps(subject)},\n" for subject in subjects)
        + "        }\n    ),\n"
        for title, subjects in found.items()
        if subjects
    )
    EXCEPTIONS_FILE.write_text(f"{HEAD}{{\n{entries}}}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
