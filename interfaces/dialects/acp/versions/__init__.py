"""The versions of ACP, one module each. Those of 2026 share `requests_2026` and `session_2026`."""
