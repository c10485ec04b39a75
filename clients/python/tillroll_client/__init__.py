"""A client of tillroll: the generated functions of every operation, and checks of the signatures of callbacks."""
