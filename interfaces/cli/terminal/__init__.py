"""Output to a terminal: layouts, colours, paging, and values made safe to print."""
