"""The Walley Checkout dialect (formerly Collector), in both generations of its API.

`README.md` lists the files, and how tillroll interprets the provider's documents where they are silent.
"""
