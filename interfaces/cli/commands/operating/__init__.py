"""Commands for operators: checks, keys, the demo, and the state of the system."""
