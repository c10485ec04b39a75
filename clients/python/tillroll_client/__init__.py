"""A client of tillroll: the generated functions of every operation, checks of the signatures of callbacks, and timeouts."""
