"""The Svea Checkout dialect.

`README.md` lists the files, and how tillroll interprets the provider's documents where they are silent.
"""
