"""Packs of evidence over HTTP."""
