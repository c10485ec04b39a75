"""The verifier of evidence: pure functions of files and a policy, with the standard library only, from Python 3.9."""
