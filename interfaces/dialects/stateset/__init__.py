"""The StateSet checkouts dialect (`/v1/checkouts`): the session of ACP 2025-09-29, with PUT for the update, and a list.

`routes.py` has the URLs, `wire.py` the shapes, `translate.py` the way to the domain and back, `errors.py` what a
refusal becomes; `rate_limits.py` counts requests. What it shares with ACP is in `interfaces.dialects.session`.
"""
