"""The operations of checkouts over MCP: JSON-RPC over HTTP, at the address that the profile of the shop names."""
