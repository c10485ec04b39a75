"""The tools over HTTP (streamable HTTP of the protocol), for the owners of history keys."""
