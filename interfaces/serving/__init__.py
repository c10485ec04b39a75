"""The server process: uvicorn, its workers, the HTTP protocol and the banner."""
