"""The command of verify.py. It uses the standard library only, from Python 3.9."""
