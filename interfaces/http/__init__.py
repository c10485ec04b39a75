"""The HTTP server and the dialects that it speaks."""
