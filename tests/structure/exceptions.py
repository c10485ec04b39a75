"""What broke a rule of the structure when the rule was introduced. This list may only shrink.

A check fails for what is not listed, and for an entry that is no longer needed. Mend what breaks a rule
instead of adding it. After a merge that renames files or names with an entry, run
`python -m tests.structure --rewrite-exceptions`, and read the difference: no rule may have gained an entry.
"""

from collections.abc import Mapping

EXCEPTIONS: Mapping[str, frozenset[str]] = {}
