"""The ledger's formats and proofs, as pure functions of bytes. They use the standard library only, from Python 3.9."""
