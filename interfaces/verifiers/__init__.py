"""The verifiers that other parties run: verify.py and verify.html, one file each."""
