"""The views of the pages that search across checkouts."""
