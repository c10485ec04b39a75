"""Storage in files beside the database."""
