"""The OpenAPI description of the history API."""
