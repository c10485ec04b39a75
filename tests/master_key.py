"""The master key of the tests."""

from interfaces.storage.master_key_file import parse_master_keys

MASTER_KEY = "dGhlIG1hc3RlciBrZXkgb2YgYWxsIHRoZXNlIHRlc3Q"
"""The text of the key, as in the variable TILLROLL_MASTER_KEY."""

MASTER_KEYS = parse_master_keys(MASTER_KEY, "the key of the tests")
