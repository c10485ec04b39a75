"""The monitor of a witness: reads the entries of a log, and states that they keep the rules."""
