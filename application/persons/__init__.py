"""Personal data: which fields it is, how it is sealed and found, and how it is erased."""
