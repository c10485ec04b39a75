"""The schemas that the OpenAPI descriptions of StateSet, ACP and UCP share."""
