"""The readers of the history: their keys, their rights, and the record of each read.

The history API and the console share them. `settings.py` has the configuration of a key, `auth.py` finds the reader of
a key, and `access_log.py` records each read before it is answered.
"""
