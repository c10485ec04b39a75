"""The tools of `tillroll mcp`, with which an agent reads the history."""
