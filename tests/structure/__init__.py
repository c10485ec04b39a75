"""Checks of the source tree's own structure, run by `make check` and by pytest."""
