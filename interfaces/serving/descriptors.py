"""The limit of open files of a process. Each connection is one of them."""

import contextlib
import resource


def raise_descriptor_limit() -> None:
    """Raise the soft limit of open files to the hard one, so that idle connections do not use it up.

    The soft limit is often 1,024, for the sake of programs with `select`. uvloop has no such bound. Workers inherit it.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        # Some systems report a hard limit that they do not grant. Then the soft one stays.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
