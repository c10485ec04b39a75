"""The OpenAPI description of the endpoints and their bodies."""
