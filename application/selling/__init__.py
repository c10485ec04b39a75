"""Sessions that tillroll prices and takes payments for."""
