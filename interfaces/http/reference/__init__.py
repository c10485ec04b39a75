"""The API reference: the parts of the OpenAPI document, the document of each API, and the pages that show them."""
