"""The StateSet dialect (`/v1/checkouts`). `README.md` lists the modules and the choices taken.

The session is that of ACP 2025-09-29.
"""
